using System.Text.Json;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Xp.Events;

public sealed class XpEventsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task An_award_counts_from_the_first_instant_and_at_the_end_no_longer(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var row = await core.Plan(CalendarTests.Soon(core, TimeSpan.FromMinutes(5)));
        var amounts = new List<long>();
        foreach (var at in new[] { row.StartsAt.AddMicroseconds(-1), row.StartsAt, row.EndsAt.AddMicroseconds(-1), row.EndsAt })
        {
            core.Time.Now = at;
            amounts.Add((await Win(core, user, amounts.Count + 1)).Amount);
        }

        Assert.Equal([50, 100, 100, 50], amounts);
        var lines = await core.Ledger(user);
        Assert.Equal(new Multiplier("event_bonus", 2m, "Winter run"), Assert.Single(JsonSerializer.Deserialize<List<Multiplier>>(lines[1].Multipliers, JsonSerializerOptions.Web)!));
        Assert.Equal("[]", lines[3].Multipliers);
        var told = (await core.Told(user, XpEarned.Kind)).ConvertAll(message => JsonSerializer.Deserialize<XpEarned>(message.Data, JsonSerializerOptions.Web)!.Event);
        Assert.Equal([null, "Winter run", "Winter run", null], told);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Only_the_sources_and_tiers_that_it_names_are_multiplied(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (fang, nibbler) = (await core.Member(), await core.Member());
        await core.Data.Run(async work => (await work.Db.Users.SingleAsync(u => u.Id == fang, Stop)).Tier = TierCode.Fang, Stop);
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromMinutes(5), "Wins") with { Factor = 3m, Scope = new([XpSource.TradeWin], [TierCode.Fang]) });
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromMinutes(5), "Losses") with { Factor = 4m, Scope = new([XpSource.TradeLoss], []) });
        core.Time.Advance(TimeSpan.FromMinutes(6));

        // FANG's own factor is 1.1.
        Assert.Equal(165, (await Win(core, fang, 1)).Amount);
        Assert.Equal(50, (await Win(core, nibbler, 1)).Amount);
        Assert.Equal(40, (await core.Progression.AwardXp(new(nibbler, XpSource.TradeLoss, 2))).Value.Entry.Amount);
        Assert.Equal(5, (await core.Get<Activity>().Note(nibbler))!.Entry.Amount);
        Assert.Equal(50, (await core.Give(nibbler, 50)).Amount);
    }

    [Theory, EachProvider]
    public async Task All_factors_together_stay_within_the_cap(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var user = await core.Member();
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromMinutes(5)) with { Factor = 5m });
        core.Time.Advance(TimeSpan.FromMinutes(6));

        var entry = await Win(core, user, 1);

        Assert.Equal((250, 2), (entry.Amount, entry.Multipliers.Count));
    }

    [Theory, EachProvider]
    public async Task Of_staff_that_plans_the_same_hours_at_once_on_two_nodes_one_is_refused_with_the_others_name(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var staff = await core.Staff();

        var planned = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => (i % 2 == 0 ? core : other).Get<XpEvents>()
            .Plan(CalendarTests.Soon(core, TimeSpan.FromHours(1 + i % 3), $"Event {i}"), "Winter", staff, Stop), Stop)));

        var made = planned.Where(outcome => outcome.Succeeded).Select(outcome => outcome.Value).OrderBy(row => row.StartsAt).ToList();
        Assert.All(planned.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("events.overlaps", outcome.Problem?.Code));
        Assert.NotEmpty(made);
        Assert.All(made.Zip(made.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
        Assert.Equal(made.Count, await core.Data.Read(db => db.XpEvents.CountAsync(Stop), Stop));
        Assert.Equal(made.Count, await core.Data.Read(db => db.Audit.CountAsync(e => e.Action == "events.planned", Stop), Stop));
        await Task.WhenAll(core.Get<XpCalendar>().Refresh(Stop), other.Get<XpCalendar>().Refresh(Stop));
        Assert.Equal(made.Select(row => row.EventId), core.Get<XpCalendar>().Page.Events.Select(one => one.EventId));
        Assert.Equal(made.Select(row => row.EventId), other.Get<XpCalendar>().Page.Events.Select(one => one.EventId));
    }

    [Theory, EachProvider]
    public async Task Another_node_counts_by_a_change_within_two_seconds(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var node = await core.SecondNode();
        var calendar = node.Get<XpCalendar>();
        using var watch = new CalendarWatch(calendar, TimeProvider.System, NullLogger<CalendarWatch>.Instance);
        await watch.StartAsync(Stop);

        var row = await core.Plan(CalendarTests.Soon(core, EventRules.Notice));

        var since = TimeProvider.System.GetTimestamp();
        await Eventually.Holds(() => calendar.Page.Events.Count > 0);
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await watch.StopAsync(Stop);
        node.Time.Now = row.StartsAt;
        Assert.Equal(100, (await Win(node, await node.Member(), 1)).Amount);
    }

    [Theory, EachProvider]
    public async Task What_has_not_begun_is_changed_or_withdrawn_and_the_audit_log_says_what_was(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, events, user) = (await core.Staff(), core.Get<XpEvents>(), await core.Member());
        var row = (await events.Plan(CalendarTests.Soon(core, TimeSpan.FromHours(1)), "  Winter  ", staff, Stop)).Value;

        var changed = (await events.Change(row.EventId, row.Revision, CalendarTests.Soon(core, TimeSpan.FromMinutes(1), "  Advent ") with { Factor = 3m }, "Sooner", staff, Stop)).Value;

        Assert.Equal(("Advent", core.Time.Now.AddMinutes(1), 3m), (changed.Name, changed.StartsAt, changed.Factor));
        Assert.Equal("events.changed-meanwhile", (await events.Change(row.EventId, row.Revision, CalendarTests.Soon(core, TimeSpan.FromHours(3)), "Later", staff, Stop)).Problem?.Code);
        core.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(150, (await Win(core, user, 1)).Amount);
        Assert.Equal("events.begun", (await events.Change(row.EventId, changed.Revision, CalendarTests.Soon(core, TimeSpan.FromHours(3)), "Later", staff, Stop)).Problem?.Code);
        Assert.Equal("events.begun", (await events.Withdraw(row.EventId, "Not at all", staff, Stop)).Problem?.Code);

        var second = (await events.Plan(CalendarTests.Soon(core, TimeSpan.FromHours(5)), "Winter", staff, Stop)).Value;
        Assert.True((await events.Withdraw(second.EventId, "No snow", staff, Stop)).Succeeded);
        core.Time.Advance(TimeSpan.FromHours(6));
        Assert.Equal(50, (await Win(core, user, 2)).Amount);
        // Its hours are free again.
        Assert.True((await events.Plan(CalendarTests.Soon(core, TimeSpan.FromSeconds(10)), "Winter", staff, Stop)).Succeeded);

        var lines = (await core.Get<AuditQuestions>().Page(new(SubjectKind: "xp_event"), null, 50, Stop)).Lines.Reverse().ToList();
        Assert.Equal(["events.planned Winter", "events.changed Sooner", "events.planned Winter", "events.withdrawn No snow", "events.planned Winter"], lines.Select(line => $"{line.Action} {line.Why}"));
        Assert.Contains("Winter run", lines[1].Before, StringComparison.Ordinal);
        Assert.Contains("Advent", lines[1].After, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task What_runs_ends_early_at_one_instant_on_every_node_and_what_was_earned_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var node = await core.SecondNode();
        var (staff, events, user) = (await core.Staff(), core.Get<XpEvents>(), await core.Member());
        var row = await core.Plan(CalendarTests.Soon(core, TimeSpan.FromMinutes(5)));
        Assert.Equal("events.not-begun", (await events.EndEarly(row.EventId, "Enough", staff, Stop)).Problem?.Code);
        await node.Get<XpCalendar>().Refresh(Stop);
        foreach (var one in new[] { core, node }) one.Time.Advance(TimeSpan.FromMinutes(10));
        await Win(core, user, 1);

        var ended = (await events.EndEarly(row.EventId, "Enough", staff, Stop)).Value;

        Assert.Equal((core.Time.Now + EventRules.Notice, core.Time.Now), (ended.EndsAt, ended.EndedEarlyAt));
        // The other node has not looked yet: nothing that it does before then differs.
        Assert.Equal((100, 100), ((await Win(core, user, 2)).Amount, (await Win(node, user, 3)).Amount));
        await node.Get<XpCalendar>().Refresh(Stop);
        foreach (var one in new[] { core, node }) one.Time.Advance(EventRules.Notice);
        Assert.Equal((50, 50), ((await Win(core, user, 4)).Amount, (await Win(node, user, 5)).Amount));
        Assert.Equal(400, (await core.Profile(user)).XpBalance);
        Assert.Equal("events.over", (await events.EndEarly(row.EventId, "Enough", staff, Stop)).Problem?.Code);
    }

    [Fact]
    public async Task It_takes_the_duty_a_reason_and_an_event_that_there_is()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (staff, events) = (await core.Staff(), core.Get<XpEvents>());
        var draft = CalendarTests.Soon(core, TimeSpan.FromHours(1));

        Assert.Equal("access.duty", (await events.Plan(draft, "Winter", await core.Staff(Roles.Moderator), Stop)).Problem?.Code);
        Assert.Equal("audit.why", (await events.Plan(draft, " ", staff, Stop)).Problem?.Code);
        Assert.Equal("events.name", (await events.Plan(draft with { Name = " ​ x " }, "Winter", staff, Stop)).Problem?.Code);
        Assert.Equal("events.unknown", (await events.Withdraw(99, "Winter", staff, Stop)).Problem?.Code);
        var row = (await events.Plan(draft, "Winter", staff, Stop)).Value;
        Assert.Equal("events.unchanged", (await events.Change(row.EventId, row.Revision, draft, "Winter", staff, Stop)).Problem?.Code);
        Assert.Single(core.Get<XpCalendar>().Page.Events);
    }

    [Theory, EachProvider]
    public async Task Home_and_the_page_of_events_show_what_runs_and_what_is_ahead(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromMinutes(5), "For all"));
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromHours(5), "Logins") with { Factor = 3m, Scope = new([XpSource.DailyLogin], []) });
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromHours(5), "Not theirs") with { Scope = new([XpSource.TradeWin], [TierCode.Apex]) });
        await core.Plan(CalendarTests.Soon(core, TimeSpan.FromDays(8), "Far"));
        var home = (await core.Get<HomeQuestions>().Of(user, Stop))!;
        Assert.Equal(["For all", "Logins", "Not theirs"], home.Events.Select(one => one.Event.Name));
        Assert.Equal((1m, 5), (home.Factor, home.LoginWorth));

        core.Time.Advance(TimeSpan.FromMinutes(6));
        home = (await core.Get<HomeQuestions>().Of(user, Stop))!;
        Assert.Equal(new Multiplier("event_bonus", 2m, "For all"), Assert.Single(home.InForce));
        Assert.Equal((2m, 10), (home.Factor, home.LoginWorth));

        core.Time.Advance(TimeSpan.FromHours(5));
        home = (await core.Get<HomeQuestions>().Of(user, Stop))!;
        Assert.Equal((1m, 15), (home.Factor, home.LoginWorth));
        Assert.Equal([("Logins", true, true), ("Not theirs", true, false)], home.Events.Take(2).Select(one => (one.Event.Name, one.Runs, one.IsForThem)));

        var page = await core.Get<EventsQuestions>().Of(null, Stop);
        Assert.Equal(["Logins", "Not theirs"], page.Running.Select(one => one.Event.Name));
        Assert.Equal(["Far"], page.Ahead.Select(one => one.Event.Name));
        Assert.Equal(["For all"], page.Past.Select(one => one.Name));
        Assert.All(page.Running, one => Assert.True(one.IsForThem));
        var desk = await core.Get<EventQuestions>().Desk(core.Time.Now, null, Stop);
        Assert.Equal((2, 1, 1, null), (desk.Running.Count, desk.Ahead.Count, desk.Past.Count, desk.Next));
    }

    private static async Task<XpPosted> Win(TestCore core, long user, long trade) => (await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade))).Value.Entry;
}
