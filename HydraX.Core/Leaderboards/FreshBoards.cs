using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Core.Leaderboards;

/// <summary>
/// Counts the boards from nothing, as a node does when it starts: the ledger since the earliest running period began, and every member's
/// total. Lines stream past once and are added up here: the databases take several times longer to group them by member.
/// </summary>
public sealed class FreshBoards(BoardSources sources)
{
    private static readonly BoardPeriod[] Running = [BoardPeriod.Day, BoardPeriod.Week, BoardPeriod.Month];

    /// <summary>The boards of a day with all lines up to an id.</summary>
    /// <param name="day">Today.</param>
    /// <param name="upTo">The line's id. No transaction that holds a lower one may still be open.</param>
    /// <param name="stays">Whether a member may be on a board.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<BoardSet> Count(UtcDay day, long upTo, Func<long, bool> stays, CancellationToken stop)
    {
        var aside = await sources.SetAside(upTo, stop);
        // Two connections, two drafts, two cores.
        var all = Task.Run(() => All(upTo, aside, stop), stop);
        var periods = await Task.Run(() => Periods(day, upTo, stop), stop);
        BoardDraft[] drafts = [.. periods, await all];
        return new BoardSet(day, period => drafts[(int)period].Finish(standing => standing.Score > 0 && stays(standing.Member)), aside);
    }

    private async Task<BoardDraft> All(long upTo, Dictionary<long, long> aside, CancellationToken stop)
    {
        var draft = new BoardDraft();
        await sources.Totals(upTo, total => draft.Set(
            new Standing(total.UserId, total.TotalXp + aside.GetValueOrDefault(total.UserId), BoardRules.Micros(total.EarnedAt))), stop);
        return draft;
    }

    private async Task<BoardDraft[]> Periods(UtcDay day, long upTo, CancellationToken stop)
    {
        var boards = Running.Select(period => (Start: BoardRules.StartOf(period, day), Draft: new BoardDraft())).ToArray();
        if (await sources.FirstLine(BoardRules.EarliestOf(day), day, stop) is { } first)
            await sources.Replay(first, upTo, line => Apply(line, boards), stop);
        return [.. boards.Select(board => board.Draft)];
    }

    // Lines come in their order, so a wipe leaves nothing: what was earned after it is still to come.
    private static void Apply(in BoardLine line, (DateTimeOffset? Start, BoardDraft Draft)[] boards)
    {
        foreach (var (start, draft) in boards)
        {
            switch (BoardRules.Decide(line, start))
            {
                case BoardEffect.Counts:
                    draft.Add(line.UserId, line.Change, BoardRules.Micros(line.At));
                    break;
                case BoardEffect.Wipes:
                    draft.Remove(line.UserId);
                    break;
            }
        }
    }
}
