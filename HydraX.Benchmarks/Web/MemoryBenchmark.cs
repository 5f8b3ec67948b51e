using HydraX.Benchmarks.Measuring;
using HydraX.Web;
using Microsoft.Playwright;

namespace HydraX.Benchmarks.Web;

/// <summary>What the site keeps resident at rest, and what an open home page adds, opened by Chromium.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int Pages = 50;
    private const double Megabyte = 1024 * 1024;
    private const string Email = "chief@hydrax.example", Password = "fifty pages stand open here";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);

    public string Name => "memory";

    public string About => "Resident memory";

    public async Task Run(Report report, CancellationToken stop)
    {
        const string chromium = "/usr/bin/chromium";
        if (!File.Exists(chromium)) throw new InvalidOperationException($"This benchmark needs Chromium at {chromium} (Debian: apt-get install chromium).");
        var directory = Directory.CreateTempSubdirectory("hydrax-memory-");
        try
        {
            var dll = await Published.HydraX(directory, stop);
            await using var site = SiteProcess.Start(dll, ("ConnectionStrings:HydraX", $"Data Source={Path.Combine(directory.FullName, "hydrax.db")}"), ("Admin:Email", Email), ("Admin:Password", Password));
            await site.Answers("/", stop);
            await Task.Delay(Rest, stop);
            var idle = site.ResidentMemory / Megabyte;
            report.Row("at rest, 20 s after the first page", $"{Report.Number(idle)} MB", "< 250 MB", idle < 250);

            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = ["--no-sandbox", "--no-first-run", "--disable-background-networking"] });
            var member = await browser.NewContextAsync(new() { BaseURL = site.Address });
            await SignIn(member);
            // The first pages are compiled and cached; they are not what one page more costs.
            foreach (var page in await Open(member, 5)) await page.CloseAsync();
            await Task.Delay(Rest, stop);
            var before = site.ResidentMemory / Megabyte;
            await Open(member, Pages);
            await Task.Delay(Rest, stop);
            var each = (site.ResidentMemory / Megabyte - before) / Pages;
            report.Row($"each of {Pages} open home pages", $"{Report.Number(each)} MB", "< 1 MB", each < 1);
            report.Note($"Published with ReadyToRun on SQLite, Production environment. {Report.Number(before)} MB before the {Pages} pages were opened.");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task SignIn(IBrowserContext member)
    {
        var page = await member.NewPageAsync();
        await page.GotoAsync(Urls.SignIn);
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains(Urls.SignIn, StringComparison.Ordinal));
        await page.CloseAsync();
    }

    private static async Task<List<IPage>> Open(IBrowserContext member, int count)
    {
        var pages = new List<IPage>();
        for (var i = 0; i < count; i++)
        {
            var page = await member.NewPageAsync();
            await page.GotoAsync(Urls.Home);
            // The page says so once its circuit has taken over.
            await page.Locator("[data-live]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
            pages.Add(page);
        }
        return pages;
    }
}
