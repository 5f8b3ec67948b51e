using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HydraX.Tests.Support;

/// <summary>The whole site on a real port and a real Chromium in front of it, see <see cref="Needs.Browser"/>.</summary>
public class BrowserFixture : IAsyncLifetime
{
    private const string AdminEmail = "night_heron@example.org", AdminPassword = "six herons stand in the reeds";

    // Milliseconds.
    private const float Patience = 30_000;

    // --no-sandbox: containers run as root. The others keep the browser from calling home while a test counts requests.
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly (string Name, string Value)[] settings;
    private TestDatabase? database;
    private BrowserSite? site;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IBrowserContext? opened;

    /// <summary>The site with its usual settings.</summary>
    public BrowserFixture() : this([])
    {
    }

    /// <summary>The site with further settings.</summary>
    protected BrowserFixture(params (string Name, string Value)[] settings) => this.settings = settings;

    /// <summary>Whether there is a browser at all.</summary>
    protected static bool HasBrowser => Needs.NoBrowser is null;

    /// <summary>A part of the running site, for arranging.</summary>
    public T Get<T>() where T : notnull => site!.Services.GetRequiredService<T>();

    /// <summary>Starts site and browser, where there is a browser.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        if (!HasBrowser) return;
        database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        site = new(database.ConnectionString, settings);
        site.UseKestrel(0);
        site.StartServer();
        playwright = await Playwright.CreateAsync();
        // A machine that builds at the same time takes its time to open a circuit; what is waited for still has to come.
        Assertions.SetDefaultExpectTimeout(Patience);
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium, Headless = true, Args = Flags });
    }

    /// <summary>
    /// A window of the given width in the given colour scheme, without motion, so that what is checked stands still. It closes the one
    /// before it: pages left open keep their circuits and their ticking clocks.
    /// </summary>
    public async Task<IPage> Open(int width, ColorScheme scheme = ColorScheme.Dark)
    {
        Needs.Browser();
        if (opened is not null) await opened.DisposeAsync();
        opened = await browser!.NewContextAsync(new()
        {
            BaseURL = site!.ClientOptions.BaseAddress.ToString(),
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        return await opened.NewPageAsync();
    }

    /// <summary>A window in which the admin is signed in, see <see cref="Open"/>.</summary>
    public async Task<IPage> OpenAsAdmin(int width, ColorScheme scheme = ColorScheme.Dark)
    {
        var page = await Open(width, scheme);
        var admin = (await Get<UserDirectory>().ByName(AdminEmail.Split('@')[0]))!;
        var code = await Staff.Code(Get<SecondFactors>(), admin.UserId, admin.Username);
        await page.GotoAsync(Urls.SignIn);
        await page.GetByLabel("E-mail").FillAsync(AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await page.Leaves("/account/");
        return page;
    }

    /// <summary>A window in which a member is signed in by the link that the bot gives, see <see cref="Open"/>.</summary>
    public async Task<IPage> OpenAs(string username, int width, ColorScheme scheme = ColorScheme.Dark)
    {
        var page = await Open(width, scheme);
        var member = await Get<UserDirectory>().ByName(username);
        var link = await Get<AccountLinks>().WebSignInCode(member!.UserId);
        await page.GotoAsync(Urls.TelegramSignIn(link.Value.Code));
        await page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {username}" }).ClickAsync();
        await page.Leaves("token=");
        return page;
    }

    /// <summary>Ends browser, site and database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (site is not null) await site.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
    }

    private sealed class BrowserSite(string connectionString, (string Name, string Value)[] settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development")
                .UseSetting("ConnectionStrings:HydraX", connectionString)
                .UseSetting("Admin:Email", AdminEmail).UseSetting("Admin:Password", AdminPassword)
                .ConfigureServices(services => services.AddTransient<IStartupFilter, StrictPolicy>());
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
        }
    }

    /// <summary>The strictest policy the pages are written for; a browser obeys it beside any that the site sends itself.</summary>
    private sealed class StrictPolicy : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, step) =>
            {
                context.Response.Headers.Append("Content-Security-Policy",
                    "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'self'; form-action 'self'");
                return step(context);
            });
            next(app);
        };
    }
}
