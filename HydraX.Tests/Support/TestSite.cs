using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Web.Api;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Support;

/// <summary>The whole process in memory, on a database of its own.</summary>
public sealed class TestSite : WebApplicationFactory<Program>
{
    private readonly TestDatabase database;
    private readonly Dictionary<string, string?> settings;
    private readonly KeptErrors errors = new();
    private long lastTelegramId = 800_000;

    private TestSite(TestDatabase database, Dictionary<string, string?> settings)
    {
        this.database = database;
        this.settings = settings;
    }

    /// <summary>What makes it run as for real.</summary>
    public static (string Name, string Value)[] Production =>
        [("Environment", "Production"), ("PublicUrl", "https://localhost"), ("Security:MasterKey", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)))];

    /// <summary>A started site. Settings are those of the process, such as <c>Api:RequestsPerMinute</c>.</summary>
    public static async Task<TestSite> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Name, string Value)[] settings)
    {
        var site = await Make(provider, settings);
        if (settings.Any(one => one.Name == "PublicUrl" && one.Value.StartsWith("https:", StringComparison.Ordinal))) site.Server.BaseAddress = site.ClientOptions.BaseAddress = new("https://localhost");
        return site;
    }

    /// <summary>A site on a real port, for a browser.</summary>
    public static async Task<TestSite> Listen(params (string Name, string Value)[] settings)
    {
        var site = await Make(DatabaseProvider.Sqlite, settings);
        site.UseKestrel(0);
        site.StartServer();
        return site;
    }

    private static async Task<TestSite> Make(DatabaseProvider provider, (string Name, string Value)[] settings)
    {
        var database = await TestDatabase.Create(provider);
        var all = new Dictionary<string, string?> { ["Database:Provider"] = provider.ToString(), ["ConnectionStrings:HydraX"] = database.ConnectionString, ["Demo:Enabled"] = "false", ["Achievements:StartingSet"] = "false", ["Achievements:WeeklyGoals"] = "false" };
        foreach (var (name, value) in settings) all[name] = value;
        return new(database, all);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>What was logged as an error so far.</summary>
    public IReadOnlyCollection<string> Errors => errors.All;

    public HydraXData Data => Get<HydraXData>();

    /// <summary>A registered member.</summary>
    public async Task<long> Member(string name) => (await Get<Arrivals>().FromTelegram(new(Interlocked.Increment(ref lastTelegramId), name, null))).UserId;

    /// <summary>A registered admin with a second factor, as keys of staff take one.</summary>
    public async Task<long> Admin(string name = "chief")
    {
        var user = await Member(name);
        await Data.Run(async work =>
        {
            var role = await work.Db.Roles.FirstOrDefaultAsync(r => r.Name == Roles.Admin);
            if (role is null) work.Db.Add(role = new Role { Name = Roles.Admin, NormalizedName = Roles.Admin.ToUpperInvariant() });
            await work.Save();
            work.Db.Add(new IdentityUserRole<long> { RoleId = role.Id, UserId = user });
        });
        await Staff.Code(Get<SecondFactors>(), user, name);
        return user;
    }

    /// <summary>A key of a member.</summary>
    public async Task<ApiKeyText> Key(long user, params string[] scopes) =>
        (await Get<ApiKeys>().Make(new(user, "for the test", scopes), new Actor(user, "somebody", Origin.Web))).Value.Key;

    /// <summary>Somebody who comes with a key, or without one.</summary>
    public HttpClient Caller(ApiKeyText? key = null)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        if (key is not null) client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, key.Text);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(settings.GetValueOrDefault("Environment") ?? "Development");
        builder.ConfigureLogging(logs => logs.AddProvider(errors));
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>Keeps what is logged as an error, so that a test can say that nothing was.</summary>
internal sealed class KeptErrors : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> all = new();

    public IReadOnlyCollection<string> All => all;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) all.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}

/// <summary>Answers of the API.</summary>
public static class Answers
{
    /// <summary>The answer's JSON.</summary>
    public static async Task<System.Text.Json.JsonElement> Json(this HttpResponseMessage answer) => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await answer.Content.ReadAsStringAsync());

    /// <summary>A refusal's code; it must be problem details.</summary>
    public static async Task<string?> Code(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var json = await answer.Json();
        Assert.Equal((int)answer.StatusCode, json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(json.GetProperty("detail").GetString()));
        return json.GetProperty("code").GetString();
    }
}
