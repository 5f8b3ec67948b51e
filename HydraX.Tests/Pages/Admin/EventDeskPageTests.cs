using AngleSharp.Dom;
using Bunit;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Xp.Events;
using HydraX.Web.Pages.Admin.Events;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class EventDeskPageTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<EventQuestions>()).AddSingleton(Core.Get<SeasonQuestions>()).AddSingleton(Core.Get<XpEvents>()).AddSingleton(Core.Get<SeasonDesk>());
    }

    [Fact]
    public async Task Planning_an_event_asks_for_what_is_missing_shows_what_a_win_would_bring_and_is_audited()
    {
        var page = await Open<EventDeskPage>();
        Assert.Contains("No event runs or is planned.", page.Markup, StringComparison.Ordinal);
        await Button(page, "Plan it").ClickAsync(new());
        Assert.Contains("Choose when it begins first, in UTC.", page.Markup, StringComparison.Ordinal);

        Type(page, "Name", "Winter run");
        Type(page, "Begins, UTC", "2026-11-20T18:00");
        Type(page, "Ends, UTC", "2026-11-21T12:00");
        Type(page, "Factor", "2.5");
        await Button(page, "Plan it").ClickAsync(new());
        Assert.Contains("Say why", page.Markup, StringComparison.Ordinal);
        Switch(page, "wins");
        Switch(page, "FANG");
        Assert.Equal(["FANG", "55", "137", "206"], page.FindAll("tbody td").Select(cell => cell.TextContent));
        Type(page, "Why", "The winter");

        var planning = Button(page, "Plan it").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Plan Winter run?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Contains("× 2.50 on wins, for FANG.", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Contains("20 Nov 2026, 18:00 to 21 Nov 2026, 12:00 UTC, 18 hours long.", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Empty(Core.Get<XpCalendar>().Page.Events);
        await Button(page, "Plan it", "dialog button").ClickAsync(new());
        await planning;

        Assert.Equal("Winter run is planned", Said);
        page.WaitForAssertion(() => Assert.Contains("20 Nov 2026, 18:00 to 21 Nov 2026, 12:00 UTC", page.Find("table.cards").TextContent, StringComparison.Ordinal));
        var entry = Assert.Single(await Audited("events.planned"));
        Assert.Equal(("heron", "xp_event", "The winter", "203.0.113.7"), (entry.Actor, entry.SubjectKind, entry.Why, entry.Address));
    }

    [Fact]
    public async Task An_overlap_is_refused_where_it_was_typed_and_what_was_typed_stays()
    {
        await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromHours(1), "Advent"));
        var page = await Open<EventDeskPage>();
        Type(page, "Name", "Winter run");
        Type(page, "Begins, UTC", "2026-11-19T14:00");
        Type(page, "Ends, UTC", "2026-11-19T20:00");
        Type(page, "Why", "The winter");

        await Confirmed(page, "Plan it", "Plan it");

        Assert.Contains("“Advent” multiplies trade_win for PRESS_PASS from 19 November 2026, 13:00 UTC", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Winter run", Field(page, "Name").GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_ahead_is_changed_or_withdrawn_and_what_runs_is_ended_with_a_reason()
    {
        var row = await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromHours(1), "Advent"));
        await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromHours(9), "Never"));
        var page = await Open<EventDeskPage>();
        await Labelled(page, "Withdraw Never").ClickAsync(new());
        Assert.Contains("Say why", page.Markup, StringComparison.Ordinal);
        Type(page, "Why, for an act below", "No snow");
        await Confirmed(page, () => Labelled(page, "Withdraw Never"), "Withdraw it");
        Assert.Equal("Never is withdrawn", Said);
        Assert.Contains("withdrawn", page.FindAll("table.cards")[^1].TextContent, StringComparison.Ordinal);

        await Labelled(page, "Change Advent").ClickAsync(new());
        Assert.Equal(("Advent", "2026-11-19T13:00"), (Field(page, "Name").GetAttribute("value"), Field(page, "Begins, UTC").GetAttribute("value")));
        Type(page, "Ends, UTC", "2026-11-19T15:00:30");
        Type(page, "Factor", "3");
        Type(page, "Why", "More of it");
        await Confirmed(page, "Change it", "Change it");
        Assert.Equal(("Advent is changed", 3m), (Said, (await CalendarTests.Row(Core, row.EventId)).Factor));
        page.WaitForAssertion(() => Labelled(page, "Change Advent"));
        await Labelled(page, "Change Advent").ClickAsync(new());
        Assert.Equal("2026-11-19T15:00:30", Field(page, "Ends, UTC").GetAttribute("value"));

        Core.Time.Advance(TimeSpan.FromHours(2));
        page = await Open<EventDeskPage>();
        Type(page, "Why, for an act below", "Enough");
        await Confirmed(page, () => Labelled(page, "End Advent early"), "End it");
        Assert.Equal("Advent ends 19 Nov 2026, 14:00:10 UTC", Said);
        Assert.Equal("Enough", Assert.Single(await Audited("events.ended-early")).Why);
    }

    [Fact]
    public async Task A_season_is_planned_from_tomorrow_on_and_its_last_day_is_moved_while_it_runs()
    {
        var page = await Open<EventDeskPage>();
        Assert.Contains("No season was planned yet.", page.Markup, StringComparison.Ordinal);
        Type(page, "Name of the season", "Winter");
        Type(page, "First day, UTC", "2026-11-19");
        Type(page, "Last day, UTC", "2026-12-31");
        Type(page, "Why, for the season", "A long winter");
        await Confirmed(page, "Plan the season", "Plan it");
        Assert.Contains("A season begins on 20 November 2026 at the earliest", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        Type(page, "First day, UTC", "2026-11-20");
        await Confirmed(page, "Plan the season", "Plan it");
        Assert.Equal("Winter is planned", Said);

        Core.Time.Midnight();
        page = await Open<EventDeskPage>();
        await Labelled(page, "Move the last day of Winter").ClickAsync(new());
        Type(page, "Last day, UTC", "2026-12-24");
        Type(page, "Why, for the season", "Before the feast");
        await Confirmed(page, "Move its last day", "Move it");

        Assert.Equal("Winter closes on 24 December 2026", Said);
        Assert.Contains("20 November 2026 to 24 December 2026", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Before the feast", Assert.Single(await Audited("seasons.last-day-moved")).Why);
    }

    private static IElement Field(IRenderedComponent<IComponent> page, string label) =>
        page.Find($"#{page.FindAll("label").First(one => one.TextContent.Trim() == label).GetAttribute("for")}");

    private static void Type(IRenderedComponent<IComponent> page, string label, string value) => Field(page, label).Change(value);

    private static void Switch(IRenderedComponent<IComponent> page, string label) => Field(page, label).Change(true);

    private static IElement Labelled(IRenderedComponent<IComponent> page, string label) => page.FindAll("button").Single(b => b.GetAttribute("aria-label") == label);

    private static Task Confirmed(IRenderedComponent<IComponent> page, string button, string yes) => Confirmed(page, () => Button(page, button), yes);

    // Each part of the page has a dialog of its own, some with the same words; one that has not asked anything takes no answer.
    private static async Task Confirmed(IRenderedComponent<IComponent> page, Func<IElement> button, string yes)
    {
        var acting = button().ClickAsync(new());
        foreach (var answer in page.FindAll("dialog button").Where(b => b.TextContent.Trim() == yes).ToList()) await answer.ClickAsync(new());
        await acting;
    }
}
