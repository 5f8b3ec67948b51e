using HydraX.Core.Users;

namespace HydraX.Core.PressPass;

/// <summary>Where a member stands with the Press Pass.</summary>
public enum PassPhase
{
    /// <summary>It may be started: the first one, or one that an admin granted.</summary>
    Offered,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It was deactivated and may be activated again until it ends.</summary>
    Resting,

    /// <summary>It is over, and no other is granted.</summary>
    Used,
}

/// <summary>Where a member stands with the Press Pass at an instant, whatever jobs have written down.</summary>
/// <param name="Phase">Where.</param>
/// <param name="Pass">The pass in question: the granted, running, resting or last one; null while the first is offered.</param>
public sealed record PassStanding(PassPhase Phase, Pass? Pass)
{
    /// <summary>Derives it from the member's passes.</summary>
    public static PassStanding At(UserProfile profile, IReadOnlyCollection<Pass> passes, DateTimeOffset now)
    {
        var open = passes.FirstOrDefault(p => p.EndedAt is null && p.EndsAt > now);
        if (open is not null) return new(profile.PressPassActive ? PassPhase.Running : PassPhase.Resting, open);
        if (passes.FirstOrDefault(p => p.ActivatedAt is null) is { } granted) return new(PassPhase.Offered, granted);
        return passes.Count == 0 ? new(PassPhase.Offered, null) : new(PassPhase.Used, passes.MaxBy(p => p.GrantNo));
    }
}

/// <summary>What no wipe takes.</summary>
/// <param name="RealTotalXp">All XP ever earned, wiped or not.</param>
/// <param name="Wiped">XP that wipes took.</param>
/// <param name="Resets">Wipes that took XP.</param>
/// <param name="LargestWipe">The largest of them.</param>
/// <param name="EarnedOnPass">XP earned while on a Press Pass, ever.</param>
public sealed record ShadowRecord(long RealTotalXp, long Wiped, long Resets, long LargestWipe, long EarnedOnPass)
{
    /// <summary>The record as it is shown: a wipe counts from its midnight on, also before a sweep has written it.</summary>
    /// <param name="profile">Whose.</param>
    /// <param name="due">XP of a wipe that holds and is not written yet; 0 for none.</param>
    public static ShadowRecord Of(UserProfile profile, long due) => new(
        profile.RealTotalXp, profile.TotalXpWiped + due, profile.ResetCount + (due > 0 ? 1 : 0), Math.Max(profile.LargestWipe, due), profile.LifetimeEarned);
}
