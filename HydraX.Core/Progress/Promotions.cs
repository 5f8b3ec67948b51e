using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

/// <summary>A higher rank that the member has not been shown yet.</summary>
/// <param name="From">The rank that they were shown last.</param>
/// <param name="Standing">Rank and level now.</param>
public sealed record Promotion(RankCode From, Standing Standing);

/// <summary>When a promotion is to be celebrated. Pure.</summary>
public static class PromotionRules
{
    /// <summary>The promotion that is still to be shown, or null. What a midnight has taken is no rank any more, whether or not it is written down.</summary>
    public static Promotion? Due(UserProfile profile, DateTimeOffset now)
    {
        var standing = RankRules.Standing(MidnightRules.Shown(profile, now).TotalXp);
        return standing.Rank > profile.RankSeen ? new(profile.RankSeen, standing) : null;
    }
}

/// <summary>
/// The door to celebrations on pages: each promotion is handed out once, to whichever of a member's devices asks first. Several ranks at once are one
/// celebration; a rank reached again after a wipe or a prestige is one again; a fall is none.
/// </summary>
public sealed class Promotions(HydraXData data, Clock clock)
{
    /// <summary>Whether a promotion is still to be shown; nearly always there is none, and nothing is locked to find that.</summary>
    public Task<bool> Waits(long userId, CancellationToken stop = default) => data.Read(async db =>
        await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop) is { } profile && PromotionRules.Due(profile, clock.GetUtcNow()) is not null, stop);

    /// <summary>The promotion that is still to be shown, which counts as shown from now on; null if there is none.</summary>
    public Task<Promotion?> Take(long userId, CancellationToken stop = default) => data.Run(async work =>
    {
        if (await work.LockMember(userId) is not { } member || PromotionRules.Due(member.Profile, member.At) is not { } due) return null;
        member.Profile.RankSeen = due.Standing.Rank;
        return due;
    }, stop);
}
