using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Leaderboards;

/// <summary>Boards counted from nothing.</summary>
/// <param name="Boards">The boards.</param>
/// <param name="Seen">Lines after the one asked for that are in them, in order.</param>
/// <param name="Ahead">Members who earned on a day that is still to come on this node's clock: they are not on the boards yet.</param>
public sealed record CountedBoards(BoardSet Boards, IReadOnlyList<long> Seen, IReadOnlyList<long> Ahead);

/// <summary>
/// Counts the boards from nothing, as a node does when it starts: from what each member's profile has counted, one row a member however long the ledger is.
/// </summary>
public sealed class FreshBoards(BoardSources sources, XpCalendar calendar)
{
    private static readonly BoardPeriod[] Boards = Enum.GetValues<BoardPeriod>();

    /// <summary>The boards of a day.</summary>
    /// <param name="day">Today.</param>
    /// <param name="after">A line. No transaction that holds an earlier one may still be open.</param>
    /// <param name="stays">Whether a member may be on a board.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<CountedBoards> Count(UtcDay day, long after, Func<long, bool> stays, CancellationToken stop)
    {
        var seasons = calendar.Seasons;
        var count = new Drafts(day, seasons, stays);
        var middle = await sources.HighestProfile(stop) / 2;
        // Two connections, two cores.
        var upper = Task.Run(() => sources.Sums(middle, long.MaxValue, after, count.Take, stop), stop);
        var lower = Task.Run(() => sources.Sums(0, middle, after, count.Take, stop), stop);
        var tiers = await sources.Tiers(stop);
        IEnumerable<SeenLine> lines = [.. await lower, .. await upper];
        var ahead = count.Ahead.ToHashSet();
        var seen = lines.Where(line => !ahead.Contains(line.UserId)).Select(line => line.Id).Order().ToList();
        return new CountedBoards(new BoardSet(day, seasons.At(day), await count.Finish(tiers), count.Aside, tiers), seen, count.Ahead);
    }

    private sealed class Drafts(UtcDay day, SeasonList seasons, Func<long, bool> stays)
    {
        private readonly Lock gate = new();
        private readonly BoardDraft[] drafts = [.. Boards.Select(_ => new BoardDraft())];

        public List<long> Ahead { get; } = [];

        public Dictionary<long, long> Aside { get; } = [];

        public void Take(IReadOnlyList<MemberSums> members)
        {
            lock (gate)
            {
                foreach (var member in members) Take(member);
            }
        }

        public async Task<Func<BoardPeriod, RankedBoard>> Finish(MemberClasses tiers)
        {
            var finished = await Task.WhenAll(drafts.Select(draft => Task.Run(() => draft.Finish(tiers))));
            return period => finished[(int)period];
        }

        private void Take(in MemberSums member)
        {
            if (member.SetAside > 0) Aside[member.UserId] = member.SetAside;
            if (UtcDay.Of(member.EarnedAt) > day) Ahead.Add(member.UserId);
            else if (stays(member.UserId)) Put(member, XpPeriods.Of(member.EarnedAt, member.Periods, day, seasons));
        }

        private void Put(in MemberSums member, in PeriodXp xp)
        {
            var at = BoardRules.Micros(member.EarnedAt);
            Put(BoardPeriod.Day, member.UserId, xp.Day, at);
            Put(BoardPeriod.Week, member.UserId, xp.Week, at);
            Put(BoardPeriod.Month, member.UserId, xp.Month, at);
            Put(BoardPeriod.Season, member.UserId, xp.Season, at);
            Put(BoardPeriod.All, member.UserId, member.TotalXp + member.SetAside, at);
        }

        private void Put(BoardPeriod period, long member, long score, long at)
        {
            if (score > 0) drafts[(int)period].Set(new Standing(member, score, at));
        }
    }
}
