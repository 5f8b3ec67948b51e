using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Xp;

/// <summary>XP earned and kept on a day, in its week, its month and its season so far.</summary>
/// <param name="Day">On the day.</param>
/// <param name="Week">Since Monday.</param>
/// <param name="Month">Since the first of the month.</param>
/// <param name="Season">Since the first day of the season; 0 where none runs.</param>
public readonly record struct PeriodXp(long Day, long Week, long Month, long Season);

/// <summary>A line of the ledger as far as periods are concerned.</summary>
/// <param name="Id">The line.</param>
/// <param name="Source">What it is for.</param>
/// <param name="Change">Change of total XP.</param>
/// <param name="CountsOn">The day to whose periods it belongs: of a correction that of the line it corrects.</param>
/// <param name="CorrectsId">The line that it corrects or gives back.</param>
public readonly record struct PeriodLine(long Id, XpSource Source, long Change, UtcDay CountsOn, long? CorrectsId);

/// <summary>
/// What of a member's XP belongs to the day of their latest gain, its week, its month and its season. The profile keeps it with every line of the ledger, so that a starting node counts
/// boards from one row a member instead of reading the season's lines again. A season begins in the future only, and keeps its first day once it has begun: so a sum that was
/// counted with it stays right.
/// </summary>
public static class XpPeriods
{
    /// <summary>Counts what a line changed total XP by: of the latest gain's day, week, month and season. A purchase changes it by 0 and counts nowhere.</summary>
    /// <param name="profile">Whose.</param>
    /// <param name="at">When.</param>
    /// <param name="countsOn">The day to whose periods it belongs: of a correction that of the line it corrects.</param>
    /// <param name="change">XP.</param>
    /// <param name="seasons">All seasons.</param>
    public static void Count(UserProfile profile, DateTimeOffset at, UtcDay countsOn, long change, SeasonList seasons)
    {
        // Only a gain begins a new day, and a clock behind the one that wrote the gain before brings no earlier day back.
        if (change > 0 && !(profile.XpEarnedAt >= at))
        {
            if (profile.XpEarnedAt is { } last) Set(profile, Of(last, Of(profile), UtcDay.Of(at), seasons));
            profile.XpEarnedAt = at;
        }
        if (profile.XpEarnedAt is { } earned) Set(profile, Plus(Of(profile), UtcDay.Of(earned), countsOn, change, seasons));
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
    /// <param name="seasons">All seasons.</param>
    public static PeriodXp Of(DateTimeOffset earnedAt, in PeriodXp xp, UtcDay today, SeasonList seasons)
    {
        var day = UtcDay.Of(earnedAt);
        if (day == today) return xp;
        var isSameSeason = xp.Season > 0 && seasons.StartOf(today) is { } start && seasons.StartOf(day) == start;
        return new(0, day.Monday == today.Monday ? xp.Week : 0, day.FirstOfMonth == today.FirstOfMonth ? xp.Month : 0, isSameSeason ? xp.Season : 0);
    }

    /// <summary>The earliest day that periods of a day reach back to.</summary>
    public static UtcDay EarliestOf(UtcDay day, SeasonList seasons)
    {
        var earliest = day.Monday < day.FirstOfMonth ? day.Monday : day.FirstOfMonth;
        return seasons.StartOf(day) is { } season && season < earliest ? season : earliest;
    }

    /// <summary>What counts on a day by a member's lines since <see cref="EarliestOf"/> that day, in their order. A wipe that was given back has taken nothing.</summary>
    public static PeriodXp Sum(UtcDay day, IReadOnlyCollection<PeriodLine> lines, SeasonList seasons)
    {
        var undone = lines.Where(line => line.Source == XpSource.PressPassRestore).Select(line => line.CorrectsId).ToHashSet();
        return lines.Aggregate(default(PeriodXp), (xp, line) => line.Source switch
        {
            XpSource.PressPassReset => undone.Contains(line.Id) ? xp : default,
            XpSource.PressPassRestore or XpSource.AccountMerge => xp,
            var source when XpRules.IsSetAside(source) => xp,
            _ => Plus(xp, day, line.CountsOn, line.Change, seasons),
        });
    }

    /// <summary>What a profile has counted: of the day, week, month and season of its latest gain.</summary>
    public static PeriodXp Of(UserProfile profile) => new(profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth, profile.XpOfSeason);

    /// <summary>Writes down what counts on the day of a profile's latest gain.</summary>
    public static void Set(UserProfile profile, in PeriodXp xp) => (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth, profile.XpOfSeason) = (xp.Day, xp.Week, xp.Month, xp.Season);

    private static PeriodXp Plus(in PeriodXp xp, UtcDay day, UtcDay countsOn, long change, SeasonList seasons)
    {
        return new(To(xp.Day, countsOn >= day), To(xp.Week, countsOn >= day.Monday), To(xp.Month, countsOn >= day.FirstOfMonth), To(xp.Season, seasons.StartOf(day) is { } start && countsOn >= start));

        long To(long xp, bool counts) => counts ? Math.Max(0, xp + change) : xp;
    }
}
