using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>What a run of the leagues did.</summary>
/// <param name="Closed">Groups closed.</param>
/// <param name="Drawn">Groups drawn.</param>
/// <param name="Arrived">Members who joined a group.</param>
public sealed record LeagueReport(int Closed, int Drawn, int Arrived);

/// <summary>
/// The door to a league's week: weeks that are over are closed, then this week's groups are drawn, and whoever earns their first XP of the week joins one. Run
/// it as often as you like, on two nodes, or after it was killed: it goes on where it was, and each step happens once.
/// </summary>
public sealed class LeagueRounds(HydraXData data, LedgerScores scores, LeagueClosing closing, LeagueDraw draw, LeagueArrivals arrivals, Clock clock)
{
    /// <summary>Does what is due now.</summary>
    public async Task<LeagueReport> Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var monday = UtcDay.Of(now).Monday;
        var (closed, arrived) = (0, 0);
        foreach (var week in await Unclosed(monday, stop))
        {
            // Divisions follow from the week before: nobody is drawn until it is closed, and it is not closed before its last lines are there.
            var end = new UtcDay(week.AddDays(7));
            if (!FreezeRules.IsSettled(end.Start, now) || !await scores.IsComplete(end, stop)) return new(closed, 0, arrived);
            await draw.Draw(new(week), stop);
            arrived += await arrivals.Take(new(week), stop);
            closed += await closing.Close(new(week), stop);
        }
        var drawn = await draw.Draw(monday, stop);
        arrived += await arrivals.Take(monday, stop);
        return new(closed, drawn, arrived);
    }

    /// <summary>Forgets places of weeks that ended longer ago than <see cref="LeagueRules.KeptDays"/>, block by block. Returns how many.</summary>
    public async Task<int> Prune(CancellationToken stop)
    {
        var oldest = clock.Today.Monday.Date.AddDays(-LeagueRules.KeptDays - 7);
        var forgotten = 0;
        while (true)
        {
            var block = await data.RunBlock(async work =>
            {
                var places = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart < oldest).OrderBy(p => p.WeekStart).ThenBy(p => p.UserId).Take(work.Dialect.SweepBlock).AsNoTracking().ToListAsync(work.Stop);
                work.Db.RemoveRange(places);
                return places.Count;
            }, stop);
            if (block.Result == 0) return forgotten;
            forgotten += block.Result;
        }
    }

    private Task<List<DateOnly>> Unclosed(UtcDay before, CancellationToken stop) => data.Read(db =>
        db.Set<LeagueWeek>().Where(w => w.WeekStart < before.Date && w.ClosedAt == null).OrderBy(w => w.WeekStart).Select(w => w.WeekStart).ToListAsync(stop), stop);
}
