using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Xp;

/// <summary>XP earned and kept on a day, in its week and in its month so far.</summary>
/// <param name="Day">On the day.</param>
/// <param name="Week">Since Monday.</param>
/// <param name="Month">Since the first of the month.</param>
public readonly record struct PeriodXp(long Day, long Week, long Month);

/// <summary>
/// What of a member's XP belongs to the day of their latest gain, its week and its month. The profile keeps it with every line of the ledger, so that a starting node counts
/// boards from one row a member instead of reading the month's lines again.
/// </summary>
public static class XpPeriods
{
    /// <summary>Counts what a line changed total XP by: of the latest gain's day, week and month. A purchase changes it by 0 and counts nowhere.</summary>
    /// <param name="profile">Whose.</param>
    /// <param name="at">When.</param>
    /// <param name="countsOn">The day to whose periods it belongs: of a correction that of the line it corrects.</param>
    /// <param name="change">XP.</param>
    public static void Count(UserProfile profile, DateTimeOffset at, UtcDay countsOn, long change)
    {
        // Only a gain begins a new day, and a clock behind the one that wrote the gain before brings no earlier day back.
        if (change > 0 && !(profile.XpEarnedAt >= at))
        {
            if (profile.XpEarnedAt is { } last) Set(profile, Of(last, new(profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth), UtcDay.Of(at)));
            profile.XpEarnedAt = at;
        }
        Add(profile, countsOn, change);
    }

    /// <summary>Adds to the periods of the latest gain without beginning new ones.</summary>
    public static void Add(UserProfile profile, UtcDay countsOn, long change)
    {
        if (profile.XpEarnedAt is not { } earned) return;
        var day = UtcDay.Of(earned);
        Set(profile, new(Plus(profile.XpOfDay, countsOn >= day), Plus(profile.XpOfWeek, countsOn >= day.Monday), Plus(profile.XpOfMonth, countsOn >= day.FirstOfMonth)));

        long Plus(long xp, bool counts) => counts ? Math.Max(0, xp + change) : xp;
    }

    /// <summary>A wipe leaves nothing of what was earned before it.</summary>
    public static void Wipe(UserProfile profile) => Set(profile, default);

    /// <summary>What counts on a day: a period that has ended since the latest gain counts nothing.</summary>
    /// <param name="earnedAt">The latest gain.</param>
    /// <param name="xp">What counted then.</param>
    /// <param name="today">The day asked for.</param>
    public static PeriodXp Of(DateTimeOffset earnedAt, in PeriodXp xp, UtcDay today)
    {
        var day = UtcDay.Of(earnedAt);
        if (day == today) return xp;
        return new(0, day.Monday == today.Monday ? xp.Week : 0, day.FirstOfMonth == today.FirstOfMonth ? xp.Month : 0);
    }

    private static void Set(UserProfile profile, in PeriodXp xp) => (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth) = (xp.Day, xp.Week, xp.Month);
}
