using System.Globalization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Protection;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>Which members staff looks for.</summary>
/// <param name="Text">A name's beginning, an id, a Telegram id, a whole address; null for all.</param>
/// <param name="Tier">Of one tier.</param>
/// <param name="Status">Of one subscription status.</param>
/// <param name="IsSuspended">Only suspended ones.</param>
public sealed record MemberSearch(string? Text = null, TierCode? Tier = null, SubscriptionStatus? Status = null, bool IsSuspended = false);

/// <summary>A member in staff's list.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Email">The address; in a list its first and last letter and what follows the @.</param>
/// <param name="TelegramId">The linked Telegram account.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Status">Where the subscription stands.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="IsDemo">Demo content.</param>
/// <param name="Balance">Spendable XP.</param>
/// <param name="CreatedAt">When the member came.</param>
public sealed record MemberLine(long UserId, string Username, string? Email, long? TelegramId, TierCode Tier, SubscriptionStatus Status, bool IsActive, bool IsDemo, long Balance, DateTimeOffset CreatedAt);

/// <summary>A page of members, latest first.</summary>
/// <param name="Lines">The members.</param>
/// <param name="Next">What to ask the next page with; null on the last.</param>
public sealed record MemberPage(IReadOnlyList<MemberLine> Lines, long? Next);

/// <summary>All that staff sees of a member.</summary>
/// <param name="Line">The member as in the list.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Roles">Roles beside Member.</param>
/// <param name="SuspendedReason">Why, while suspended.</param>
/// <param name="IsEmailConfirmed">Whether the address is proved.</param>
/// <param name="HasPassword">Whether there is one.</param>
/// <param name="IsBotBlocked">Whether the member has blocked the bot.</param>
/// <param name="SubscriptionExpiresAt">When what is paid or tried ends.</param>
/// <param name="Standing">Rank and level.</param>
/// <param name="PrestigeLevel">Stars.</param>
/// <param name="RealTotalXp">All XP ever earned.</param>
/// <param name="TotalXpWiped">XP that wipes took.</param>
/// <param name="Visibility">Who may see the profile.</param>
/// <param name="TimeZone">The zone of streak and display.</param>
/// <param name="IsOnPass">Whether a Press Pass runs.</param>
/// <param name="TookPartInBeta">Whether the member took part in the beta.</param>
/// <param name="Passes">All passes, the latest grant first.</param>
/// <param name="Ledger">The newest lines, or those before one; null for who may not see it.</param>
public sealed record MemberDesk(MemberLine Line, DateTimeOffset Now, IReadOnlyList<string> Roles, string? SuspendedReason, bool IsEmailConfirmed, bool HasPassword, bool IsBotBlocked,
    DateTimeOffset? SubscriptionExpiresAt, Standing Standing, int PrestigeLevel, long RealTotalXp, long TotalXpWiped, Visibility Visibility, string TimeZone, bool IsOnPass, bool TookPartInBeta,
    IReadOnlyList<MemberPass> Passes, LedgerSheet? Ledger);

/// <summary>One pass of a member.</summary>
/// <param name="GrantNo">0 for the one that everybody has.</param>
/// <param name="Days">Its length.</param>
/// <param name="ActivatedAt">When it began; null while unused.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="EndedAt">When it was found to be over.</param>
/// <param name="EndReason">Why.</param>
/// <param name="GrantedBy">The admin who granted it, by name.</param>
public sealed record MemberPass(int GrantNo, int Days, DateTimeOffset? ActivatedAt, DateTimeOffset? EndsAt, DateTimeOffset? EndedAt, PassEnd? EndReason, string? GrantedBy);

