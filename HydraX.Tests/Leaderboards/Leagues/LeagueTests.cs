using System.Data.Common;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Leaderboards.Summaries;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Leaderboards.Leagues;

public sealed class LeagueTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 5, 0, TimeSpan.Zero);
    private static readonly DateOnly Week = new(2026, 11, 23);

    [Theory, EachProvider]
    public async Task Groups_are_of_one_division_and_like_activity_and_a_broken_draw_ends_as_it_would_have(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = await Members(core, 65);
        var iron = users.Take(4).ToList();
        await In(core, Division.Iron, iron);
        core.Time.Now = Monday;

        Assert.Equal(new LeagueReport(0, 4, 0), await core.Get<LeagueRounds>().Run(Stop));

        var drawn = await Groups(core);
        Assert.Equal([(1, Division.Iron, 4), (2, Division.Copper, 21), (3, Division.Copper, 20), (4, Division.Copper, 20)], drawn.Select(g => (g.GroupNo, g.Division, g.Members.Count)));
        // The higher number was given more XP.
        Assert.Equal(users.Skip(4).Reverse().Take(21).Order(), drawn[1].Members);
        Assert.Equal(new LeagueReport(0, 0, 0), await core.Get<LeagueRounds>().Run(Stop));

        await core.Data.Run(async work =>
        {
            await work.Db.Set<LeaguePlace>().Where(p => p.GroupNo > 2).ExecuteDeleteAsync(Stop);
            await work.Db.Set<LeagueGroup>().Where(g => g.GroupNo > 2).ExecuteDeleteAsync(Stop);
            await work.Db.Set<LeagueWeek>().ExecuteUpdateAsync(w => w.SetProperty(x => x.Groups, 2).SetProperty(x => x.DrawnAt, (DateTimeOffset?)null), Stop);
        }, Stop);
        Assert.Equal(new LeagueReport(0, 2, 0), await core.Get<LeagueRounds>().Run(Stop));
        Assert.Equal(drawn.Select(g => string.Join(' ', g.Members)), (await Groups(core)).Select(g => string.Join(' ', g.Members)));
    }

    [Theory, EachProvider]
    public async Task Nodes_that_draw_and_close_at_once_do_each_of_it_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var users = await Members(core, 40);
        core.Time.Now = other.Time.Now = Monday;
        await AtOnce(core, other);
        Assert.Equal([20, 20], (await Groups(core)).Select(g => g.Members.Count));
        foreach (var user in users) await core.Give(user, 100 + user);

        core.Time.Now = other.Time.Now = Monday.AddDays(7);
        var reports = await AtOnce(core, other);

        Assert.Equal(2, reports.Sum(r => r.Closed));
        var places = await core.Data.Read(db => db.Set<LeaguePlace>().Where(p => p.WeekStart == Week).ToListAsync(Stop), Stop);
        Assert.Equal(10, places.Count(p => p.Move == LeagueMove.Promoted));
        Assert.Equal(30, places.Count(p => p.Move == LeagueMove.Stayed));
        Assert.Equal(Enumerable.Range(1, 40), places.Select(p => p.BoardPlace!.Value).Order());
        Assert.Equal(10, await core.Data.Read(db => db.Outbox.CountAsync(m => m.Kind == LeagueMoved.Kind, Stop), Stop));
        Assert.Equal(10, await core.Data.Read(db => db.Set<LeagueMember>().CountAsync(m => m.Division == Division.Iron, Stop), Stop));
        // The new week: ten in Iron, thirty in Copper.
        Assert.Equal([10, 30], (await Groups(core, Week.AddDays(7))).Select(g => g.Members.Count));
    }

    [Theory, EachProvider]
    public async Task Whoever_earns_first_later_in_the_week_joins_a_copper_group_with_room_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Members(core, 29);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);
        var late = new List<long>();
        foreach (var _ in Enumerable.Range(0, 3)) late.Add(await core.Member());
        Assert.Null((await core.Get<LeagueQuestions>().Of(late[0], Stop)).Table);

        foreach (var user in late) await core.Give(user, 5);
        Assert.Equal(3, (await core.Get<LeagueRounds>().Run(Stop)).Arrived);
        core.Time.Advance(FreezeRules.Settling);
        Assert.Equal(0, (await core.Get<LeagueRounds>().Run(Stop)).Arrived);

        Assert.Equal([30, 2], (await Groups(core)).Select(g => g.Members.Count));
        var view = await core.Get<LeagueQuestions>().Of(late[2], Stop);
        Assert.Equal((Division.Copper, 2, true), (view.Table!.Division, view.Table.Rows.Count, view.Table.Rows.Single(r => r.IsOwn).UserId == late[2]));
    }

    // A night wipes so many members in a row that a whole batch of lines says nothing of anybody who came.
    [Theory, EachProvider]
    public async Task A_night_of_wipes_hides_nobody_who_comes_after_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, Monday);
        var (wiped, late) = (await core.Member(), await core.Member());
        await core.Get<LeagueRounds>().Run(Stop);
        await core.Data.Run(work =>
        {
            work.Db.AddRange(Enumerable.Range(1, 5_001).Select(i => new XpTransaction
            {
                UserId = wiped,
                SourceType = XpSource.PressPassReset.Code(),
                RewardKey = $"{RewardKey.PressPassResetPrefix}{i}",
                UtcDay = Week.AddDays(1),
                CreatedAt = Monday.AddDays(1).AddMinutes(-5),
            }));
            return Task.CompletedTask;
        }, Stop);
        core.Time.Now = Monday.AddDays(1);
        await core.Give(late, 5);

        Assert.Equal(1, (await core.Get<LeagueRounds>().Run(Stop)).Arrived);
        core.Time.Advance(FreezeRules.Settling);
        await core.Get<LeagueRounds>().Run(Stop);
        Assert.True(await core.Data.Read(db => db.Set<LeagueWeek>().AnyAsync(w => w.ReadUpTo > 5_000, Stop), Stop));
    }

    // Six groups are more than one transaction of SQLite writes. Whenever it is killed, what is left is done by the next run, and nothing twice.
    [Theory, EachProvider]
    public async Task Killed_at_any_instant_a_week_is_drawn_closed_and_summed_up_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = await Members(core, 160);
        core.Time.Now = Monday;
        await Killed(stop => core.Get<LeagueRounds>().Run(stop));
        Assert.Equal([27, 27, 27, 27, 26, 26], (await Groups(core)).Select(g => g.Members.Count));
        foreach (var user in users) await core.Give(user, 1 + user * 37 % 50);
        core.Time.Now = Monday.AddDays(7);
        await Killed(stop => core.Get<LeagueRounds>().Run(stop));
        await Killed(stop => core.Get<WeeklySummaries>().Tell(stop));

        var places = await core.Data.Read(db => db.Set<LeaguePlace>().Where(p => p.WeekStart == Week).ToListAsync(Stop), Stop);
        Assert.Equal(users.Order(), places.Select(p => p.UserId).Order());
        Assert.All(places, p => Assert.Equal(1 + p.UserId * 37 % 50, p.Score));
        Assert.All(places.GroupBy(p => p.GroupNo), group => Assert.Equal(LeagueRules.Zone(group.Count()), group.Count(p => p.Move == LeagueMove.Promoted)));
        var told = await core.Data.Read(db => db.Outbox.Where(m => m.Kind == LeagueMoved.Kind || m.Kind == WeekSummed.Kind).ToListAsync(Stop), Stop);
        Assert.Equal(places.Count(p => p.Move == LeagueMove.Promoted), told.Count(m => m.Kind == LeagueMoved.Kind));
        Assert.Equal(160, told.Where(m => m.Kind == WeekSummed.Kind).Select(m => m.UserId).Distinct().Count());
        Assert.Equal(160, told.Count(m => m.Kind == WeekSummed.Kind));
    }

    [Theory, EachProvider]
    public async Task Places_are_forgotten_after_thirteen_weeks(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Members(core, 3);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);

        core.Time.Now = Monday.AddDays(LeagueRules.KeptDays + 7);
        Assert.Equal(0, await core.Get<LeagueRounds>().Prune(Stop));
        core.Time.Now = Monday.AddDays(LeagueRules.KeptDays + 14);
        Assert.Equal(3, await core.Get<LeagueRounds>().Prune(Stop));
        Assert.Equal(0, await core.Get<LeagueRounds>().Prune(Stop));
    }

    [Theory, EachProvider]
    public async Task The_ends_of_the_table_move_are_told_and_XP_of_the_next_week_counts_for_nothing(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = await Members(core, 6);
        await In(core, Division.Iron, users);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);
        foreach (var (user, xp) in users.Take(5).Zip([50, 40, 30, 20, 10])) await core.Give(user, xp);
        core.Time.Now = Monday.AddDays(7).AddMinutes(-4);
        await core.Give(users[4], 900);
        Assert.Equal(0, (await core.Get<LeagueRounds>().Run(Stop)).Closed);

        core.Time.Now = Monday.AddDays(7);
        Assert.Equal(1, (await core.Get<LeagueRounds>().Run(Stop)).Closed);

        var moves = await core.Data.Read(db => db.Set<LeagueMember>().OrderBy(m => m.UserId).Select(m => m.Division).ToListAsync(Stop), Stop);
        Assert.Equal([Division.Steel, Division.Iron, Division.Iron, Division.Iron, Division.Iron, Division.Copper], moves);
        Assert.Single(await core.Told(users[0], LeagueMoved.Kind));
        Assert.Single(await core.Told(users[5], LeagueMoved.Kind));
        Assert.Empty(await core.Told(users[4], LeagueMoved.Kind));
        Assert.Equal(new LeagueResult(Week, Division.Iron, 5, 6, 10, LeagueMove.Stayed), (await core.Get<LeagueQuestions>().Of(users[4], Stop)).Last);
    }

    [Theory, EachProvider]
    public async Task Whoever_goes_in_the_middle_of_the_week_leaves_the_table_and_moves_nobody_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = await Members(core, 6);
        await core.Get<Erasures>().Ask(new(users[0], "gone", Origin.Web), Stop);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);
        foreach (var (user, xp) in users.Zip([60, 50, 40, 30, 20, 10])) await core.Give(user, xp);
        await core.Change(users[1], row => row.IsActive = false);
        core.Time.Now = Monday.AddDays(5);
        Assert.Single(await core.Get<Erasures>().CarryOut(Stop));

        var table = (await core.Get<LeagueQuestions>().Of(users[2], Stop)).Table!;
        Assert.Equal(users.Skip(2), table.Rows.Select(r => r.UserId));
        Assert.Equal([1, 2, 3, 4], table.Rows.Select(r => r.Place));

        core.Time.Now = Monday.AddDays(7);
        await core.Get<LeagueRounds>().Run(Stop);
        var places = await core.Data.Read(db => db.Set<LeaguePlace>().Where(p => p.WeekStart == Week).OrderBy(p => p.UserId).ToListAsync(Stop), Stop);
        Assert.Equal([LeagueMove.Out, LeagueMove.Promoted, LeagueMove.Stayed, LeagueMove.Stayed, LeagueMove.Stayed], places.Select(p => p.Move!.Value));
        Assert.Equal([null, 1, 2, 3, 4], places.Select(p => p.Place));
    }

    [Theory, EachProvider]
    public async Task A_wipe_takes_the_weeks_score_with_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = await Members(core, 3);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);
        Assert.True((await core.Passes.Activate(users[0], Stop)).Succeeded);
        await core.Give(users[0], 500);
        await core.Give(users[1], 20);
        core.Time.Now = Monday.AddDays(1);
        Assert.Equal([users[1], users[0], users[2]], (await core.Get<LeagueQuestions>().Of(users[0], Stop)).Table!.Rows.Select(r => r.UserId));

        core.Time.Now = Monday.AddDays(7);
        Assert.Equal(0, (await core.Get<LeagueRounds>().Run(Stop)).Closed);
        await core.Night.Wipe(Stop);
        Assert.Equal(1, (await core.Get<LeagueRounds>().Run(Stop)).Closed);

        Assert.Equal(0, await core.Data.Read(db => db.Set<LeaguePlace>().Where(p => p.WeekStart == Week && p.UserId == users[0]).Select(p => p.Score!.Value).SingleAsync(Stop), Stop));
    }

    // Each has earned XP in the week before, the later ones more.
    private static async Task<List<long>> Members(TestCore core, int count)
    {
        var users = new List<long>();
        for (var i = 0; i < count; i++)
        {
            users.Add(await core.Member());
            await core.Give(users[^1], 10 + i);
        }
        return users;
    }

    private static Task In(TestCore core, Division division, List<long> users) => core.Data.Run(work =>
    {
        work.Db.AddRange(users.Select(user => new LeagueMember { UserId = user, Division = division }));
        return Task.CompletedTask;
    }, Stop);

    // Run after run is given up a moment later than the one before, until one comes to its end.
    private static async Task Killed(Func<CancellationToken, Task> run)
    {
        for (var after = TimeSpan.FromMilliseconds(2); ; after += TimeSpan.FromMilliseconds(9))
        {
            using var killed = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            killed.CancelAfter(after);
            try
            {
                await run(killed.Token);
                return;
            }
            catch (Exception given) when (killed.IsCancellationRequested && !Stop.IsCancellationRequested)
            {
                Assert.True(given is OperationCanceledException or DbException, given.ToString());
            }
        }
    }

    private static async Task<LeagueReport[]> AtOnce(TestCore core, TestCore other) =>
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? core : other).Get<LeagueRounds>().Run(Stop), Stop)));

    private static Task<List<(int GroupNo, Division Division, List<long> Members)>> Groups(TestCore core, DateOnly? week = null) => core.Data.Read(async db =>
    {
        var start = week ?? Week;
        var places = await db.Set<LeaguePlace>().Where(p => p.WeekStart == start).OrderBy(p => p.UserId).ToListAsync(Stop);
        var groups = await db.Set<LeagueGroup>().Where(g => g.WeekStart == start).OrderBy(g => g.GroupNo).ToListAsync(Stop);
        return groups.ConvertAll(g => (g.GroupNo, g.Division, places.Where(p => p.GroupNo == g.GroupNo).Select(p => p.UserId).ToList()));
    }, Stop);
}
