using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Jobs;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

/// <summary>A site whose clock the tests move; it starts on a Thursday at 14:12, far from weekend and midnight.</summary>
public sealed class RehearsalBrowser() : BrowserFixture(("Clock:Mode", "Rehearsal"), ("Demo:Enabled", "false"))
{
    /// <summary>A member on a Press Pass who has had a night, and one who has not begun.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (!HasBrowser) return;
        var thursday = UtcDay.Of(Get<Clock>().GetUtcNow());
        while (thursday.Date.DayOfWeek != DayOfWeek.Thursday) thursday = thursday.Next;
        await Move(thursday.Next.Previous.Start.AddDays(7).AddHours(14).AddMinutes(12));
        var arrivals = Get<Arrivals>();
        foreach (var (name, id) in new[] { ("kestrel", 700_001L), ("dunlin", 700_002L), ("wren", 700_003L), ("knot", 700_004L) }) await arrivals.FromTelegram(new(id, name, null));
        await Give("kestrel", 3_700);
        foreach (var name in new[] { "dunlin", "knot" })
        {
            await Get<PassChanges>().Activate(await Id(name));
            await Give(name, 105);
        }
        await Move(Get<Clock>().GetUtcNow().AddDays(1));
        await Give("dunlin", 820);
        // Ahead, so that what is earned here counts as ever.
        var now = Get<Clock>().GetUtcNow();
        Assert.True((await Get<XpEvents>().Plan(new("Perfect days", "Three trades a day, all of them won", now.AddDays(5), now.AddDays(7), 1.5m, new([XpSource.PerfectDay], [TierCode.Apex])), "for the test", Core.Audit.Actor.Job)).Succeeded);
        Assert.True((await Get<SeasonDesk>().Plan(new("Winter", "", UtcDay.Of(now).Date.AddDays(20), UtcDay.Of(now).Date.AddDays(40)), "for the test", Core.Audit.Actor.Job)).Succeeded);
    }

    /// <summary>A member's id.</summary>
    public async Task<long> Id(string name) => (await Get<HydraX.Core.Users.UserDirectory>().ByName(name))!.UserId;

    /// <summary>XP by an admin's hand.</summary>
    public async Task Give(string name, long xp) => Assert.True((await Get<Progression>().Grant(await Id(name), xp, "for the test", Guid.NewGuid().ToString("N"))).Succeeded);

    /// <summary>Moves the clock; what falls due on the way has run.</summary>
    public async Task Move(DateTimeOffset to) => Assert.True((await Get<Rehearsal>().MoveTo(to, HydraX.Core.Audit.Actor.Start, CancellationToken.None)).Succeeded);
}

