using Bunit;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Core.Tiers;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Tests.Xp.Events;
using HydraX.Web;
using HydraX.Web.Pages.Home;
using HydraX.Web.Pages.Members;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class HomePageTests : PageTest
{
    [Fact]
    public void A_visitor_sees_five_tiers_with_their_prices_and_ten_ranks()
    {
        var page = Render<HomePage>();

        Assert.Equal(["PRESS_PASS", "NIBBLER", "FANG", "COMMANDER", "APEX"], page.FindAll(".plan__name").Select(h => h.TextContent.Trim()));
        Assert.Equal(["0.00", "39.00", "89.00", "139.00", "188.00"], page.FindAll(".plan__price").Select(p => p.FirstChild!.TextContent));
        Assert.Equal(10, page.FindAll(".ladder .insignia").Count);
        Assert.Contains("Risk per shot is at most 2.0 % on every tier. Paying more never raises it.", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quarterly", "105.30", "for 3 months, 35.10 a month")]
    [InlineData("annual", "374.40", "for 12 months, 31.20 a month")]
    [InlineData("weekly", "39.00", "a month")]
    public void The_cycle_is_in_the_address(string cycle, string price, string per)
    {
        Navigation.NavigateTo(Urls.PlansBy(Urls.Home, cycle));

        var nibbler = Render<HomePage>().FindAll(".plan__price")[1];

        Assert.Equal((price, per), (nibbler.FirstChild!.TextContent, nibbler.QuerySelector("small")!.TextContent));
    }

    [Fact]
    public void What_a_tier_brings_follows_from_its_settings()
    {
        var lineup = Core.Get<TierCatalog>().Current;

        Assert.Equal(["1 shot a day", "TCS 60 and up", "APEX features, on paper", "1 open trade", "Basic risk controls"], PlanWords.Brings(lineup, lineup[TierCode.PressPass]));
        Assert.Equal(["6 shots a day", "TCS 70 and up", "Live execution on MT5", "1 open trade", "Basic risk controls"], PlanWords.Brings(lineup, lineup[TierCode.Nibbler]));
        Assert.Equal(["No shot limit", "TCS 91 and up", "Midnight Hammer", "10 open trades", "Ultimate risk controls"], PlanWords.Brings(lineup, lineup[TierCode.Apex]));
    }

    [Fact]
    public async Task Terms_that_are_owed_stand_on_top_until_they_are_agreed_to_with_one_press()
    {
        var user = await Core.Member("kestrel");
        SignIn(user, "kestrel");
        var page = Draw();
        Assert.Contains("You have not agreed to the terms of use yet", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("/legal/terms", page.Find(".notice a").GetAttribute("href"));

        await Button(page, "I agree").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".notice")));

        Assert.True(await Core.Get<ConsentBook>().Holds(user, ConsentPurpose.Terms));
        await Core.Get<ConsentBook>().Publish(ConsentPurpose.Terms, 1, "Terms", "Other words, long enough to be some.", "The law has changed", await Core.Staff(HydraX.Core.Users.Roles.Admin));
        Assert.Contains("have a new version", Draw().Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_sees_where_they_stand_and_how_todays_XP_was_made()
    {
        var user = await Core.Member("kestrel");
        await Core.Give(user, 3_700);
        await Core.Progression.AwardXp(new(user, XpSource.TradeWin, 1, "XAUUSD"));
        SignIn(user, "kestrel");
        var page = Draw();

        Assert.Equal("Good afternoon, kestrel", page.Find("h1").TextContent);
        Assert.Equal("1,245 to SERGEANT", page.Find(".figure-40").TextContent);
        Assert.Equal("+3,755", page.FindAll(".stat__value")[0].FirstChild!.TextContent.Trim());
        Assert.Equal("3,755", page.FindAll(".stat__value")[1].FirstChild!.TextContent.Trim());
        Assert.Equal(["L10", "L11", "L12", "L13"], page.FindAll(".standing .bar__ticks span").Select(t => t.TextContent));
        var rows = page.FindAll("tbody tr");
        Assert.Equal("Daily login", rows[0].QuerySelector("b")!.TextContent);
        Assert.StartsWith("50, no multiplier", rows[1].QuerySelector(".factors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_shown_before_it_begins_and_is_in_the_factor_while_it_runs()
    {
        var user = await Core.Member("kestrel");
        SignIn(user, "kestrel");
        Assert.DoesNotContain(Draw().FindAll("h2"), h => h.TextContent == "Events");
        var row = await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromHours(5)));
        await Core.Plan(CalendarTests.Soon(Core, TimeSpan.FromHours(7), "Wins") with { Factor = 3m, Scope = new([XpSource.TradeWin], []) });

        var page = Draw();
        var card = page.FindAll(".card").Single(c => c.QuerySelector("h2")?.TextContent == "Events");
        Assert.Contains("begins in", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("5 h 0 min", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("× 2.00 on everything that is earned.", card.TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.Events, card.QuerySelector("a")!.GetAttribute("href"));

        Core.Time.Now = row.StartsAt;
        page = Draw();
        Assert.Equal("What you earn now counts × 2.00.", page.Find(".page-head p").TextContent);
        Assert.Contains("Event, Winter run", page.Markup, StringComparison.Ordinal);

        Core.Time.Now = row.EndsAt;
        page = Draw();
        Assert.Equal("What you earn today counts once: no multiplier is in force; Wins multiplies wins by 3.00 besides.", page.Find(".page-head p").TextContent);
    }

    [Fact]
    public async Task Opening_the_page_is_the_daily_login_and_opening_it_again_is_not()
    {
        var user = await Core.Member("kestrel");
        SignIn(user, "kestrel");

        Draw();
        Draw();
        Assert.Equal([5L], (await Core.Ledger(user)).Select(l => l.Amount));
        Core.Time.Midnight();
        Draw();

        Assert.Equal([5L, 5L], (await Core.Ledger(user)).Select(l => l.Amount));
    }

    [Theory]
    [InlineData(0, "Nothing in the seven days before")]
    [InlineData(6, "6 in the seven days before")]
    [InlineData(7, "1 a day in the seven days before")]
    public async Task The_days_before_are_told_as_they_were(int yesterday, string words)
    {
        var user = await Core.Member("kestrel");
        if (yesterday > 0) await Core.Give(user, yesterday);
        Core.Time.Midnight();
        SignIn(user, "kestrel");

        Assert.Contains(words, Draw().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_by_bot_or_job_shows_without_a_reload()
    {
        var user = await Core.Member("kestrel");
        SignIn(user, "kestrel");
        var page = Draw();

        await Core.Give(user, 95);
        Live.Changed(user);

        page.WaitForAssertion(() => Assert.Equal("100", page.FindAll(".stat__value")[1].FirstChild!.TextContent.Trim()));
    }

    [Fact]
    public async Task On_a_pass_the_next_thing_is_tonight()
    {
        var user = await Core.MemberOnPass("dunlin");
        await Core.Give(user, 428);
        SignIn(user, "dunlin");
        var page = Draw();

        var next = page.Find(".next");
        Assert.Contains("433 XP goes back to 0 tonight", next.TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.PressPass, next.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.Contains("Day 1", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_Telegram_is_shown_the_way()
    {
        var user = await Core.Member("wren");
        await Core.Data.Run(work => work.Execute("UPDATE users SET telegram_id = NULL"));
        SignIn(user, "wren");

        Assert.Contains("Link Telegram", Draw().Find(".next").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_it_says_so()
    {
        var user = await Core.Member("kestrel");
        await Core.Get<Activity>().Note(user);
        SignIn(user, "kestrel");
        await using (await Outage()) Assert.Contains("The database does not answer.", Draw().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "Hello")]
    [InlineData(4, "Hello")]
    [InlineData(5, "Good morning")]
    [InlineData(12, "Good afternoon")]
    [InlineData(18, "Good evening")]
    public void The_greeting_goes_by_the_members_own_clock(int hour, string words) => Assert.Equal(words, HomeWords.Greeting(new DateTimeOffset(2026, 11, 19, hour, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("2026-11-19T12:00:00", false, "2026-11-21T00:00:00")]
    [InlineData("2026-11-21T00:00:00", true, "2026-11-23T00:00:00")]
    [InlineData("2026-11-22T23:59:59", true, "2026-11-23T00:00:00")]
    public void The_weekend_turns_at_a_midnight_in_UTC(string at, bool holds, string turns)
    {
        static DateTimeOffset Utc(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
        Assert.Equal((holds, Utc(turns)), HomeWords.Weekend(Utc(at)));
    }

    [Theory]
    [InlineData(0, "L2,L3,L4,L5,L6")]
    [InlineData(3_760, "L10,L11,L12,L13")]
    [InlineData(52_480, "L39,L42,L45,L48")]
    [InlineData(400_000, "")]
    public void A_ranks_bar_is_marked_where_levels_begin(long total, string levels) =>
        Assert.Equal(levels, string.Join(',', RankScale.Ticks(RankRules.Standing(total)).Select(t => t.Text)));

    private IRenderedComponent<HomePage> Draw()
    {
        var page = Render<HomePage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }
}
