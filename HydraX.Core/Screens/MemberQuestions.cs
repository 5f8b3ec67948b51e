using System.Linq.Expressions;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>A member as the API shows one. After a midnight XP is as the wipe leaves it, whether or not it has been written down.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="SubscriptionStatus">Where the subscription stands.</param>
/// <param name="SubscriptionExpiresAt">When what is paid or tried ends.</param>
/// <param name="Standing">Rank and level, from total XP.</param>
/// <param name="XpBalance">Spendable XP.</param>
/// <param name="PrestigeLevel">Stars.</param>
/// <param name="PressPassEndsAt">When the Press Pass that runs now ends; null without one.</param>
/// <param name="CurrentStreak">Days with activity in a row.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Visibility">Who may see the profile.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="IsProved">Whether an address or a Telegram account is proved; before that a member is not there for others.</param>
public sealed record MemberView(
    long UserId, string Username, TierCode Tier, SubscriptionStatus SubscriptionStatus, DateTimeOffset? SubscriptionExpiresAt, Standing Standing, long XpBalance, int PrestigeLevel,
    DateTimeOffset? PressPassEndsAt, int CurrentStreak, string TimeZone, Visibility Visibility, bool IsActive, bool IsProved);

/// <summary>Reads of members for the API.</summary>
public sealed class MemberQuestions(HydraXData data, Clock clock)
{
    /// <summary>A member by id, or null.</summary>
    public Task<MemberView?> ById(long userId, CancellationToken stop = default) => Find(u => u.Id == userId, stop);

    /// <summary>A member by name, without regard to case, or null.</summary>
    public Task<MemberView?> ByName(string username, CancellationToken stop = default)
    {
        var normalized = UsernameRules.Normalize(username);
        return Find(u => u.NormalizedUserName == normalized, stop);
    }

    /// <summary>Lines of a member's ledger, the newest first, before a line's id.</summary>
    public Task<List<XpTransaction>> Ledger(long userId, long? before, int most, CancellationToken stop = default) => data.Read(db => db.XpTransactions
        .Where(t => t.UserId == userId && (before == null || t.TransactionId < before)).OrderByDescending(t => t.TransactionId).Take(most).ToListAsync(stop), stop);

    private async Task<MemberView?> Find(Expression<Func<User, bool>> who, CancellationToken stop)
    {
        var user = await data.Read(db => db.Users.Include(u => u.Profile).Where(who).FirstOrDefaultAsync(stop), stop);
        if (user?.Profile is not { } profile) return null;
        var now = clock.GetUtcNow();
        var (balance, total) = MidnightRules.Shown(profile, now);
        return new(user.Id, user.UserName!, user.Tier, user.SubscriptionStatus, user.SubscriptionExpiresAt, RankRules.Standing(total), balance, profile.PrestigeLevel,
            profile.PressPassActive && profile.WipeUntil > now ? profile.WipeUntil : null, StreakRules.Shown(profile, now), profile.TimeZone, profile.Visibility, user.IsActive, user.EmailConfirmed || user.TelegramId is not null || user.IsDemo);
    }
}
