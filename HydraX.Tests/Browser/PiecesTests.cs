using Deque.AxeCore.Playwright;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class PiecesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Nothing_stands_in_the_way_of_anybody(int width, ColorScheme scheme)
    {
        var page = await Pieces(width, scheme);

        var report = await page.RunAxe();

        Assert.Empty(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Target} {n.Html}")));
        Assert.True(report.Passes.Length > 20);
    }

    [Fact]
    public async Task At_320_pixels_nothing_scrolls_sideways()
    {
        var page = await Pieces(320);

        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task With_text_twice_as_large_a_phone_still_scrolls_only_down()
    {
        var page = await Pieces(390);

        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");

        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Targets_on_a_phone_are_large_enough_for_a_thumb()
    {
        var page = await Pieces(390);

        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, a.button, a.go, .phone-bar a, select, input:not(.switch), .switch-field > label, .segments a')]
                .map(e => [e, e.getBoundingClientRect()])
                .filter(([, box]) => box.height > 0 && box.height < 43.5)
                .map(([e, box]) => `${e.tagName}.${e.className} ${e.textContent.trim()} ${box.height}`)
            """);

        Assert.Empty(small);
    }

    [Fact]
    public async Task The_device_decides_the_theme_until_the_person_does_and_the_server_remembers()
    {
        var page = await Pieces(1280, ColorScheme.Light);
        Assert.Equal("rgb(245, 247, 250)", await Ground(page));

        await page.Locator("header.topbar [data-theme-switch]").First.ClickAsync();

        Assert.Equal("rgb(11, 15, 20)", await Ground(page));
        var html = await (await page.Context.APIRequest.GetAsync(Urls.Pieces)).TextAsync();
        Assert.Contains("<html lang=\"en\" data-theme=\"dark\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_keeps_the_focus_and_Escape_is_no()
    {
        var page = await Pieces(1280);
        await page.Locator("#ask").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep the pass" })).ToBeFocusedAsync();

        for (var i = 0; i < 6; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByText("kept", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("dialog")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#ask")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_act_itself_is_a_press_away()
    {
        var page = await Pieces(1280);
        await page.Locator("#ask").ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate, lose 433 XP" }).ClickAsync();

        await Assertions.Expect(page.GetByText("deactivated", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_toast_can_be_undone()
    {
        var page = await Pieces(390);
        await page.Locator("#toast").ClickAsync();

        await page.Locator(".toasts").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(page.GetByText("taken back", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".toasts .toast")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task How_a_number_was_made_opens_inside_the_window_and_closes_on_Escape()
    {
        var page = await Pieces(390);
        var why = page.GetByRole(AriaRole.Button, new() { Name = "why? Risk left, MT5" });
        await why.ClickAsync();
        var pop = page.Locator(".explain-pop:popover-open");
        var box = await pop.BoundingBoxAsync();

        Assert.InRange(box!.X, 0, 390 - box.Width);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(pop).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_clock_ticks_without_the_server()
    {
        var page = await Pieces(1280);
        var frames = 0;
        await page.RouteWebSocketAsync("**/*", _ => frames++);
        var first = await page.Locator(".countdown.big [data-left]").TextContentAsync();

        await Assertions.Expect(page.Locator(".countdown.big [data-left]")).Not.ToHaveTextAsync(first!);

        Assert.Matches("^0?9:5\\d$", (await page.Locator(".countdown.big [data-left]").TextContentAsync())!);
        Assert.Equal(0, frames);
    }

    [Fact]
    public async Task A_countdown_says_its_last_minute_once_and_running_out_reaches_the_page()
    {
        var page = await browser.Open(1280);
        // Only the date moves: with the timers the connection's would run as well, and give the server up after half a minute of theirs.
        await page.AddInitScriptAsync("const real = Date.now; let moved = 0; Date.now = () => real() + moved; window.moveClock = seconds => { moved += seconds * 1000; };");
        await page.GotoAsync(Urls.Pieces);
        await Assertions.Expect(page.Locator("#live")).ToBeAttachedAsync();
        var said = page.Locator(".countdown.big [data-announce]");

        await page.EvaluateAsync("moveClock(520)");
        await Assertions.Expect(page.Locator(".countdown.big [data-left]")).ToContainTextAsync("01:");
        await page.EvaluateAsync("moveClock(25)");
        await Assertions.Expect(said).ToHaveTextAsync("1 minute left");
        await page.EvaluateAsync("moveClock(60)");

        await Assertions.Expect(said).ToHaveTextAsync("Time is up");
        await Assertions.Expect(page.Locator(".countdown.big [data-left]")).ToHaveTextAsync("00:00");
        await Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync("433 XP wiped at 00:00 UTC");
    }

    [Fact]
    public async Task Arrow_keys_walk_the_year_and_the_line_below_says_the_day()
    {
        var page = await Pieces(1280);
        await page.Locator("[data-heat] td[tabindex='0']").FocusAsync();

        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowLeft");

        await Assertions.Expect(page.Locator("[data-heat-says]")).ToContainTextAsync("Wed 11 Nov 2026");
    }

    [Fact]
    public async Task Heads_sort_and_the_filter_filters()
    {
        var page = await Pieces(1280);
        var rows = page.Locator(".data-table tbody tr");

        await page.GetByRole(AriaRole.Button, new() { Name = "Took, ms" }).ClickAsync();
        await Assertions.Expect(rows.First).ToContainTextAsync("warn-before-wipe");
        await page.Locator(".data-table input").FillAsync("ledger");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_policy_without_inline_scripts_and_style_elements_has_nothing_to_complain_about()
    {
        var page = await browser.Open(1280);
        var complaints = new List<string>();
        page.Console += (_, m) => { if (m.Type is "error" or "warning") complaints.Add(m.Text); };

        await page.GotoAsync(Urls.Pieces);
        await Assertions.Expect(page.Locator("#live")).ToBeAttachedAsync();

        Assert.Empty(complaints);
    }

    private async Task<IPage> Pieces(int width, ColorScheme scheme = ColorScheme.Dark)
    {
        var page = await browser.Open(width, scheme);
        await page.GotoAsync(Urls.Pieces);
        await Assertions.Expect(page.Locator("#live")).ToBeAttachedAsync();
        return page;
    }

    private static Task<string> Ground(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
