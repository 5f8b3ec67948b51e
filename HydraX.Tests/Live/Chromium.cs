using HydraX.Tests.Support;
using Microsoft.Playwright;

namespace HydraX.Tests.Live;

/// <summary>One real browser with one set of cookies, before a site that the test has started itself.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser, IBrowserContext context)
    {
        this.playwright = playwright;
        this.browser = browser;
        Context = context;
    }

    public IBrowserContext Context { get; }

    /// <summary>Opens one; without a browser the test is skipped, and in CI fails.</summary>
    public static async Task<Chromium> Open(Uri site)
    {
        Needs.Browser();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium, Headless = true, Args = ["--no-sandbox", "--disable-background-networking"] });
        return new(playwright, browser, await browser.NewContextAsync(new() { BaseURL = site.ToString() }));
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
