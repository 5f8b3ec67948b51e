using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>
/// Draws a week's groups: members of one division in the order of their activity of the four weeks before, cut into groups of about 30. The week's own row says how many groups
/// stand; a run that finds another number than it left has met another run, and plans the rest anew.
/// </summary>
public sealed class LeagueDraw(HydraXData data, LedgerScores scores, BoardSources sources, Clock clock)
{
    // Among so many lines before the first of the week one of the week may still appear: they are looked at once more for members who come later.
    private const long Unsettled = 50_000;

    private sealed record Drawn(Division Division, IReadOnlyList<Earned> Members);

    /// <summary>Draws a week to its end, unless it is drawn. Returns how many groups this run drew.</summary>
    public async Task<int> Draw(UtcDay monday, CancellationToken stop)
    {
        var drawn = 0;
        for (var week = await Begin(monday, stop); week.DrawnAt is null; week = await Begin(monday, stop))
        {
            var plan = await Plan(monday, stop);
            drawn += await Write(week, plan, stop);
        }
        return drawn;
    }

    private async Task<LeagueWeek> Begin(UtcDay monday, CancellationToken stop)
    {
        if (await data.Read(db => db.Set<LeagueWeek>().FirstOrDefaultAsync(w => w.WeekStart == monday.Date, stop), stop) is { } known) return known;
        var first = await FirstLine(monday, stop) ?? await sources.HighestLine(stop);
        return await data.Run(async work =>
        {
            await work.Scalar(work.Dialect.InsertOrNothing("league_weeks", "week_start, groups, read_up_to, closed_groups, summed_up_to", "@p0, 0, @p1, 0, 0", "week_start", "week_start = @p0", "week_start"),
                work.Dialect.Date(monday), Math.Max(0, first - Unsettled));
            return await work.Db.Set<LeagueWeek>().AsNoTracking().SingleAsync(w => w.WeekStart == monday.Date, work.Stop);
        }, stop);
    }

    // Day by day, for within a day ids stand in order.
    private async Task<long?> FirstLine(UtcDay monday, CancellationToken stop)
    {
        for (var day = monday; day <= clock.Today && day.Date < monday.Date.AddDays(7); day = day.Next)
        {
            var on = day.Date;
            if (await data.Read(db => db.XpTransactions.Where(t => t.UtcDay == on).MinAsync(t => (long?)t.TransactionId, stop), stop) is { } line) return line;
        }
        return null;
    }

    private async Task<List<Drawn>> Plan(UtcDay monday, CancellationToken stop)
    {
        var away = await sources.Away(stop);
        var (placed, divisions) = await data.Read(async db => (
            await db.Set<LeaguePlace>().Where(p => p.WeekStart == monday.Date).Select(p => p.UserId).ToHashSetAsync(stop),
            await db.Set<LeagueMember>().Where(m => m.Division != Division.Copper).ToDictionaryAsync(m => m.UserId, m => m.Division, stop)), stop);
        var active = await scores.Earnings(new(monday.Date.AddDays(-LeagueRules.ActivityDays)), monday, stop);
        return
        [
            .. active.Where(m => !away.Contains(m.UserId) && !placed.Contains(m.UserId))
                .GroupBy(m => divisions.GetValueOrDefault(m.UserId)).OrderByDescending(g => g.Key)
                .SelectMany(g => Groups(g.Key, [.. g.OrderByDescending(m => m.Xp).ThenBy(m => m.UserId)])),
        ];
    }

    private static IEnumerable<Drawn> Groups(Division division, List<Earned> members)
    {
        var from = 0;
        foreach (var size in LeagueRules.Cut(members.Count))
        {
            yield return new(division, members.GetRange(from, size));
            from += size;
        }
    }

    private async Task<int> Write(LeagueWeek week, List<Drawn> plan, CancellationToken stop)
    {
        var (drawn, stands) = (0, week.Groups);
        foreach (var block in plan.Chunk(LeagueBlocks.Groups(data.Dialect)))
        {
            if (!(await data.RunBlock(work => WriteBlock(work, week.WeekStart, stands, block), stop)).Result) return drawn;
            stands += block.Length;
            drawn += block.Length;
        }
        await data.Run(async work =>
        {
            if (await work.LockWeek(week.WeekStart) is { DrawnAt: null } locked && locked.Groups == stands) locked.DrawnAt = work.At;
        }, stop);
        return drawn;
    }

    private static async Task<bool> WriteBlock(Work work, DateOnly weekStart, int stands, Drawn[] groups)
    {
        var week = await work.LockWeek(weekStart);
        if (week.DrawnAt is not null || week.Groups != stands) return false;
        foreach (var (division, members) in groups)
        {
            week.Groups++;
            work.Db.Add(new LeagueGroup { WeekStart = weekStart, GroupNo = week.Groups, Division = division, Members = members.Count });
            work.Db.AddRange(members.Select(m => new LeaguePlace { WeekStart = weekStart, UserId = m.UserId, GroupNo = week.Groups, Activity = m.Xp }));
        }
        return true;
    }
}

/// <summary>What the steps of a league's week have in common.</summary>
internal static class LeagueBlocks
{
    /// <summary>Groups that one transaction writes.</summary>
    public static int Groups(Dialect dialect) => Math.Max(1, dialect.SweepBlockAmongOthers / LeagueRules.GroupSize);

    /// <summary>The week's row, locked until the transaction ends: steps of one week come one after another.</summary>
    public static Task<LeagueWeek> LockWeek(this Work work, DateOnly weekStart) => work.Db.Set<LeagueWeek>().Where(w => w.WeekStart == weekStart).ForUpdate().SingleAsync(work.Stop);
}
