using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account.Mail;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Account;

/// <summary>The whole process on a real port, with a database of its own, and browsers that keep cookies.</summary>
public sealed class AccountApp : IAsyncDisposable
{
    /// <summary>A password that may be used.</summary>
    public const string Password = "three quiet herons";

    private readonly Host host;
    private readonly bool ownsDatabase;

    private AccountApp(TestDatabase database, Host host, bool ownsDatabase)
    {
        Database = database;
        this.host = host;
        this.ownsDatabase = ownsDatabase;
    }

    public TestDatabase Database { get; }
    public IServiceProvider Services => host.Services;
    public HydraXData Data => Get<HydraXData>();
    public Uri Address => host.ClientOptions.BaseAddress;

    /// <summary>Starts it on an empty database.</summary>
    public static async Task<AccountApp> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.Create(provider);
        return new(database, Run(database, settings), ownsDatabase: true);
    }

    /// <summary>A second node on the same database.</summary>
    public AccountApp Another(params (string Key, string Value)[] settings) => new(Database, Run(Database, settings), ownsDatabase: false);

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser without cookies.</summary>
    public Browser Open() => new(Address);

    /// <summary>A browser that comes through a proxy which says from where.</summary>
    public Browser Open(string from, string country) => new(Address, ("X-Forwarded-For", from), ("CF-IPCountry", country));

    /// <summary>A registered member with a confirmed address and <see cref="Password"/>.</summary>
    public async Task<long> Member(string name, params string[] roles)
    {
        var hash = Get<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(new(), Password);
        var made = (await Get<Arrivals>().FromWeb(new(name, $"{name}@example.org", hash, IsConfirmed: true))).Value;
        foreach (var role in roles) await Data.Run(work => work.GiveRole(made.UserId, role));
        if (roles.Length > 0) await Staff.Code(Get<SecondFactors>(), made.UserId, name);
        return made.UserId;
    }

    /// <summary>A browser in which this member has signed in.</summary>
    public async Task<Browser> SignedIn(string name)
    {
        var browser = Open();
        var page = await browser.Submit("/account/login", ("Typed.Email", $"{name}@example.org"), ("Typed.Password", Password));
        if (page.RedirectedTo?.StartsWith("/account/second-step", StringComparison.Ordinal) == true)
        {
            var user = (await Get<UserDirectory>().ByName(name))!;
            page = await browser.Submit(page.RedirectedTo, ("Typed.Code", await Staff.Code(Get<SecondFactors>(), user.UserId, name)));
        }
        Assert.Equal("/", page.RedirectedTo);
        return browser;
    }

    /// <summary>The latest mail to an address, once it has been sent.</summary>
    public async Task<Letter> Mail(string to, string subject)
    {
        Letter? found = null;
        await Eventually.Holds(() => (found = Get<DevMailbox>().Letters.Select(l => l.Letter).FirstOrDefault(l => l.To == to && l.Subject.Contains(subject, StringComparison.Ordinal))) is not null,
            () => $"{Get<DevMailbox>().Letters.Count} mails are there");
        return found!;
    }

    public Task<User> User(long userId) => Data.Read(db => db.Users.SingleAsync(u => u.Id == userId));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        if (ownsDatabase) await Database.DisposeAsync();
    }

    private static Host Run(TestDatabase database, (string Key, string Value)[] settings)
    {
        var host = new Host([
            ("Environment", "Development"),
            ("Database:Provider", database.Provider.ToString()),
            ("ConnectionStrings:HydraX", database.ConnectionString),
            ("Demo:Enabled", "false"),
            ("Telegram:Mode", "Off"),
            ("Privacy:ErasureList", Path.Combine(Path.GetTempPath(), $"hydrax-{Guid.NewGuid():N}.erasures")),
            .. settings,
        ]);
        host.UseKestrel(0);
        host.StartServer();
        return host;
    }

    private sealed class Host(IEnumerable<(string Key, string Value)> settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.ConfigureLogging(logs => logs.ClearProviders());
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
        }
    }
}
