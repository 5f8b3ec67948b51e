using Bunit;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Users;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Xp.Events;
using HydraX.Web;
using HydraX.Web.Pages.Leaderboards;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class LeaderboardsPageTests : PageTest
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    private long osprey, gyrfalcon, peregrine, kestrel;

    private Boards Boards => Core.Get<Boards>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Boards).AddSingleton(Core.Get<BoardKinds>());
        osprey = await Member("osprey", 500);
        gyrfalcon = await Member("gyrfalcon", 300);
        Core.Time.Advance(TimeSpan.FromMinutes(5));
        peregrine = await Member("peregrine", 300);
        kestrel = await Member("kestrel", 120);
    }

    [Fact]
    public void The_podium_shares_places_and_says_who_was_first()
    {
        var page = Draw();

        var podium = page.FindAll(".podium > li").Select(place => place.TextContent).ToList();
        Assert.Equal(3, podium.Count);
        Assert.Contains("1stosprey", Squeeze(podium[0]), StringComparison.Ordinal);
        Assert.EndsWith("500200ahead", Squeeze(podium[0]), StringComparison.Ordinal);
        Assert.Contains("2ndgyrfalcon", Squeeze(podium[1]), StringComparison.Ordinal);
        Assert.EndsWith("300first,19Nov12:00", Squeeze(podium[1]), StringComparison.Ordinal);
        Assert.Contains("2ndperegrine", Squeeze(podium[2]), StringComparison.Ordinal);
        Assert.Equal("4", page.Find(".board .place .position").TextContent);
        Assert.Contains("1, 2, 2, 4", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_period_is_in_the_address()
    {
        var page = Draw();
        Assert.Equal("Week", page.Find("nav[aria-label=Period] [aria-current]").TextContent);
        Assert.Contains("closes 22 November, 24:00 UTC", page.Find(".page-head").TextContent, StringComparison.Ordinal);

        Navigation.NavigateTo(page.FindAll(".segments a").Single(a => a.TextContent == "Month").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Contains("XP earned this month, less what was wiped. 4 members, closes 30 November, 24:00 UTC.", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/leaderboards?board=xp&period=month", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_season_is_a_period_while_one_runs_and_counts_down_to_its_end()
    {
        Navigation.NavigateTo(Urls.Board("xp", "season"));
        Assert.Contains("No season runs now, and none is planned yet.", Draw().Find(".empty").TextContent, StringComparison.Ordinal);
        Navigation.NavigateTo(Urls.Leaderboards);
        Assert.DoesNotContain("Season", Draw().FindAll(".segments a").Select(a => a.TextContent));

        await Core.Plan(CalendarTests.NextSeason(Core));
        Core.Time.Midnight();
        await Core.Give(kestrel, 40);
        await Boards.Follow(Stop);
        var page = Draw();
        Navigation.NavigateTo(page.FindAll(".segments a").Single(a => a.TextContent == "Season").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Contains("XP earned in Winter, less what was wiped. 1 member, closes 3 December, 24:00 UTC.", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.Contains("14 d 0 h", page.Find(".countdown").TextContent, StringComparison.Ordinal);
        Assert.Contains("1stkestrel", Squeeze(page.Find(".podium > li").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void A_visitor_sees_the_board_and_is_shown_the_door_to_a_place()
    {
        var page = Draw();

        Assert.Empty(page.FindAll(".me"));
        Assert.Equal("/account/login?returnUrl=%2Fleaderboards%3Fboard%3Dxp%26period%3Dweek", Button(page, "Sign in").GetAttribute("href"));
    }

    [Fact]
    public void The_own_row_is_marked_and_says_what_is_missing()
    {
        SignIn(kestrel, "kestrel");

        var page = Draw();

        var own = Squeeze(page.Find(".place.me").TextContent);
        Assert.Contains("kestrelYou.175XPtoshare2nd", own, StringComparison.Ordinal);
        var card = page.FindAll(".card").Single(c => c.TextContent.Contains("Your week", StringComparison.Ordinal));
        Assert.Equal(["4 of 4", "125", "+125", "175 XP"], card.QuerySelectorAll("dd").Select(d => d.TextContent));
        Assert.Equal(4, card.QuerySelectorAll(".spark rect").Length);
    }

    [Fact]
    public async Task A_place_far_below_stands_under_the_first_fifty_with_its_neighbours()
    {
        for (var i = 0; i < 60; i++) await Member($"crowd{i}", 200 - i);
        SignIn(kestrel, "kestrel");

        var page = Draw();

        // 64 members: 3 on the podium, 47 below, the gap, five above kestrel, kestrel, and nobody below.
        var rows = page.FindAll(".board > li").ToList();
        Assert.Equal(47 + 1 + 6, rows.Count);
        Assert.Equal("51 to 58", rows[47].TextContent);
        Assert.Contains("me", rows[^1].ClassList);
        Assert.Equal("64", rows[^1].QuerySelector(".position")!.TextContent);
    }

    [Fact]
    public async Task A_new_award_moves_the_rows_by_itself()
    {
        var page = Draw();

        await Core.Give(kestrel, 1_000);
        await Boards.Follow(Stop);

        page.WaitForAssertion(() => Assert.Contains("1stkestrel", Squeeze(page.Find(".podium > li").TextContent), StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Rows_rest_under_the_pointer_and_move_when_it_leaves()
    {
        var page = Draw();
        await page.Find(".span-8").PointerEnterAsync(new());

        await Core.Give(kestrel, 1_000);
        await Boards.Follow(Stop);
        page.WaitForAssertion(() => Assert.Contains("Places have changed.", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Contains("1stosprey", Squeeze(page.Find(".podium > li").TextContent), StringComparison.Ordinal);
        await page.Find(".span-8").PointerLeaveAsync(new());

        page.WaitForAssertion(() => Assert.Contains("1stkestrel", Squeeze(page.Find(".podium > li").TextContent), StringComparison.Ordinal));
        Assert.DoesNotContain("Places have changed.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_hidden_reads_why_they_are_on_no_board()
    {
        await Core.Change(kestrel, user => user.Profile!.Visibility = HydraX.Core.Kernel.Visibility.Hidden);
        SignIn(kestrel, "kestrel");

        var page = Draw();

        Assert.Empty(page.FindAll(".place"));
        Assert.Contains("Your profile is hidden, so you are on no board.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(Urls.Settings, Button(page, "Settings").GetAttribute("href"));
    }

    [Fact]
    public void An_empty_board_says_so()
    {
        Core.Time.Midnight();
        Navigation.NavigateTo(Urls.Board("xp", "day"));

        Assert.Contains("Nobody has earned XP today yet.", Draw().Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xp", "fortnight", "There is no board for “fortnight”.")]
    [InlineData("profit", "week", "The board profit is not open yet: it opens with trading.")]
    [InlineData("streak", "week", "The board streak shows what stands now, so there is none by week.")]
    [InlineData("luck", "week", "There is no board luck; there is xp and streak.")]
    public void A_board_that_does_not_exist_says_so(string board, string period, string says)
    {
        Navigation.NavigateTo(Urls.Board(board, period));

        var page = Draw();

        Assert.Contains(says, page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.Leaderboards, page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task While_the_database_is_away_it_says_so_and_tries_again()
    {
        await Boards.Follow(Stop);
        IRenderedComponent<LeaderboardsPage> page;
        await using (await Outage())
        {
            page = Draw();
            Assert.Contains("The database does not answer.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        }

        await Button(page, "Try again").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".podium > li").Count));
    }

    [Fact]
    public async Task A_tier_is_chosen_in_the_address_and_the_places_are_among_its_members()
    {
        await Core.Change(peregrine, user => user.Tier = HydraX.Core.Kernel.TierCode.Fang);
        await Core.Change(kestrel, user => user.Tier = HydraX.Core.Kernel.TierCode.Fang);
        SignIn(osprey, "osprey");
        var page = Draw();

        Navigation.NavigateTo(page.FindAll("nav[aria-label=Tier] a").Single(a => a.TextContent == "Fang").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Contains("2 members of Fang", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/leaderboards?board=xp&period=week&tier=fang", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(["1stperegrine", "2ndkestrel"], page.FindAll(".podium > li").Select(place => Squeeze(place.TextContent).Split("FANG")[0]));
        Assert.Contains("you are not among them", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_of_streaks_has_no_periods_and_counts_days()
    {
        await Core.Get<HydraX.Core.Progress.Activity>().Note(kestrel, Stop);
        SignIn(kestrel, "kestrel");
        Navigation.NavigateTo(Urls.Board("streak", null));

        var page = Draw();

        Assert.Empty(page.FindAll("nav[aria-label=Period]"));
        Assert.Equal("Streaks", page.Find("nav[aria-label=Board] [aria-current]").TextContent);
        Assert.Contains("Days in a row with activity, as they stand now. 1 member.", page.Find(".page-head").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 day", page.Find(".podium .me .value").TextContent, StringComparison.Ordinal);
        Assert.Contains("Equal streaks share a place", page.Markup, StringComparison.Ordinal);
    }

    private async Task<long> Member(string name, long xp)
    {
        var user = await Core.Member(name);
        await Core.Give(user, xp);
        return user;
    }

    private IRenderedComponent<LeaderboardsPage> Draw()
    {
        var page = Render<LeaderboardsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    // What stands there, without spaces and without the tier that all have.
    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace("NIBBLER", "", StringComparison.Ordinal);
}
