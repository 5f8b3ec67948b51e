using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Xp;

/// <summary>XP earned and kept on a day, in its week and in its month so far.</summary>
/// <param name="Day">On the day.</param>
/// <param name="Week">Since Monday.</param>
/// <param name="Month">Since the first of the month.</param>
public readonly record struct PeriodXp(long Day, long Week, long Month);

/// <summary>A line of the ledger as far as periods are concerned.</summary>
/// <param name="Id">The line.</param>
/// <param name="Source">What it is for.</param>
/// <param name="Change">Change of total XP.</param>
/// <param name="CountsOn">The day to whose periods it belongs: of a correction that of the line it corrects.</param>
/// <param name="CorrectsId">The line that it corrects or gives back.</param>
public readonly record struct PeriodLine(long Id, XpSource Source, long Change, UtcDay CountsOn, long? CorrectsId);

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
            if (profile.XpEarnedAt is { } last) Set(profile, Of(last, Of(profile), UtcDay.Of(at)));
            profile.XpEarnedAt = at;
        }
        if (profile.XpEarnedAt is { } earned) Set(profile, Plus(Of(profile), UtcDay.Of(earned), countsOn, change));
    }

    /// <summary>A merge brings XP that was not earned now: no period counts it, and the latest gain stays what it was, unless there was none.</summary>
    public static void Bring(UserProfile profile, DateTimeOffset at, long change)
    {
        if (change > 0) profile.XpEarnedAt ??= at;
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

    /// <summary>The earliest day that periods of a day reach back to.</summary>
    public static UtcDay EarliestOf(UtcDay day) => day.Monday < day.FirstOfMonth ? day.Monday : day.FirstOfMonth;

    /// <summary>What counts on a day by a member's lines since <see cref="EarliestOf"/> that day, in their order. A wipe that was given back has taken nothing.</summary>
    public static PeriodXp Sum(UtcDay day, IReadOnlyCollection<PeriodLine> lines)
    {
        var undone = lines.Where(line => line.Source == XpSource.PressPassRestore).Select(line => line.CorrectsId).ToHashSet();
        return lines.Aggregate(default(PeriodXp), (xp, line) => line.Source switch
        {
            XpSource.PressPassReset => undone.Contains(line.Id) ? xp : default,
            XpSource.PressPassRestore or XpSource.Prestige or XpSource.SeasonReset or XpSource.SeasonRestore or XpSource.AccountMerge => xp,
            _ => Plus(xp, day, line.CountsOn, line.Change),
        });
    }

    /// <summary>What a profile has counted: of the day, week and month of its latest gain.</summary>
    public static PeriodXp Of(UserProfile profile) => new(profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth);

    /// <summary>Writes down what counts on the day of a profile's latest gain.</summary>
    public static void Set(UserProfile profile, in PeriodXp xp) => (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth) = (xp.Day, xp.Week, xp.Month);

    private static PeriodXp Plus(in PeriodXp xp, UtcDay day, UtcDay countsOn, long change)
    {
        return new(To(xp.Day, countsOn >= day), To(xp.Week, countsOn >= day.Monday), To(xp.Month, countsOn >= day.FirstOfMonth));

        long To(long xp, bool counts) => counts ? Math.Max(0, xp + change) : xp;
    }
}
