using Deque.AxeCore.Playwright;
using HydraX.Core.Abuse;
using HydraX.Core.Data;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class SecurityPagesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Open = [Urls.SignIn, Urls.LostFactor, Urls.SecondStepThen(Urls.Home), Urls.NewEmail("AAAAAAAAAAAAAAAAAAAAAA"), Urls.StopChange("AAAAAAAAAAAAAAAAAAAAAA"), Urls.StopErasure("AAAAAAAAAAAAAAAAAAAAAA"), Urls.Register];

    private static readonly string[] Own =
        [Urls.Security, Urls.Settings, Urls.Keys, Urls.Authenticator, Urls.Passkeys, Urls.RecoveryCodes, Urls.ChangeEmail, Urls.ProveThen(Urls.Passkeys), Urls.AdminProtection, Urls.AdminAudit, Urls.Privacy, Urls.Erase, Urls.AdminPrivacy, Urls.AdminNames, Urls.Policy("terms")];

    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Nothing_stands_in_the_way_of_anybody(int width, ColorScheme scheme)
    {
        var found = new List<string>();
        var page = await browser.Open(width, scheme);
        foreach (var address in Open) await Look(page, address, found);
        page = await browser.OpenAsAdmin(width, scheme);
        foreach (var address in await Staffs()) await Look(page, address, found);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData(320, 100)]
    [InlineData(390, 200)]
    public async Task A_phone_scrolls_only_down(int width, int percent)
    {
        var page = await browser.OpenAsAdmin(width);
        foreach (var address in await Staffs())
        {
            await Go(page, address);
            await page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");
            Assert.Equal((address, width), (address, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }
    }

    // With something to decide about.
    private async Task<IEnumerable<string>> Staffs()
    {
        Needs.Browser();
        var book = browser.Get<ReviewBook>();
        var items = await browser.Get<HydraXData>().Run(async work =>
        {
            var member = await work.Db.Users.Where(u => u.IsDemo).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync(work.Stop);
            foreach (var rule in Enum.GetValues<ReviewRule>())
                await book.Note(work, new(rule, Finding.Member(member), member, new() { Members = [member], Networks = ["198.51.100.0/24", "2001:db8:42::/48"], Elsewhere = "203.0.113.0/24", Devices = ["Firefox on Windows"], Places = ["DE", "BR"], Times = 31, Accounts = 6, Minutes = 60, ApiKey = "hx_live_ab12cd34ef", Day = "2026-11-22", Xp = 12_400, UsualXp = 340 }));
            return await work.Db.ReviewItems.Select(i => i.ReviewItemId).ToListAsync(work.Stop);
        });
        return [.. Own, Urls.AdminReviews, Urls.AdminReviewsOf(null, null, null, items[0])];
    }

    private static async Task Look(IPage page, string address, List<string> found)
    {
        await Go(page, address);
        var report = await page.RunAxe();
        found.AddRange(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{address} {v.Id}: {n.Target} {n.Html}")));
    }

    private static async Task Go(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("window.Blazor && !document.querySelector('.skeleton')");
        await Assertions.Expect(page.Locator("h1").First).ToBeVisibleAsync();
    }
}
