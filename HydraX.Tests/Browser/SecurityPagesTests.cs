using Deque.AxeCore.Playwright;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class SecurityPagesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Open = [Urls.SignIn, Urls.LostFactor, Urls.SecondStepThen(Urls.Home), Urls.NewEmail("AAAAAAAAAAAAAAAAAAAAAA"), Urls.StopChange("AAAAAAAAAAAAAAAAAAAAAA"), Urls.StopErasure("AAAAAAAAAAAAAAAAAAAAAA"), Urls.Register];

    private static readonly string[] Own =
        [Urls.Security, Urls.Settings, Urls.Keys, Urls.Authenticator, Urls.Passkeys, Urls.RecoveryCodes, Urls.ChangeEmail, Urls.ProveThen(Urls.Passkeys), Urls.AdminProtection, Urls.AdminAudit, Urls.Privacy, Urls.Erase, Urls.AdminPrivacy, Urls.Policy("terms")];

    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Nothing_stands_in_the_way_of_anybody(int width, ColorScheme scheme)
    {
        var found = new List<string>();
        var page = await browser.Open(width, scheme);
        foreach (var address in Open) await Look(page, address, found);
        page = await browser.OpenAsAdmin(width, scheme);
        foreach (var address in Own) await Look(page, address, found);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData(320, 100)]
    [InlineData(390, 200)]
    public async Task A_phone_scrolls_only_down(int width, int percent)
    {
        var page = await browser.OpenAsAdmin(width);
        foreach (var address in Own)
        {
            await Go(page, address);
            await page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");
            Assert.Equal((address, width), (address, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }
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
