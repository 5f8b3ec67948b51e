using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>What the frame around every page says about the person who looks.</summary>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Standing">Rank and level.</param>
/// <param name="Streak">Days with activity in a row.</param>
/// <param name="WipeAt">The next nightly wipe; null where none comes.</param>
/// <param name="TimeZone">The IANA zone that times are drawn in.</param>
/// <param name="WornFrame">The code of a frame bought in the shop.</param>
public sealed record FrameMember(string Username, TierCode Tier, Standing Standing, int Streak, DateTimeOffset? WipeAt, string TimeZone, string? WornFrame);

/// <summary>What the frame shows.</summary>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Member">Who looks; null for a visitor.</param>
/// <param name="HasDemoContent">Whether there are members marked as demo.</param>
/// <param name="IsHeld">Whether staff holds the account while it looks at it.</param>
public sealed record FrameView(DateTimeOffset Now, FrameMember? Member, bool HasDemoContent, bool IsHeld = false);

/// <summary>The question of the frame.</summary>
public sealed class FrameQuestions(HydraXData data, Clock clock)
{
    /// <summary>The frame for a member, or for a visitor.</summary>
    public Task<FrameView> Of(long? userId, CancellationToken stop = default) => data.Read(async db =>
    {
        var now = clock.GetUtcNow();
        var hasDemo = await db.Users.AnyAsync(u => u.IsDemo, stop);
        if (userId is null) return new FrameView(now, null, hasDemo);
        var row = await db.Users.Where(u => u.Id == userId && u.Profile != null).Select(u => new { u.UserName, u.Tier, u.Profile, IsHeld = u.HeldAt != null }).FirstOrDefaultAsync(stop);
        if (row is null) return new(now, null, hasDemo);
        var profile = row.Profile!;
        var tier = PressPassRules.Shown(row.Tier, profile.PressPassActive, profile.WipeUntil, now);
        return new(now, new(row.UserName!, tier, RankRules.Standing(MidnightRules.Shown(profile, now).TotalXp), StreakRules.Shown(profile, now),
            MidnightRules.Next(profile, now), profile.TimeZone, profile.WornFrame), hasDemo, row.IsHeld);
    }, stop);
}
