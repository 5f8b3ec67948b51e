using Deque.AxeCore.Playwright;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class TiersTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_editor_stands_in_nobodys_way(int width, ColorScheme scheme)
    {
        var page = await Editor(width, scheme);
        await Type(page, "NIBBLER, Monthly price in USD", "42");
        await Type(page, "NIBBLER, Shots a day empty is unlimited", "0");

        var report = await page.RunAxe();

        Assert.Empty(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Target} {n.Html}")));
    }

    [Theory]
    [InlineData(320, 100)]
    [InlineData(390, 200)]
    public async Task A_phone_shows_one_tier_and_scrolls_only_down(int width, int percent)
    {
        var page = await Editor(width, address: Urls.AdminTiersOf("COMMANDER"));
        await page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");

        await Assertions.Expect(page.GetByLabel("COMMANDER, Drawdown cap per day in %")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("FANG, Drawdown cap per day in %")).ToBeHiddenAsync();
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_change_is_made_reviewed_and_saved_with_the_keyboard_alone()
    {
        var page = await Editor(1280);
        await page.GetByLabel("FANG, Shots a day empty is unlimited").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("12");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("was 10", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Why, for the record").FocusAsync();
        await page.Keyboard.TypeAsync("agreed 18 Nov");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep editing" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Saved as revision", new() { Exact = false }).First).ToBeVisibleAsync();
        await page.GotoAsync(Urls.AdminTierHistory());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "agreed 18 Nov" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_back()
    {
        var page = await browser.Open(1280);

        await page.GotoAsync(Urls.AdminTiers);

        Assert.Contains(Urls.SignIn, page.Url, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(Urls.AdminTiers), page.Url, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IPage> Editor(int width, ColorScheme scheme = ColorScheme.Dark, string address = Urls.AdminTiers)
    {
        var page = await browser.OpenAsAdmin(width, scheme);
        await page.GotoAsync(address);
        await Live(page);
        return page;
    }

    // The prerendered page looks the same before its circuit stands: a switch is thrown until the page takes notice.
    private static async Task Live(IPage page)
    {
        var changed = page.Locator("td.changed");
        while (true)
        {
            await page.Locator("td.shown input[role=switch]:enabled").Last.ClickAsync();
            try
            {
                await changed.First.WaitForAsync(new() { Timeout = 3_000 });
                break;
            }
            catch (TimeoutException)
            {
                Xunit.TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Assertions.Expect(changed).ToHaveCountAsync(0);
    }

    private static async Task Type(IPage page, string label, string text)
    {
        await page.GetByLabel(label).FillAsync(text);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("td.changed", new() { Has = page.GetByLabel(label) })).ToBeVisibleAsync();
    }
}