/// <summary>Reads for the member pages of staff.</summary>
public sealed class MemberDeskQuestions(HydraXData data, Protector protector, XpQuestions xp, Clock clock)
{
    /// <summary>A page of members, latest first; those whose names begin with something by name.</summary>
    /// <param name="search">Which.</param>
    /// <param name="before">The last member of the page before; null is the first page.</param>
    /// <param name="size">Members a page.</param>
    /// <param name="stop">Gives up.</param>
    public Task<MemberPage> Find(MemberSearch search, long? before, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var found = Fitting(db.Users, search);
        // What begins with something comes in the order of its index, so that the first page is there at once however many there are.
        if (Prefix(search) is not null)
        {
            if (before is { } last && await db.Users.Where(u => u.Id == last).Select(u => u.NormalizedUserName).FirstOrDefaultAsync(stop) is { } name) found = found.Where(u => string.Compare(u.NormalizedUserName, name) > 0);
            found = found.OrderBy(u => u.NormalizedUserName);
        }
        else
        {
            if (before is { } id) found = found.Where(u => u.Id < id);
            found = found.OrderByDescending(u => u.Id);
        }
        var rows = await found.Take(size + 1).Include(u => u.Profile).ToListAsync(stop);
        var now = clock.GetUtcNow();
        return new MemberPage([.. rows.Take(size).Select(u => LineOf(u, now, isMasked: true))], rows.Count > size ? rows[size - 1].Id : null);
    }, stop);

    /// <summary>One member, as far as whoever asks may see them; null for an unknown one.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="may">Whether whoever asks has a duty: it takes one to see a whole address, and one to see the ledger.</param>
    /// <param name="spot">Which page of the ledger.</param>
    /// <param name="size">Lines of the ledger.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<MemberDesk?> Of(long userId, Func<Duty, bool> may, LedgerSpot spot, int size, CancellationToken stop = default)
    {
        var ledger = !may(Duty.SeeHidden) ? null : await xp.Page(userId, null, spot, size, stop);
        return await data.Read(async db =>
        {
            var user = await db.Users.Include(u => u.Profile).FirstOrDefaultAsync(u => u.Id == userId, stop);
            if (user?.Profile is not { } profile) return null;
            var member = Roles.IdOf(Roles.Member);
            var roles = await db.UserRoles.Where(r => r.UserId == userId && r.RoleId != member).OrderBy(r => r.RoleId).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToListAsync(stop);
            var passes = await db.Passes.Where(p => p.UserId == userId).OrderByDescending(p => p.GrantNo)
                .Select(p => new MemberPass(p.GrantNo, p.LengthDays, p.ActivatedAt, p.EndsAt, p.EndedAt, p.EndReason, db.Users.Where(u => u.Id == p.GrantedBy).Select(u => u.UserName).FirstOrDefault()))
                .ToListAsync(stop);
            var now = clock.GetUtcNow();
            return new MemberDesk(LineOf(user, now, isMasked: !may(Duty.SeeAddresses)), now, roles, user.SuspendedReason, user.EmailConfirmed, user.PasswordHash is not null, user.TelegramBlockedAt is not null,
                user.SubscriptionExpiresAt, RankRules.Standing(MidnightRules.Shown(profile, now).TotalXp), profile.PrestigeLevel, profile.RealTotalXp, profile.TotalXpWiped,
                profile.Visibility, profile.TimeZoneAt(now), profile.PressPassActive && profile.WipeUntil > now, profile.BetaParticipant, passes, ledger);
        }, stop);
    }

    private IQueryable<User> Fitting(IQueryable<User> users, MemberSearch search)
    {
        if (search.Tier is { } tier) users = users.Where(u => u.Tier == tier);
        if (search.Status is { } status) users = users.Where(u => u.SubscriptionStatus == status);
        if (search.IsSuspended) users = users.Where(u => !u.IsActive);
        var text = Text(search);
        if (text.Length == 0) return users;
        if (Prefix(search) is not { } prefix)
        {
            var lookups = protector.Lookups(UserSecrets.Email, text);
            return users.Where(u => lookups.Contains(u.EmailLookup!));
        }
        // A range is what an index can find; after every name that begins so comes the last character there is.
        var end = prefix + '\uffff';
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? users.Where(u => u.TelegramId == number || u.Id == number || (string.Compare(u.NormalizedUserName, prefix) >= 0 && string.Compare(u.NormalizedUserName, end) < 0))
            : users.Where(u => string.Compare(u.NormalizedUserName, prefix) >= 0 && string.Compare(u.NormalizedUserName, end) < 0);
    }

    private static string Text(MemberSearch search) => search.Text?.Trim().TrimStart('@') ?? "";

    // What names begin with, as they are compared; null where none is looked for.
    private static string? Prefix(MemberSearch search) =>
        Text(search) is { Length: > 0 } text && !text.Contains('@', StringComparison.Ordinal) ? UsernameRules.Normalize(text) : null;

    private MemberLine LineOf(User user, DateTimeOffset now, bool isMasked)
    {
        var (profile, email) = (user.Profile!, protector.Reveal(UserSecrets.Email, user.ProtectedEmail));
        return new(user.Id, user.UserName!, isMasked && email is not null ? UserSecrets.Masked(email) : email, user.TelegramId, PressPassRules.Shown(user.Tier, profile.PressPassActive, profile.WipeUntil, now), user.SubscriptionStatus,
            user.IsActive, user.IsDemo, MidnightRules.Shown(profile, now).Balance, user.CreatedAt);
    }
}
