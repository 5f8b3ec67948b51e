using System.Net;
using System.Net.Sockets;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Tests.Support;
using HydraX.Tests.Support.BotApi;
using HydraX.Web.Telegram;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Scenarios;

/// <summary>The whole process on a real port, with a database of its own, talking to a fake Telegram over real HTTP.</summary>
public sealed class BotApp : IAsyncDisposable
{
    /// <summary>What Telegram sends along to the webhook.</summary>
    public const string Secret = "a-secret-of-24-characters";

    private readonly Host host;
    private readonly bool ownsWorld;

    private BotApp(TestDatabase database, FakeBotApi telegram, Host host, bool ownsWorld)
    {
        Database = database;
        Telegram = telegram;
        this.host = host;
        this.ownsWorld = ownsWorld;
    }

    public TestDatabase Database { get; }
    public FakeBotApi Telegram { get; }
    public IServiceProvider Services => host.Services;
    public HydraXData Data => Services.GetRequiredService<HydraXData>();

    /// <summary>Where the process listens.</summary>
    public Uri Address => host.Address;

    /// <summary>Starts it with an empty database and a Telegram of its own.</summary>
    public static async Task<BotApp> Start(DatabaseProvider provider, TelegramMode mode, params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.Create(provider);
        var telegram = await FakeBotApi.Start();
        var app = new BotApp(database, telegram, Run(database, telegram, mode, settings), ownsWorld: true);
        app.Services.GetRequiredService<Clock>().MoveTo(NextThursdayNoon);
        return app;
    }

    /// <summary>Starts it with a clock that tests move, through all jobs on the way.</summary>
    public static async Task<BotApp> Rehearse(DatabaseProvider provider, TelegramMode mode, params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.Create(provider);
        var telegram = await FakeBotApi.Start();
        return new BotApp(database, telegram, Run(database, telegram, mode, [("Clock:Mode", "Rehearsal"), .. settings]), ownsWorld: true);
    }

    // No weekend, no midnight: what a day gives does not depend on the day of the test.
    private static DateTimeOffset NextThursdayNoon
    {
        get
        {
            var tomorrow = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1);
            return new DateTimeOffset(tomorrow.AddDays(((int)DayOfWeek.Thursday - (int)tomorrow.DayOfWeek + 7) % 7).AddHours(12), TimeSpan.Zero);
        }
    }

    /// <summary>A second node, or the same after a restart: the same database, the same Telegram.</summary>
    public BotApp Another(TelegramMode mode, params (string Key, string Value)[] settings) =>
        new BotApp(Database, Telegram, Run(Database, Telegram, mode, settings), ownsWorld: false).At(Services.GetRequiredService<Clock>());

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        if (!ownsWorld) return;
        await Telegram.DisposeAsync();
        await Database.DisposeAsync();
    }

    private BotApp At(Clock clock)
    {
        Services.GetRequiredService<Clock>().MoveTo(clock.GetUtcNow());
        return this;
    }

    private static Host Run(TestDatabase database, FakeBotApi telegram, TelegramMode mode, (string Key, string Value)[] settings)
    {
        var port = FreePort();
        var host = new Host(port,
        [
            ("Database:Provider", database.Provider.ToString()),
            ("ConnectionStrings:HydraX", database.ConnectionString),
            ("Demo:Enabled", "false"),
            ("Achievements:StartingSet", "false"),
            ("Achievements:WeeklyGoals", "false"),
            ("Telegram:BotToken", telegram.Token),
            ("Telegram:BaseUrl", telegram.BaseUrl),
            ("Telegram:Mode", mode.ToString()),
            ("Telegram:WebhookSecret", Secret),
            ("PublicUrl", $"http://127.0.0.1:{port}"),
            .. settings,
        ]);
        host.UseKestrel(port);
        host.StartServer();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Host(int port, IEnumerable<(string Key, string Value)> settings) : WebApplicationFactory<Program>
    {
        public Uri Address => new($"http://127.0.0.1:{port}");

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.ConfigureLogging(logs => logs.ClearProviders());
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
        }
    }
}
