using Bunit;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Pages.Profile;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Pages;

public sealed class ProfilePageTests : PageTest
{
    private long osprey;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        osprey = await Core.Member("osprey");
        await Core.Give(osprey, 12_000);
        await Core.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == osprey).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.Bio, "<b>Gold</b> & cable").SetProperty(p => p.Title, "Steady hand").SetProperty(p => p.BestStreak, 118)));
    }

    [Fact]
    public void Anybody_sees_a_public_profile_and_not_the_account_behind_it()
    {
        var page = Draw("osprey");

        Assert.Equal("osprey", page.Find("h1").TextContent);
        Assert.Contains("LIEUTENANT", page.Find(".hero").TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>Gold</b> & cable", page.Find(".hero__bio").TextContent);
        Assert.Equal(["Total XP", "Last 30 days", "Best streak", "Active days"], page.FindAll(".stat__label span").Select(l => l.TextContent));
        Assert.DoesNotContain("Settings", page.Find(".hero").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Oneself_sees_what_was_really_earned_and_the_way_to_the_ledger()
    {
        SignIn(osprey, "osprey");
        var page = Draw("Osprey");

        Assert.Equal("Real total XP", page.FindAll(".stat__label span")[3].TextContent);
        Assert.Equal("12,005", page.FindAll(".stat__value")[3].FirstChild!.TextContent.Trim());
        Assert.Contains("nothing was ever wiped; only you and admins see this", page.Markup, StringComparison.Ordinal);
        Assert.Equal(Urls.Ledger, Button(page, "XP ledger").GetAttribute("href"));
    }

    [Theory]
    [InlineData(Visibility.Members, false)]
    [InlineData(Visibility.Hidden, true)]
    public async Task What_is_not_for_ones_eyes_is_as_unknown_as_nobody(Visibility visibility, bool isSignedIn)
    {
        await Core.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == osprey).ExecuteUpdateAsync(set => set.SetProperty(p => p.Visibility, visibility)));
        if (isSignedIn) SignIn(await Core.Member("wren"), "wren");

        Assert.True(IsNotFound("osprey"));
        Assert.True(IsNotFound("nobody"));
    }

    [Fact]
    public async Task Admins_see_a_hidden_profile_marked_as_such()
    {
        await Core.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == osprey).ExecuteUpdateAsync(set => set.SetProperty(p => p.Visibility, Visibility.Hidden)));
        SignIn(await Core.Member("heron"), "heron", Roles.Admin);

        var page = Draw("osprey");

        Assert.Contains("hidden from others", page.Find(".hero").TextContent, StringComparison.Ordinal);
        Assert.Contains("nothing was ever wiped; only they and admins see this", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_days_shown_are_in_the_address()
    {
        Core.Time.Advance(TimeSpan.FromDays(40));
        Navigation.NavigateTo(Urls.Profile("osprey", 30));
        var page = Draw("osprey");
        Assert.Equal("30 days", page.Find(".segments [aria-current]").TextContent.Trim());
        Assert.Contains("30 Nov", page.Find("figure[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);

        Navigation.NavigateTo(Urls.Profile("osprey", 365));
        page.WaitForAssertion(() => Assert.Equal("A year", page.Find(".segments [aria-current]").TextContent.Trim()));
        Assert.Contains("12,000 on 19 Nov", page.Find("figure[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wipe_is_marked_on_the_line()
    {
        await Core.Passes.Activate(osprey);
        Core.Time.Midnight();
        await Core.Give(osprey, 40);
        Core.Time.Midnight();
        Core.Time.At(9);

        var page = Draw("osprey");

        Assert.Single(page.FindAll(".on-desk .fell"));
        Assert.Contains("lowest 0 on 21 Nov", page.Find("figure[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_messenger_is_told_who_it_is()
    {
        var head = Render<HeadOutlet>();
        Draw("osprey");

        head.WaitForAssertion(() => Assert.Equal("osprey on HydraX", head.Find("meta[property='og:title']").GetAttribute("content")));
        Assert.Equal("LIEUTENANT, level 20, 12,000 XP. Steady hand. <b>Gold</b> & cable", head.Find("meta[property='og:description']").GetAttribute("content"));
        Assert.Equal("https://hydrax.example/u/osprey", head.Find("meta[property='og:url']").GetAttribute("content"));
    }

    [Fact]
    public async Task While_the_database_is_away_it_says_so()
    {
        await using (await Outage()) Assert.Contains("The database does not answer.", Draw("osprey").Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private bool IsNotFound(string name)
    {
        var isNotFound = false;
        void Note(object? sender, Microsoft.AspNetCore.Components.Routing.NotFoundEventArgs e) => isNotFound = true;
        Navigation.OnNotFound += Note;
        Render<ProfilePage>(p => p.Add(x => x.Username, name));
        Navigation.OnNotFound -= Note;
        return isNotFound;
    }

    private IRenderedComponent<ProfilePage> Draw(string name)
    {
        var page = Render<ProfilePage>(p => p.Add(x => x.Username, name));
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }
}
