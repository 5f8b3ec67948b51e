using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>
/// Members who earn their first XP of the week after its groups were drawn: they join a group of the lowest division that has room, or begin a new one. The ledger
/// is read on from where the last run had come to.
/// </summary>
public sealed class LeagueArrivals(HydraXData data, BoardSources sources, Clock clock)
{
    private const int Batch = 5_000;

    /// <summary>What was found in some lines of the ledger.</summary>
    /// <param name="From">Where they begin, exclusive.</param>
    /// <param name="UpTo">Up to where no earlier line can still appear.</param>
    /// <param name="Earners">Who earned XP in the week, the first first.</param>
    private sealed record Found(long From, long UpTo, IReadOnlyList<long> Earners);

    /// <summary>Places whoever has come by now. Returns how many.</summary>
    public async Task<int> Take(UtcDay monday, CancellationToken stop)
    {
        var arrived = 0;
        for (var goesOn = true; goesOn;)
        {
            var week = await data.Read(db => db.Set<LeagueWeek>().SingleAsync(w => w.WeekStart == monday.Date, stop), stop);
            var away = await sources.Away(stop);
            var lines = await sources.GainsAfter(week.ReadUpTo, Batch, stop);
            var found = Look(lines, monday, week.ReadUpTo, away, clock.GetUtcNow() - FreezeRules.Settling);
            arrived += await data.Run(work => Place(work, monday.Date, found), stop);
            goesOn = lines.Count == Batch && found.UpTo > found.From;
        }
        return arrived;
    }

    private static Found Look(List<BoardLine> lines, UtcDay monday, long from, HashSet<long> away, DateTimeOffset settled)
    {
        var end = monday.Start.AddDays(7);
        var upTo = lines.Where(line => line.At <= settled).Select(line => line.Id).DefaultIfEmpty(from).Max();
        var earners = lines.Where(line => line.At >= monday.Start && line.At < end && !away.Contains(line.UserId)).Select(line => line.UserId);
        return new(from, upTo, [.. earners.Distinct()]);
    }

    private static async Task<int> Place(Work work, DateOnly weekStart, Found found)
    {
        var week = await work.LockWeek(weekStart);
        if (week is { DrawnAt: null } or { ClosedAt: not null } or { ClosedGroups: > 0 } || week.ReadUpTo != found.From) return 0;
        week.ReadUpTo = found.UpTo;
        var placed = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart == weekStart && found.Earners.Contains(p.UserId)).Select(p => p.UserId).ToHashSetAsync(work.Stop);
        var newcomers = found.Earners.Where(user => !placed.Contains(user)).ToList();
        if (newcomers.Count == 0) return 0;

        // The last groups drawn are those of the least activity.
        var open = new Queue<LeagueGroup>(await work.Db.Set<LeagueGroup>().Where(g => g.WeekStart == weekStart && g.Division == Division.Copper && g.Members < LeagueRules.GroupSize)
            .OrderByDescending(g => g.GroupNo).Take(newcomers.Count).AsTracking().ToListAsync(work.Stop));
        foreach (var user in newcomers)
        {
            if (open.Count == 0) open.Enqueue(NewGroup(work, week));
            var group = open.Peek();
            work.Db.Add(new LeaguePlace { WeekStart = weekStart, UserId = user, GroupNo = group.GroupNo });
            if (++group.Members >= LeagueRules.GroupSize) open.Dequeue();
        }
        return newcomers.Count;
    }

    private static LeagueGroup NewGroup(Work work, LeagueWeek week)
    {
        var group = new LeagueGroup { WeekStart = week.WeekStart, GroupNo = ++week.Groups, Division = Division.Copper };
        work.Db.Add(group);
        return group;
    }
}
