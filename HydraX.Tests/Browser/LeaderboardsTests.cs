using Deque.AxeCore.Playwright;
using HydraX.Core.Progress;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class LeaderboardsTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_boards_stand_in_nobodys_way(int width, ColorScheme scheme)
    {
        var page = await Board(width, scheme);

        var report = await page.RunAxe();

        Assert.Empty(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Target} {n.Html}")));
    }

    [Theory]
    [InlineData(320, 100)]
    [InlineData(390, 200)]
    public async Task A_phone_scrolls_only_down_and_keeps_the_own_row_in_sight(int width, int percent)
    {
        var page = await Board(width);
        await page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // In one step: rows are drawn anew while the page comes alive, and a step between would hold one that has gone.
        await page.EvaluateAsync("document.querySelector('.board .place').scrollIntoView()");
        await Assertions.Expect(page.Locator(".place.me")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task An_award_moves_the_rows_without_a_jump_of_the_page()
    {
        Needs.Browser();
        await using var site = await TestSite.Listen(("Demo:Enabled", "true"));
        var kestrel = await site.Member("zz_kestrel");
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium, Headless = true, Args = ["--no-sandbox"] });
        var page = await (await chromium.NewContextAsync(new() { BaseURL = site.ClientOptions.BaseAddress.ToString(), ViewportSize = new() { Width = 1280, Height = 500 } })).NewPageAsync();
        await page.GotoAsync(Urls.Board("xp", "all"), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.EvaluateAsync("scrollTo(0, 300)");
        var before = await page.EvaluateAsync<double>("scrollY");

        await site.Get<Progression>().Grant(kestrel, 900_000, "to the top", "browser-test", Xunit.TestContext.Current.CancellationToken);

        await Assertions.Expect(page.Locator(".podium > li").First).ToContainTextAsync("zz_kestrel", new() { Timeout = 60_000 });
        Assert.Equal(before, await page.EvaluateAsync<double>("scrollY"));
    }

    private async Task<IPage> Board(int width, ColorScheme scheme = ColorScheme.Dark)
    {
        var page = await browser.OpenAsAdmin(width, scheme);
        await page.GotoAsync(Urls.Board("xp", "month"));
        await Assertions.Expect(page.Locator(".podium > li")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".place.me")).ToHaveCountAsync(1);
        return page;
    }
}
