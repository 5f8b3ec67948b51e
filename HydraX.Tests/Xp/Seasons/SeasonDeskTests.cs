using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;
using HydraX.Tests.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Xp.Seasons;

public sealed class SeasonDeskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Of_staff_that_plans_the_same_days_at_once_on_two_nodes_one_season_is_made(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var staff = await core.Staff();

        var planned = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? core : other).Get<SeasonDesk>().Plan(CalendarTests.NextSeason(core, $"Season {i}"), "Winter", staff, Stop), Stop)));

        var made = Assert.Single(planned, outcome => outcome.Succeeded).Value;
        Assert.All(planned.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("seasons.overlaps", outcome.Problem?.Code));
        Assert.Equal(1, await core.Data.Read(db => db.Seasons.CountAsync(Stop), Stop));
        await other.Get<XpCalendar>().Refresh(Stop);
        foreach (var node in new[] { core, other })
        {
            await node.Get<XpCalendar>().Refresh(Stop);
            Assert.Equal(made.SeasonId, node.Get<XpCalendar>().SeasonAt(core.Clock.Today.Next)?.SeasonId);
            Assert.Null(node.Get<XpCalendar>().SeasonAt(core.Clock.Today));
        }
    }

    [Theory, EachProvider]
    public async Task What_has_not_begun_is_changed_or_withdrawn_and_of_what_runs_the_last_day_is_moved(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, desk, calendar) = (await core.Staff(), core.Get<SeasonDesk>(), core.Get<XpCalendar>());
        var today = core.Clock.Today.Date;
        var row = (await desk.Plan(CalendarTests.NextSeason(core), "Winter", staff, Stop)).Value;

        var changed = (await desk.Change(row.SeasonId, row.Revision, new("Advent", "Four Sundays", today.AddDays(2), today.AddDays(20)), "Later", staff, Stop)).Value;
        Assert.Equal("seasons.changed-meanwhile", (await desk.Change(row.SeasonId, row.Revision, CalendarTests.NextSeason(core), "Again", staff, Stop)).Problem?.Code);
        Assert.Equal("seasons.unchanged", (await desk.Change(row.SeasonId, changed.Revision, new("Advent", "Four Sundays", today.AddDays(2), today.AddDays(20)), "Again", staff, Stop)).Problem?.Code);
        Assert.Equal("seasons.not-begun", (await desk.EndOn(row.SeasonId, changed.Revision, today.AddDays(9), "Shorter", staff, Stop)).Problem?.Code);
        var next = (await desk.Plan(new("New year", "", today.AddDays(40), today.AddDays(60)), "Next", staff, Stop)).Value;

        core.Time.Now = core.Time.Now.AddDays(5);
        Assert.Equal("Advent", calendar.SeasonAt(core.Clock.Today)?.Name);
        Assert.Equal("seasons.begun", (await desk.Withdraw(row.SeasonId, "No snow", staff, Stop)).Problem?.Code);
        Assert.Equal("seasons.overlaps", (await desk.EndOn(row.SeasonId, changed.Revision, today.AddDays(40), "Longer", staff, Stop)).Problem?.Code);
        var moved = (await desk.EndOn(row.SeasonId, changed.Revision, today.AddDays(39), "Longer", staff, Stop)).Value;
        Assert.Equal(today.AddDays(39), moved.EndsOn);
        Assert.True((await desk.EndOn(row.SeasonId, moved.Revision, today.AddDays(5), "Enough", staff, Stop)).Succeeded);
        Assert.True((await desk.Withdraw(next.SeasonId, "No year", staff, Stop)).Succeeded);

        Assert.Equal("Advent", calendar.SeasonAt(core.Clock.Today)?.Name);
        Assert.Null(calendar.SeasonAt(core.Clock.Today.Next));
        Assert.Null(calendar.Seasons.After(core.Clock.Today));
        var lines = (await core.Get<AuditQuestions>().Page(new(SubjectKind: "season"), null, 50, Stop)).Lines.Reverse().ToList();
        Assert.Equal(["seasons.planned Winter", "seasons.changed Later", "seasons.planned Next", "seasons.last-day-moved Longer", "seasons.last-day-moved Enough", "seasons.withdrawn No year"], lines.Select(line => $"{line.Action} {line.Why}"));
    }

    [Fact]
    public async Task It_takes_the_duty_a_reason_and_a_season_that_there_is()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (staff, desk) = (await core.Staff(), core.Get<SeasonDesk>());
        var draft = CalendarTests.NextSeason(core);

        Assert.Equal("access.duty", (await desk.Plan(draft, "Winter", await core.Staff(Roles.Moderator), Stop)).Problem?.Code);
        Assert.Equal("audit.why", (await desk.Plan(draft, null, staff, Stop)).Problem?.Code);
        Assert.Equal("seasons.unknown", (await desk.Withdraw(99, "Winter", staff, Stop)).Problem?.Code);
        Assert.Empty(core.Get<XpCalendar>().Seasons.All);
    }
}
