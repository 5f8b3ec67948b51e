using System.Globalization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Freezing;

/// <summary>
/// The door through which boards become history: once a day, week, month or season is over, its first places are counted from the ledger and written down, once. Run
/// twice, on two nodes, late or killed half-way, it leaves the same rows; what happens to XP afterwards changes none.
/// </summary>
public sealed class BoardFreeze(HydraXData data, LedgerScores scores, XpCalendar calendar, Clock clock)
{
    /// <summary>
    /// Freezes every board whose period is over, the earliest first: the last ones, and those that nobody was there to freeze. One in which a wipe is still to be
    /// written down waits for it. Returns how many.
    /// </summary>
    public async Task<int> Freeze(CancellationToken stop)
    {
        var frozen = 0;
        foreach (var period in Enum.GetValues<BoardPeriod>())
        {
            foreach (var (first, until) in await Due(period, stop))
            {
                if (!await scores.IsComplete(until, stop)) break;
                if (await Freeze(period, first, until, stop)) frozen++;
            }
        }
        return frozen;
    }

    private Task<IReadOnlyList<(UtcDay First, UtcDay Until)>> Due(BoardPeriod period, CancellationToken stop) => data.Read<IReadOnlyList<(UtcDay, UtcDay)>>(async db =>
    {
        if (period == BoardPeriod.Season)
        {
            var known = await db.Set<FrozenBoard>().Where(b => b.Board == BoardCode.Xp && b.Period == period).Select(b => b.PeriodStart).ToListAsync(stop);
            return [.. FreezeRules.Due(calendar.Seasons, known, clock.GetUtcNow())];
        }
        var since = await db.Set<FrozenBoard>().Where(b => b.Board == BoardCode.Xp && b.Period == period).MaxAsync(b => (DateOnly?)b.PeriodEnd, stop)
            ?? await db.XpTransactions.MinAsync(t => (DateOnly?)t.UtcDay, stop);
        return since is { } day ? [.. FreezeRules.Due(period, clock.GetUtcNow(), new(day)).Select(first => (first, UtcDay.Of(BoardRules.EndOf(period, first)!.Value)))] : [];
    }, stop);

    private async Task<bool> Freeze(BoardPeriod period, UtcDay first, UtcDay until, CancellationToken stop)
    {
        // Counted before the write, which is then short: of a period that is over nothing changes meanwhile.
        var (board, _) = await scores.Board(first, until, stop);
        var (members, rows) = (board.Count, board.Top(FreezeRules.Rows(period)));
        return await data.Run(work => Write(work, period, first, until, members, rows), stop);
    }

    private static async Task<bool> Write(Work work, BoardPeriod period, UtcDay first, UtcDay until, int members, IReadOnlyList<RankedRow> rows)
    {
        var made = await work.Scalar(
            work.Dialect.InsertOrNothing("frozen_boards", "board, period, period_start, period_end, members, frozen_at", "@p0, @p1, @p2, @p3, @p4, @p5",
                "board, period, period_start", "board = @p0 AND period = @p1 AND period_start = @p2", "frozen_board_id"),
            BoardCode.Xp.Code(), period.Code(), work.Dialect.Date(first), work.Dialect.Date(until), members, work.Dialect.Instant(work.At));
        if (made is null) return false;
        var board = Convert.ToInt64(made, CultureInfo.InvariantCulture);
        work.Db.AddRange(rows.Select((row, index) => new BoardResult
        {
            FrozenBoardId = board,
            Position = index + 1,
            Place = row.Place,
            UserId = row.Member,
            Score = row.Score,
            ReachedAt = BoardRules.Instant(row.ReachedAt),
        }));
        return true;
    }
}
