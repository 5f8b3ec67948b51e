using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>
/// Closes a week that is over, group by group, from the ledger: places and moves are written down, divisions follow, and whoever moved is told, all in the one transaction
/// of their group. How far it has come stands on the week.
/// </summary>
public sealed class LeagueClosing(HydraXData data, LedgerScores scores, Outbox outbox)
{
    /// <summary>Closes what is open of a week. Returns how many groups this run closed.</summary>
    public async Task<int> Close(UtcDay monday, CancellationToken stop)
    {
        var counted = await scores.Board(monday, new(monday.Date.AddDays(7)), stop);
        for (var closed = 0; ;)
        {
            var block = await data.RunBlock(work => CloseBlock(work, monday.Date, counted), stop);
            if (block.Result == 0) return closed;
            closed += block.Result;
        }
    }

    private async Task<int> CloseBlock(Work work, DateOnly weekStart, CountedPeriod counted)
    {
        var week = await work.LockWeek(weekStart);
        if (week.ClosedAt is not null) return 0;
        var (from, to) = (week.ClosedGroups + 1, Math.Min(week.Groups, week.ClosedGroups + LeagueBlocks.Groups(work.Dialect)));
        if (from > to)
        {
            week.ClosedAt = work.At;
            return 0;
        }
        var groups = await work.Db.Set<LeagueGroup>().Where(g => g.WeekStart == weekStart && g.GroupNo >= from && g.GroupNo <= to).AsNoTracking().ToDictionaryAsync(g => g.GroupNo, g => g.Division, work.Stop);
        var places = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart == weekStart && p.GroupNo >= from && p.GroupNo <= to).AsTracking().ToListAsync(work.Stop);
        var ids = places.ConvertAll(p => p.UserId);
        var divisions = await work.Db.Set<LeagueMember>().Where(m => ids.Contains(m.UserId)).AsTracking().ToDictionaryAsync(m => m.UserId, work.Stop);
        foreach (var group in places.GroupBy(p => p.GroupNo)) Close(work, groups[group.Key], [.. group], counted, divisions);
        week.ClosedGroups = to;
        return to - from + 1;
    }

    private void Close(Work work, Division division, List<LeaguePlace> places, CountedPeriod counted, Dictionary<long, LeagueMember> divisions)
    {
        var table = LeagueRules.Table(division, places.Where(p => !counted.Away.Contains(p.UserId)).Select(p => Score(p.UserId, counted)));
        var standings = table.ToDictionary(s => s.UserId);
        foreach (var place in places)
        {
            if (standings.GetValueOrDefault(place.UserId) is not { } standing)
            {
                place.Move = LeagueMove.Out;
                continue;
            }
            (place.Score, place.Place, place.Move) = (standing.Score, standing.Place, standing.Move);
            place.BoardPlace = counted.Board.RowOf(place.UserId)?.Place;
            if (standing.Move != LeagueMove.Stayed) Move(work, division, place, standing, table.Count, divisions);
        }
    }

    private void Move(Work work, Division from, LeaguePlace place, LeagueStanding standing, int members, Dictionary<long, LeagueMember> divisions)
    {
        var to = LeagueRules.After(from, standing.Move);
        if (divisions.GetValueOrDefault(place.UserId) is { } known) known.Division = to;
        else work.Db.Add(new LeagueMember { UserId = place.UserId, Division = to });
        var end = new UtcDay(place.WeekStart).Start.AddDays(14);
        outbox.Tell(work, place.UserId, new LeagueMoved(place.WeekStart, from.Code(), to.Code(), to > from, standing.Place, members, standing.Score), OutboxLane.Notices,
            expiresAt: end, dedupeKey: $"{LeagueMoved.Kind}:{new UtcDay(place.WeekStart)}:{place.UserId}");
    }

    private static LeagueScore Score(long userId, CountedPeriod counted) =>
        counted.Board.Find(userId) is { } standing ? new(userId, standing.Score, standing.ReachedAt) : new(userId, 0, 0);
}
