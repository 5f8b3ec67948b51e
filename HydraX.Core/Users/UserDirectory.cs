using System.Security.Cryptography;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>What Telegram tells of a person. Everything but the id may be missing, empty or strange.</summary>
/// <param name="Id">Telegram's id.</param>
/// <param name="Username">Without @.</param>
/// <param name="DisplayName">First and last name.</param>
public sealed record TelegramPerson(long Id, string? Username, string? DisplayName);

/// <summary>Somebody who registers on the web: name and address checked for form, the password hashed.</summary>
/// <param name="Username">The name they chose.</param>
/// <param name="Email">Their address.</param>
/// <param name="PasswordHash">As ASP.NET Core Identity hashes it.</param>
/// <param name="IsConfirmed">Whether the address needs no proof, as that of the first admin.</param>
public sealed record WebPerson(string Username, string Email, string PasswordHash, bool IsConfirmed = false);

/// <summary>A member in few words.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="TelegramId">The linked Telegram account, if any.</param>
/// <param name="IsNew">Whether this call registered them.</param>
public sealed record MemberCard(long UserId, string Username, TierCode Tier, bool IsActive, long? TelegramId, bool IsNew);

/// <summary>The door to people: who they are, how they are registered, linked and suspended.</summary>
public sealed class UserDirectory(HydraXData data, Protector protector, BlockedWords blocked)
{
    private const int MostNames = 20;

    internal static readonly Problem EmailTaken = Problem.Of("users.email-taken", "There is an account with this address already. Sign in, or set a new password.");

    /// <summary>The member with this Telegram account, or null.</summary>
    public Task<MemberCard?> ByTelegram(long telegramId, CancellationToken stop = default) =>
        data.Read(db => Cards(db.Users.Where(u => u.TelegramId == telegramId)).FirstOrDefaultAsync(stop), stop);

    /// <summary>The member with this name, without regard to case, or null.</summary>
    public Task<MemberCard?> ByName(string username, CancellationToken stop = default)
    {
        var normalized = UsernameRules.Normalize(username.TrimStart('@'));
        return data.Read(db => Cards(db.Users.Where(u => u.NormalizedUserName == normalized)).FirstOrDefaultAsync(stop), stop);
    }

    /// <summary>
    /// Registers a person at their first message, or finds them: tier NIBBLER, status inactive, rank RECRUIT, a referral code. Two first messages
    /// at the same instant make one member.
    /// </summary>
    public async Task<MemberCard> Register(Work work, TelegramPerson person)
    {
        for (var attempt = 0; attempt < MostNames; attempt++)
        {
            var suffix = attempt == 0 ? "" : RandomNumberGenerator.GetString("0123456789", Math.Min(attempt + 2, 8));
            var name = UsernameRules.Propose(person.Username, person.DisplayName, suffix, blocked);
            if (!await IsHeld(work, name) && await Insert(work, name, person.Id, null) is { } userId)
            {
                await InsertProfile(work, userId);
                await work.GiveRole(userId, Roles.Member);
                return new(userId, name, TierCode.Nibbler, true, person.Id, IsNew: true);
            }
            if (await Cards(work.Db.Users.Where(u => u.TelegramId == person.Id)).FirstOrDefaultAsync(work.Stop) is { } known) return known;
        }
        throw new InvalidOperationException($"No free username was found for Telegram account {person.Id} in {MostNames} tries.");
    }

    /// <summary>
    /// Registers somebody who came by the web. Problems: <c>users.email-taken</c>, <c>users.username-taken</c>. Two who ask for the same name or
    /// address at the same instant: one gets it.
    /// </summary>
    public async Task<Outcome<MemberCard>> Register(Work work, WebPerson person)
    {
        // The name first: asked with a name that is known to be taken, the answer would tell whether the address has an account.
        var name = UsernameRules.Normalize(person.Username);
        if (await work.Db.IsTaken(name, null, work.Stop)) return NameTaken(person.Username);
        // The table promises one account an address under one key; while keys are being replaced, it may stand under the one before.
        if (await ByEmail(work.Db, person.Email).AnyAsync(work.Stop)) return EmailTaken;
        if (await Insert(work, person.Username, null, person) is not { } userId) return await ByEmail(work.Db, person.Email).AnyAsync(work.Stop) ? EmailTaken : NameTaken(person.Username);
        await InsertProfile(work, userId);
        await work.GiveRole(userId, Roles.Member);
        return new MemberCard(userId, person.Username, TierCode.Nibbler, true, null, IsNew: true);
    }

