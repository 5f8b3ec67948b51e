using Bunit;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Tests.Xp.Events;
using HydraX.Web.Pages.Events;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class EventsPageTests : PageTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<EventsQuestions>());
    }

    [Fact]
    public void Without_any_it_says_so_and_leads_on()
    {
        var page = Draw();

        Assert.Contains("No event runs or is planned.", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Contains("No season runs, and none is planned yet.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/leaderboards", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task What_runs_what_is_ahead_and_what_is_over_stand_apart_with_what_they_multiply()
    {
        await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromMinutes(1), "Gone"));
        await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromHours(3), "Runs") with { Scope = new([XpSource.TradeWin, XpSource.DailyLogin], [TierCode.Fang, TierCode.Apex]), Description = "For the winter" });
        await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromDays(9), "Far"));
        await Core.Plan(CalendarTests.NextSeason(Core));
        Core.Time.Advance(TimeSpan.FromHours(4));
        var user = await Core.Member("kestrel");
        SignIn(user, "kestrel");

        var page = Draw();

        var items = page.FindAll(".event").Select(item => item.TextContent).ToList();
        Assert.Equal(2, items.Count);
        Assert.Contains("Runs", items[0], StringComparison.Ordinal);
        Assert.Contains("on1 h 0 min", string.Concat(items[0].Split('\n').Select(line => line.Trim())), StringComparison.Ordinal);
        Assert.Contains("× 2.00 on wins and daily logins, for FANG and APEX. Not for your tier.", items[0], StringComparison.Ordinal);
        Assert.Contains("For the winter", items[0], StringComparison.Ordinal);
        Assert.Contains("19 Nov 2026, 15:00 to 19 Nov 2026, 17:00 UTC", items[0], StringComparison.Ordinal);
        Assert.Contains("begins in", items[1], StringComparison.Ordinal);
        Assert.Equal("Gone", page.Find("tbody b").TextContent);
        Assert.Contains("Winter begins on 20 November 2026 at 00:00 UTC, in", page.Markup.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal), StringComparison.Ordinal);

        Core.Time.Midnight();
        Assert.Equal("/leaderboards?board=xp&period=season", Draw().FindAll("a").Single(a => a.TextContent == "Its board").GetAttribute("href"));
    }

    [Fact]
    public async Task While_the_database_is_away_it_says_so_and_tries_again()
    {
        await Core.Data.Run(work => work.Execute("ALTER TABLE xp_events RENAME TO gone"));
        var page = Draw();
        Assert.Contains("The database does not answer.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await Core.Data.Run(work => work.Execute("ALTER TABLE gone RENAME TO xp_events"));

        await Button(page, "Try again").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("No event runs or is planned.", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<EventsPage> Draw()
    {
        var page = Render<EventsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }
}
