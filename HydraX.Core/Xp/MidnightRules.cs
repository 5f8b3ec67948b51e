using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Xp;

/// <summary>
/// When a nightly wipe is due. Truth is derived: a wipe is due as soon as the clock passes its midnight, whether or not any job has run; the
/// sweep and the member's own next operation only write down what already holds.
/// </summary>
public static class MidnightRules
{
    /// <summary>
    /// The midnight whose wipe has not been written yet, or null. It is the first one after what is settled, if that has come and lies within the
    /// pass (whose end is exclusive: a pass that ends at 00:00:00 is not wiped then). At most one can take XP: later ones find nothing.
    /// </summary>
    public static UtcDay? Due(DateTimeOffset? settledUntil, DateTimeOffset? wipeUntil, DateTimeOffset now)
    {
        if (settledUntil is not { } settled || wipeUntil is not { } until) return null;
        var midnight = UtcDay.MidnightAfter(settled);
        return midnight.Start <= now && midnight.Start < until ? midnight : null;
    }

    /// <summary>The last midnight that has passed within the pass: up to there nothing is owed once the due one is written.</summary>
    public static DateTimeOffset SettledBy(DateTimeOffset now, DateTimeOffset wipeUntil)
    {
        var lastWithin = UtcDay.Of(wipeUntil.AddTicks(-1)).Start;
        var today = UtcDay.Of(now).Start;
        return today < lastWithin ? today : lastWithin;
    }

    /// <summary>Whether a midnight of the running pass has come since an instant. For a profile whose wipe is settled; off a pass never.</summary>
    public static bool HasPassedSince(UserProfile profile, DateTimeOffset at) =>
        profile.WipeSettledUntil is { } settled && settled > at && settled == UtcDay.Of(settled).Start;

    /// <summary>The next midnight that takes XP, null off a pass and on its last day.</summary>
    public static DateTimeOffset? Next(UserProfile profile, DateTimeOffset now)
    {
        var midnight = UtcDay.MidnightAfter(now).Start;
        return profile.PressPassActive && midnight < profile.WipeUntil ? midnight : null;
    }

    /// <summary>What screens and commands show: after a midnight the balance is 0 even where the sweep has not been yet; a debt stays.</summary>
    public static (long Balance, long TotalXp) Shown(UserProfile profile, DateTimeOffset now) =>
        Due(profile.WipeSettledUntil, profile.WipeUntil, now) is null
            ? (profile.XpBalance, profile.TotalXp)
            : (Math.Min(profile.XpBalance, 0), 0);
}