public sealed class MemberPagesTests(RehearsalBrowser browser) : IClassFixture<RehearsalBrowser>
{
    public static TheoryData<string?, string> Pages => new()
    {
        { null, Urls.Home }, { null, Urls.Plans }, { null, Urls.BotConsole },
        { "kestrel", Urls.Home }, { "dunlin", Urls.Home }, { "wren", Urls.PressPass }, { "dunlin", Urls.PressPass },
        { "kestrel", Urls.Profile("kestrel") }, { "kestrel", Urls.Ledger }, { "kestrel", Urls.Events }, { null, Urls.Events }, { "kestrel", Urls.Achievements },
        { "kestrel", Urls.League }, { null, Urls.HallOfFame }, { "kestrel", Urls.Board("streak", null) }, { null, Urls.Board("xp", "all", "fang") },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_stands_in_the_way_of_anybody(string? name, string url)
    {
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Dark), (1280, ColorScheme.Light), (390, ColorScheme.Dark), (390, ColorScheme.Light) })
        {
            var page = await Open(name, url, width, scheme);

            var report = await page.RunAxe();

            Assert.Empty(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{width} {scheme} {v.Id}: {n.Target} {n.Html}")));
            Assert.True(report.Passes.Length > 15);
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_scrolls_sideways_on_a_narrow_phone_nor_with_large_text(string? name, string url)
    {
        var narrow = await Open(name, url, 320);
        Assert.Equal(320, await narrow.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        var large = await Open(name, url, 390);
        await large.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        Assert.Equal(390, await large.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_first_paint_has_the_figures_and_they_do_not_come_twice()
    {
        var page = await Open("kestrel", Urls.Home, 1280);

        var html = await (await page.Context.APIRequest.GetAsync(Urls.Home)).TextAsync();

        Assert.Contains("to SERGEANT", html, StringComparison.Ordinal);
        Assert.Contains("Granted by an admin", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"skeleton", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_sees_the_landing_page_without_a_circuit_and_changes_the_cycle()
    {
        var page = await Open(null, Urls.Home, 1280);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fewer shots. Better ones." })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Annual" }).ClickAsync();

        await Assertions.Expect(page.Locator(".plan__price").Nth(1)).ToContainTextAsync("374.40");
        Assert.Contains("cycle=annual", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("performance.getEntriesByType('resource').filter(r => r.name.includes('_blazor')).length"));
    }

    [Fact]
    public async Task What_a_job_or_the_bot_does_shows_on_the_open_page()
    {
        var page = await Open("wren", Urls.Home, 1280);
        await Live(page);

        // What daily logins brought depends on how many days, and weekends, the other tests have gone through.
        var balance = page.Locator(".stat__value").Nth(1);
        var before = int.Parse((await balance.InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0].Replace("XP", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

        await browser.Give("wren", 250);

        await Assertions.Expect(balance).ToContainTextAsync($"{before + 250}");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("Granted by an admin");
    }

    [Fact]
    public async Task A_pass_is_begun_with_the_keyboard_and_Escape_leaves_things_as_they_are()
    {
        var page = await Open("wren", Urls.PressPass, 1280);
        await Live(page);
        var begin = page.GetByRole(AriaRole.Button, new() { Name = "Activate the Press Pass" });
        await begin.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Not now" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Assertions.Expect(begin).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Midnight_comes_on_the_open_page_and_the_wipe_is_shown_once()
    {
        var midnight = UtcDay.Of(browser.Get<Clock>().GetUtcNow()).End;
        await browser.Move(midnight.AddMinutes(-10));
        await browser.Give("knot", 428);
        var page = await Open("knot", Urls.PressPass, 1280);
        await Live(page);
        await Assertions.Expect(page.Locator(".figure-88")).ToHaveTextAsync("433");
        await Assertions.Expect(page.Locator(".countdown.big")).ToContainTextAsync(new Regex(@"\b(10:00|09:[0-5]\d)\b"));

        await browser.Move(midnight);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "433 XP wiped at 00:00 UTC" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start day" }).ClickAsync();
        await page.ReloadAsync();
        await Live(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "433 XP wiped at 00:00 UTC" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("433 XP wiped");
    }

    [Fact]
    public async Task The_file_holds_the_ledger()
    {
        var page = await Open("kestrel", Urls.Ledger, 1280);

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" }).ClickAsync());

        var lines = await File.ReadAllLinesAsync((await file.PathAsync())!);
        Assert.Equal(XpQuestions.CsvHeading, lines[0]);
        Assert.Contains(lines, l => l.Contains(",admin_grant,,for the test,,[],3700,", StringComparison.Ordinal));
        Assert.Equal("hydrax-xp.csv", file.SuggestedFilename);
    }

    [Fact]
    public async Task In_the_console_a_new_person_talks_to_the_bot_and_taps_a_button()
    {
        var page = await Open(null, Urls.BotConsole, 1280);
        await page.GetByRole(AriaRole.Link, new() { Name = "New person" }).ClickAsync();
        var box = page.GetByLabel("Message", new() { Exact = true });
        await Assertions.Expect(box).ToBeEnabledAsync();

        await box.FillAsync("/start");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chat__one.bot").First).ToBeVisibleAsync();
        await box.FillAsync("/me");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".chat__one.bot").Last).ToContainTextAsync("RECRUIT");
        await Assertions.Expect(page.Locator(".console__look pre")).ToContainTextAsync("\"text\": \"/me\"");
        await Assertions.Expect(page.Locator(".console__look .sum")).ToContainTextAsync("ms");
        await Assertions.Expect(page.Locator(".console__people [aria-current]")).ToContainTextAsync("NIBBLER");
    }

    // A page that Blazor patches in meanwhile may lose its circuit: it is attached to what was there before.
    [Fact]
    public async Task A_link_followed_while_the_circuit_opens_leads_to_a_whole_page_that_has_one()
    {
        var page = await browser.OpenAs("kestrel", 1280);
        var late = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(Urls.Home);
        await page.EvaluateAsync("window.before = true");

        await page.GetByRole(AriaRole.Link, new() { Name = "Press Pass" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^Press Pass"));

        Assert.False(await page.EvaluateAsync<bool>("window.before === true"));
        late.SetResult();
        await Live(page);
    }

    private static Task Live(IPage page) => Assertions.Expect(page.Locator("[data-live]").First).ToBeAttachedAsync();

    private async Task<IPage> Open(string? name, string url, int width, ColorScheme scheme = ColorScheme.Dark)
    {
        var page = name is null ? await browser.Open(width, scheme) : await browser.OpenAs(name, width, scheme);
        await page.GotoAsync(url);
        return page;
    }
}
