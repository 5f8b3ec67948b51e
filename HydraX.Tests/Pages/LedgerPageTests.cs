using Bunit;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Pages.Ledgers;

namespace HydraX.Tests.Pages;

public sealed class LedgerPageTests : PageTest
{
    private long user;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        user = await Core.Member("kestrel");
        await Core.Get<Activity>().Note(user);
        SignIn(user, "kestrel");
    }

    [Fact]
    public async Task Every_line_shows_its_base_its_multipliers_by_name_and_the_running_balance()
    {
        Core.Time.Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        await Core.Progression.AwardXp(new(user, XpSource.TradeWin, 1, "XAUUSD"));

        var cells = Draw().FindAll("tbody tr").Single(r => r.TextContent.Contains("Win", StringComparison.Ordinal)).QuerySelectorAll("td");

        Assert.Equal("21 Nov 2026, 12:00", cells[0].TextContent);
        Assert.Equal("Win, XAUUSD", cells[1].TextContent);
        Assert.StartsWith("50 × 1.50 weekend", cells[2].TextContent, StringComparison.Ordinal);
        Assert.Equal(("+75", "80"), (cells[3].TextContent, cells[4].TextContent));
    }

    [Fact]
    public async Task Pages_lead_to_older_lines_and_back()
    {
        for (var i = 0; i < LedgerPage.Size; i++) await Core.Give(user, 1);
        var page = Draw();
        Assert.Equal(LedgerPage.Size, page.FindAll("tbody tr").Count);
        Assert.Empty(page.FindAll(".pager [rel=prev]"));

        Navigation.NavigateTo(page.Find(".pager [rel=next]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal("Daily login", Assert.Single(page.FindAll("tbody tr")).QuerySelector("b")!.TextContent));
        Assert.Empty(page.FindAll(".pager [rel=next]"));
        Navigation.NavigateTo(page.Find(".pager [rel=prev]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(LedgerPage.Size, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task The_filter_is_in_the_address_and_in_the_file()
    {
        await Core.Give(user, 1);
        var page = Draw();

        page.Find("select").Change("admin_grant");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.EndsWith("/account/xp?source=admin_grant", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("/account/xp.csv?source=admin_grant", Button(page, "Download CSV").GetAttribute("href"));
        Assert.Equal("admin_grant", page.Find("option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task Days_are_in_the_address_in_the_file_and_in_the_sum_above()
    {
        await Core.Give(user, 30);
        Core.Time.Midnight();
        await Core.Give(user, 7);
        Navigation.NavigateTo(Urls.LedgerOf(null, from: "2026-11-20", to: "2026-11-20"));
        var page = Draw();

        // The look at the page was the day's first activity.
        Assert.Equal(["+5", "+7"], page.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td")[3].TextContent));
        Assert.Equal("/account/xp.csv?from=2026-11-20&to=2026-11-20", Button(page, "Download CSV").GetAttribute("href"));
        Assert.Contains("Balance47", page.Find("[aria-labelledby=balance-sum]").TextContent.Replace(" ", "").Replace("\n", ""), StringComparison.Ordinal);
        Assert.Contains("Changeofbalance12", page.Find("[aria-labelledby=asked-sum]").TextContent.Replace(" ", "").Replace("\n", ""), StringComparison.Ordinal);
        Assert.Equal("Today", page.Find(".segments [aria-current]").TextContent.Trim());

        page.FindAll("input[type=date]")[0].Change("2026-11-19");

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));
        Assert.EndsWith("/account/xp?from=2026-11-19&to=2026-11-20", Navigation.Uri, StringComparison.Ordinal);
        Navigation.NavigateTo(Urls.LedgerOf(null, from: "2027-01-01"));
        page.WaitForAssertion(() => Assert.Contains("No line in these days", page.Find(".empty").TextContent, StringComparison.Ordinal));
        Navigation.NavigateTo(Urls.LedgerOf(null, from: "moon"));
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public void A_kind_without_lines_says_so()
    {
        Navigation.NavigateTo(Urls.LedgerOf("trade_win"));

        Assert.Contains("No line of this kind yet.", Draw().Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_it_says_so()
    {
        await using (await Outage()) Assert.Contains("The database does not answer.", Draw().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<LedgerPage> Draw()
    {
        var page = Render<LedgerPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }
}
