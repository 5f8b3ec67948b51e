using HydraX.Core.Kernel;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Leaderboards.Freezing;

/// <summary>When a board is frozen, and how much of it is kept. Pure.</summary>
public static class FreezeRules
{
    /// <summary>
    /// How long after its end a period is left alone: a transaction that began in its last instant may still be open. Longer than the boards wait for one.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    /// <summary>How many periods of a kind are made up for at once, when nothing ran for long.</summary>
    public const int MostMadeUp = 31;

    /// <summary>How many places of a period are kept: 10 of a day, 100 of a longer one.</summary>
    public static int Rows(BoardPeriod period) => period == BoardPeriod.Day ? 10 : 100;

    /// <summary>Whether a period that ended at an instant can be counted for good.</summary>
    public static bool IsSettled(DateTimeOffset end, DateTimeOffset now) => end + Settling <= now;

    /// <summary>The seasons that are over and not among those frozen: first day, and the day after the last.</summary>
    public static IEnumerable<(UtcDay First, UtcDay Until)> Due(SeasonList seasons, IReadOnlyCollection<DateOnly> frozen, DateTimeOffset now) =>
        seasons.All.Where(season => IsSettled(season.End, now) && !frozen.Contains(season.StartsOn)).Select(season => (new UtcDay(season.StartsOn), UtcDay.Of(season.End)));

    /// <summary>The first days of the periods that are over and end after a day, the earliest first; of all time none.</summary>
    /// <param name="period">The kind of period.</param>
    /// <param name="now">The instant.</param>
    /// <param name="after">The day up to which they have been frozen, exclusive, or the first on which anything was earned.</param>
    public static IReadOnlyList<UtcDay> Due(BoardPeriod period, DateTimeOffset now, UtcDay after)
    {
        var due = new List<UtcDay>();
        var day = UtcDay.Of(now - Settling);
        while (due.Count < MostMadeUp && BoardRules.StartOf(period, day) is { } start && start > after.Start)
        {
            day = UtcDay.Of(start).Previous;
            if (BoardRules.StartOf(period, day) is not { } first) break;
            due.Insert(0, UtcDay.Of(first));
        }
        return due;
    }
}
