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
