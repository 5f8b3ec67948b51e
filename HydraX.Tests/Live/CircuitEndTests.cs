using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Tests.Account;
using HydraX.Tests.Support;
using HydraX.Web.Live;
using Microsoft.Playwright;

namespace HydraX.Tests.Live;

/// <summary>Open pages in a real browser: they are told of changes, and end with their session, also when another node ends it.</summary>
public sealed class CircuitEndTests
{
    // Milliseconds that a busy machine may take; what is waited for comes within seconds.
    private const float Long = 60_000;

    private static readonly Actor Machine = Actor.Job;

    [Fact]
    public async Task Suspension_closes_an_open_page_at_once_with_a_page_that_says_why()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await using var browser = await Chromium.Open(app.Address);
        var page = await SignedIn(browser, app, user, "kestrel");
        Assert.Equal(1, app.Get<OpenCircuits>().Count(user));

        Assert.True((await app.Get<Suspensions>().Suspend(user, "Spam in squads", Machine)).Succeeded);

        await page.Reaches("/account/ended");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your account is suspended");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Spam in squads");
        await Eventually.Holds(() => app.Get<OpenCircuits>().Count(user) == 0);
        await page.GotoAsync("/account/settings");
        Assert.Contains("/account/login", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_stays_is_cut_off_after_a_moment()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await using var browser = await Chromium.Open(app.Address);
        var page = await SignedIn(browser, app, user, "kestrel");
        // A browser that does not do as it is told: nothing comes of where it is sent, and the page stays.
        await page.RouteAsync("**/account/ended", route => route.FulfillAsync(new() { Status = 204 }));
        // Its connection is of the page after this one, so that the test holds it from the beginning.
        var connected = new TaskCompletionSource<IWebSocket>();
        page.WebSocket += (_, socket) => connected.TrySetResult(socket);
        await page.ReloadAsync();
        var socket = await connected.Task.WaitAsync(TimeSpan.FromMilliseconds(Long));
        await Eventually.Holds(() => app.Get<OpenCircuits>().Count(user) >= 1);
        Assert.False(socket.IsClosed);

        await app.Get<Suspensions>().Suspend(user, "Spam", Machine);

        await Eventually.Holds(() => socket.IsClosed, () => "the connection is still open");
        Assert.EndsWith("/account/settings", page.Url, StringComparison.Ordinal);
    }

    // As no hand does it; the sign-in holds.
    [Fact]
    public async Task A_page_in_which_a_script_goes_on_and_on_is_closed_with_a_page_that_says_why()
    {
        await using var app = await AccountApp.Start(settings: [("Limits:ActsAtOnce", "20"), ("Limits:ActsPerSecond", "2")]);
        var user = await app.Member("kestrel");
        await using var browser = await Chromium.Open(app.Address);
        var page = await SignedIn(browser, app, user, "kestrel");

        // Again and again: before the circuit has drawn the page, nobody listens to its fields.
        await Eventually.Holds(async () =>
        {
            if (page.Url.Contains("/account/ended", StringComparison.Ordinal)) return true;
            try
            {
                await page.EvaluateAsync("() => { for (let i = 0; i < 60; i++) for (const field of document.querySelectorAll('main input, main select, main textarea')) field.dispatchEvent(new Event('change', { bubbles: true })); }");
            }
            catch (PlaywrightException)
            {
                // It is led away at this very moment.
            }
            return false;
        }, () => page.Url, TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(500));

        await page.GetByText("That page was closed").WaitForAsync(new() { Timeout = Long });
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("than a person does by hand");
        await page.GetByText("Go on").ClickAsync();
        await page.GotoAsync("/account/settings");
        Assert.EndsWith("/account/settings", page.Url, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task What_another_node_does_reaches_an_open_page_within_seconds(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        await using var other = app.Another();
        var user = await app.Member("kestrel");
        await using var browser = await Chromium.Open(app.Address);
        var page = await SignedIn(browser, app, user, "kestrel");

        await other.Get<AccountLinks>().LinkTelegram((await other.Get<AccountLinks>().TelegramCode(user)).Value.Code, new(42, null, null));
        await page.GetByText("Linked. What the bot has to tell you").WaitForAsync(new() { Timeout = Long });

        await other.Get<Suspensions>().Suspend(user, "Spam", Machine);
        await page.Reaches("/account/ended");
        await page.GetByText("Your account is suspended").WaitForAsync(new() { Timeout = Long });
    }

    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_other_tabs_of_this_browser_and_no_other()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await using var browser = await Chromium.Open(app.Address);
        await using var elsewhere = await Chromium.Open(app.Address);
        var one = await SignedIn(browser, app, user, "kestrel");
        var two = await browser.Context.NewPageAsync();
        await two.GotoAsync("/account/settings");
        var far = await SignedIn(elsewhere, app, user, "kestrel", pages: 3);

        await one.Locator(".rail form button").ClickAsync();

        await two.Reaches("/account/ended");
        await Assertions.Expect(two.Locator("main")).ToContainTextAsync("You are signed out");
        await far.ReloadAsync();
        Assert.EndsWith("/account/settings", far.Url, StringComparison.Ordinal);
    }

    private static async Task<IPage> SignedIn(Chromium browser, AccountApp app, long user, string name, int pages = 1)
    {
        var page = await browser.Context.NewPageAsync();
        await page.GotoAsync("/account/login?returnUrl=%2Faccount%2Fsettings");
        await page.GetByLabel("E-mail").FillAsync($"{name}@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AccountApp.Password);
        await page.Locator("main button.main[type=submit]").ClickAsync();
        await page.Reaches("/account/settings");
        await Eventually.Holds(() => app.Get<OpenCircuits>().Count(user) == pages, () => $"{app.Get<OpenCircuits>().Count(user)} pages are open");
        return page;
    }
}