    /// <summary>Holds the name that somebody asked for with an address that has an account; see <see cref="HeldName"/>.</summary>
    public async Task Hold(Work work, WebPerson person)
    {
        if (await ByEmail(work.Db, person.Email).Select(u => (long?)u.Id).FirstOrDefaultAsync(work.Stop) is not { } holder) return;
        var sql = work.Dialect.InsertOrNothing("held_names", "normalized_name, user_id, held_at", "@p0, @p1, @p2", "normalized_name", "normalized_name = @p0", "user_id");
        await work.Scalar(sql, UsernameRules.Normalize(person.Username), holder, work.Dialect.Instant(work.At));
    }

    private static Task<bool> IsHeld(Work work, string name)
    {
        var normalized = UsernameRules.Normalize(name);
        return work.Db.Set<HeldName>().AnyAsync(h => h.NormalizedName == normalized, work.Stop);
    }

    /// <summary>What is said of a name that another member has.</summary>
    internal static Problem NameTaken(string name) => Problem.Of("users.username-taken", $"The name {name} is taken. Choose another.");

    /// <summary>Those with this address: one, or none.</summary>
    internal IQueryable<User> ByEmail(HydraXDb db, string email)
    {
        var lookups = protector.Lookups(UserSecrets.Email, email);
        return db.Users.Where(u => lookups.Contains(u.EmailLookup!));
    }

    // Insert-or-nothing against the promises of the table: one account a Telegram id, one a name, one an address.
    private async Task<long?> Insert(Work work, string name, long? telegramId, WebPerson? web)
    {
        const string columns = "telegram_id, username, normalized_user_name, tier, subscription_status, mt5_connected, is_active, is_demo, created_at, updated_at, email, email_lookup, email_confirmed, password_hash, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, security_stamp, concurrency_stamp";
        var sql = work.Dialect.InsertOrNothing("users", columns, "@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p5, @p7, @p7, @p11, @p12, @p13, @p14, @p5, @p5, @p6, @p8, @p9, @p10",
            unique: "", "telegram_id = @p0 OR normalized_user_name = @p2 OR email_lookup = @p12", "user_id");
        return (long?)await work.Scalar(sql, telegramId, name, UsernameRules.Normalize(name), TierCode.Nibbler.Code(), SubscriptionStatus.Inactive.Code(), false, true,
            work.Dialect.Instant(work.At), 0, NewStamp(), Guid.NewGuid().ToString(),
            protector.Protect(UserSecrets.Email, web?.Email), web is null ? null : protector.Lookup(UserSecrets.Email, web.Email), web?.IsConfirmed ?? false, web?.PasswordHash);
    }

    private static async Task InsertProfile(Work work, long userId)
    {
        var code = ReferralCode.New();
        while (await work.Db.Profiles.AnyAsync(p => p.ReferralCode == code, work.Stop)) code = ReferralCode.New();
        work.Db.Add(NewProfile(userId, code, work.At));
        await work.Save();
    }

    /// <summary>A profile as registration makes it.</summary>
    public static UserProfile NewProfile(long userId, string referralCode, DateTimeOffset at) =>
        new() { UserId = userId, ReferralCode = referralCode, CreatedAt = at, UpdatedAt = at, WordsChangedAt = at };

    /// <summary>A fresh security stamp, which ends all sessions that carry another.</summary>
    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    private static IQueryable<MemberCard> Cards(IQueryable<User> users) =>
        users.Select(u => new MemberCard(u.Id, u.UserName!, u.Tier, u.IsActive, u.TelegramId, false));
}
