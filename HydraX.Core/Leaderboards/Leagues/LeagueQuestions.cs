using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>A member of one's group.</summary>
/// <param name="Member">Who.</param>
/// <param name="UserId">Their number.</param>
/// <param name="Place">From 1; equal XP shares it.</param>
/// <param name="Xp">XP of the week so far.</param>
/// <param name="Zone">What becomes of them if the week ends like this.</param>
/// <param name="IsOwn">Whether it is the viewer.</param>
public sealed record LeagueRow(BoardMember Member, long UserId, int Place, long Xp, LeagueMove Zone, bool IsOwn);

/// <summary>One's group this week.</summary>
/// <param name="Division">Its division.</param>
/// <param name="Rows">Its table.</param>
/// <param name="GoUp">How many go up.</param>
/// <param name="GoDown">How many go down at least; whoever has no XP goes down as well.</param>
public sealed record LeagueTable(Division Division, IReadOnlyList<LeagueRow> Rows, int GoUp, int GoDown);

/// <summary>How the last week ended for a member.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Division">The division then.</param>
/// <param name="Place">The place in the group.</param>
/// <param name="Members">How many were in the group.</param>
/// <param name="Xp">XP of the week.</param>
/// <param name="Move">What became of it.</param>
public sealed record LeagueResult(DateOnly Week, Division Division, int Place, int Members, long Xp, LeagueMove Move);

/// <summary>The league as a member sees it.</summary>
/// <param name="Week">This week's Monday.</param>
/// <param name="Until">When the week ends, exclusive.</param>
/// <param name="IsDrawn">Whether this week's groups stand.</param>
/// <param name="Table">The member's group; null while they are in none.</param>
/// <param name="Last">How the last week ended; null for who did not play, and until it is closed.</param>
/// <param name="ViewerIsAway">Whether the member is left out: hidden by their own setting, or suspended.</param>
public sealed record LeagueView(DateOnly Week, DateTimeOffset Until, bool IsDrawn, LeagueTable? Table, LeagueResult? Last, bool ViewerIsAway);

/// <summary>Reads of the leagues. This week's XP comes from the week's board in memory, so a table costs two small questions.</summary>
public sealed class LeagueQuestions(HydraXData data, BoardFeed feed, BoardQuestions members)
{
    /// <summary>A member's league this week.</summary>
    public async Task<LeagueView> Of(long userId, CancellationToken stop = default)
    {
        var boards = await feed.Today(stop);
        var monday = boards.Day.Monday;
        var (isDrawn, group, ids, last) = await data.Read(async db => await Asked(db, monday.Date, userId, stop), stop);
        var table = group is null || feed.IsAway(userId) ? null : await Table(boards, group, ids, userId, stop);
        // Whoever has just hidden is gone from the database's answer before the boards know of it.
        var isAway = feed.IsAway(userId) || table?.Rows.Any(row => row.IsOwn) == false;
        return new(monday.Date, monday.Start.AddDays(7), isDrawn, isAway ? null : table, last, isAway);
    }

    private static async Task<(bool IsDrawn, LeagueGroup? Group, List<long> Members, LeagueResult? Last)> Asked(HydraXDb db, DateOnly week, long userId, CancellationToken stop)
    {
        var isDrawn = await db.Set<LeagueWeek>().AnyAsync(w => w.WeekStart == week && w.DrawnAt != null, stop);
        var group = await GroupOf(db, week, userId, stop);
        var ids = group is null ? [] : await db.Set<LeaguePlace>().Where(p => p.WeekStart == week && p.GroupNo == group.GroupNo).Select(p => p.UserId).ToListAsync(stop);
        return (isDrawn, group, ids, await LastOf(db, week.AddDays(-7), userId, stop));
    }

    private static Task<LeagueGroup?> GroupOf(HydraXDb db, DateOnly week, long userId, CancellationToken stop) =>
        db.Set<LeaguePlace>().Where(p => p.WeekStart == week && p.UserId == userId)
            .Join(db.Set<LeagueGroup>(), p => new { p.WeekStart, p.GroupNo }, g => new { g.WeekStart, g.GroupNo }, (_, g) => g).FirstOrDefaultAsync(stop);

    private static async Task<LeagueResult?> LastOf(HydraXDb db, DateOnly week, long userId, CancellationToken stop)
    {
        var places = db.Set<LeaguePlace>();
        var own = await places.FirstOrDefaultAsync(p => p.WeekStart == week && p.UserId == userId, stop);
        if (own is not { Place: { } place, Score: { } score, Move: { } move }) return null;
        var division = await db.Set<LeagueGroup>().Where(g => g.WeekStart == week && g.GroupNo == own.GroupNo).Select(g => g.Division).SingleAsync(stop);
        var count = await places.CountAsync(p => p.WeekStart == week && p.GroupNo == own.GroupNo && p.Place != null, stop);
        return new(week, division, place, count, score, move);
    }

    private async Task<LeagueTable> Table(BoardSet boards, LeagueGroup group, List<long> ids, long viewer, CancellationToken stop)
    {
        var shown = await members.Members(ids, stop);
        var scores = shown.Keys.Select(id => boards[BoardPeriod.Week].Find(id) is { } s ? new LeagueScore(id, s.Score, s.ReachedAt) : new LeagueScore(id, 0, 0));
        var rows = LeagueRules.Table(group.Division, scores).Select(s => new LeagueRow(shown[s.UserId], s.UserId, s.Place, s.Score, s.Move, s.UserId == viewer)).ToList();
        var zone = LeagueRules.Zone(rows.Count);
        return new(group.Division, rows, group.Division == LeagueRules.Highest ? 0 : zone, group.Division == Division.Copper ? 0 : zone);
    }
}
