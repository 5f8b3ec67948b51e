using HydraX.Core.Kernel;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Leaderboards;

/// <summary>What a line of the ledger does to a board.</summary>
public enum BoardEffect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its change is added to the score.</summary>
    Counts,

    /// <summary>What was earned before it no longer counts.</summary>
    Wipes,
}

/// <summary>
/// Which XP counts on which board: on those of a period what was earned in it less what was wiped, on the one of all time what
/// was earned and kept. Spending and prestige touch none.
/// </summary>
public static class BoardRules
{
    /// <summary>The first instant of a season where none runs: nothing is ever earned in it.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <summary>The first instant of the period that holds a day; null for all time.</summary>
    /// <param name="period">Which.</param>
    /// <param name="day">The day.</param>
    /// <param name="season">The season that holds the day, if one does.</param>
    public static DateTimeOffset? StartOf(BoardPeriod period, UtcDay day, SeasonSpan? season = null) => period switch
    {
        BoardPeriod.Day => day.Start,
        BoardPeriod.Week => day.Monday.Start,
        BoardPeriod.Month => day.FirstOfMonth.Start,
        BoardPeriod.Season => season?.Start ?? Never,
        _ => null,
    };

    /// <summary>The period's end, exclusive; null for all time.</summary>
    /// <param name="period">Which.</param>
    /// <param name="day">A day of it.</param>
    /// <param name="season">The season that holds the day, if one does.</param>
    public static DateTimeOffset? EndOf(BoardPeriod period, UtcDay day, SeasonSpan? season = null) => period switch
    {
        BoardPeriod.Day => day.End,
        BoardPeriod.Week => StartOf(period, day)!.Value.AddDays(7),
        BoardPeriod.Month => StartOf(period, day)!.Value.AddMonths(1),
        BoardPeriod.Season => season?.End,
        _ => null,
    };

    /// <summary>What a line does to the board of a period that began at <paramref name="start"/> (null: all time) and has not ended.</summary>
    public static BoardEffect Decide(in BoardLine line, DateTimeOffset? start) => line.Kind switch
    {
        LineKind.Wiped => start is null || line.At > start ? BoardEffect.Wipes : BoardEffect.None,
        LineKind.Earned => line.Change != 0 && (start is null || line.CountsAt >= start) ? BoardEffect.Counts : BoardEffect.None,
        LineKind.Brought => line.Change != 0 && start is null ? BoardEffect.Counts : BoardEffect.None,
        _ => BoardEffect.None,
    };

    /// <summary>An instant as the boards keep it: microseconds since 1970 UTC.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant of <see cref="Micros"/>.</summary>
    public static DateTimeOffset Instant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
