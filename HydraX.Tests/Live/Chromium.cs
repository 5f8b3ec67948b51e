using Microsoft.Playwright;

namespace HydraX.Tests.Live;

/// <summary>One real browser with one set of cookies, before a site that the test has started itself.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";

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
        if (!File.Exists(Path) && Support.EachProviderAttribute.Ci) Assert.Fail($"There is no browser at {Path}.");
        Assert.SkipUnless(File.Exists(Path), $"There is no browser at {Path}; install Debian's chromium to run this.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Headless = true, Args = ["--no-sandbox", "--disable-background-networking"] });
        return new(playwright, browser, await browser.NewContextAsync(new() { BaseURL = site.ToString() }));
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
