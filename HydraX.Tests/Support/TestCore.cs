using HydraX.Core;
using HydraX.Core.Abuse;
using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy;
using HydraX.Core.Progress;
using HydraX.Core.Protection;
using HydraX.Core.Screens;
using HydraX.Core.Shop;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Support;

/// <summary>The domain without web or bot, on an empty database and a clock that stands still.</summary>
public sealed class TestCore : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private long lastTelegramId = 700_000;

    private readonly ShopParts? parts;

    private TestCore(TestDatabase database, ServiceProvider services, TestTime time, ShopParts? parts)
    {
        Database = database;
        this.parts = parts;
        this.services = services;
        Time = time;
    }

    public TestDatabase Database { get; }
    public TestTime Time { get; }
    private bool Achieves { get; init; }
    public Clock Clock => Get<Clock>();
    public HydraXData Data => Get<HydraXData>();
    public Progression Progression => Get<Progression>();
    public PassChanges Passes => Get<PassChanges>();
    public NightlyReset Night => Get<NightlyReset>();

    /// <summary>On an empty database. Achievements and weekly goals give XP of their own, so a test that does not ask for them has none.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="at">The time; noon of an ordinary Thursday if null.</param>
    /// <param name="parts">What is there for items of the shop to work on; null for what HydraX has.</param>
    /// <param name="achieves">Whether there are achievements and weekly goals.</param>
    public static async Task<TestCore> Create(DatabaseProvider provider, DateTimeOffset? at = null, ShopParts? parts = null, bool achieves = false) => await On(await TestDatabase.Create(provider), at, parts, achieves);

    /// <summary>On a database that is there, which it takes over.</summary>
    public static Task<TestCore> On(TestDatabase database, DateTimeOffset? at = null, ShopParts? parts = null, bool achieves = false) =>
        Open(new(database, Services(database, out var time, at, parts, achieves), time, parts) { Achieves = achieves });

    /// <summary>A second process on the same database, with a clock of its own.</summary>
    public Task<TestCore> SecondNode() => Open(new(Database, Services(Database, out var time, Time.Now, parts, Achieves), time, parts) { Achieves = Achieves });

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A registered member.</summary>
    public async Task<long> Member(string? name = null)
    {
        var id = Interlocked.Increment(ref lastTelegramId);
        return (await Get<Arrivals>().FromTelegram(new(id, name ?? $"member{id}", null))).UserId;
    }

    /// <summary>Somebody of the staff, as they act.</summary>
    public async Task<Actor> Staff(string role = Roles.Admin, string? name = null)
    {
        var user = await Member(name);
        await Data.Run(work => work.GiveRole(user, role));
        return new(user, (await User(user)).UserName, Origin.Web, "203.0.113.7");
    }

    /// <summary>A member on a Press Pass.</summary>
    public async Task<long> MemberOnPass(string? name = null)
    {
        var user = await Member(name);
        Assert.True((await Passes.Activate(user)).Succeeded);
        return user;
    }

    /// <summary>A session of a member; returns what their browser's cookie would carry.</summary>
    public async Task<string> SignIn(long user, bool hasSecondFactor = false, bool stays = true) =>
        (await Get<SessionBook>().Begin(new(user, SignInMethod.TelegramLink, hasSecondFactor, stays, null, "203.0.113.7"))).Value.Token;

    /// <summary>Whether a cookie with this token is let in now.</summary>
    public async Task<bool> LetsIn(long user, string token) => (await Get<SignIns>().Of(user))?.Find(token, Time.GetUtcNow()) is not null;

    /// <summary>Gives a member XP by hand, unmultiplied.</summary>
    public async Task<XpPosted> Give(long user, long xp) => (await Progression.Grant(user, xp, "for the test", Guid.NewGuid().ToString("N"))).Value;

    public Task<UserProfile> Profile(long user) => Data.Read(db => db.Profiles.SingleAsync(p => p.UserId == user));
    public Task<User> User(long user) => Data.Read(db => db.Users.SingleAsync(u => u.Id == user));
    public Task<List<XpTransaction>> Ledger(long user) => Data.Read(db => db.XpTransactions.Where(t => t.UserId == user).OrderBy(t => t.TransactionId).ToListAsync());
    public Task<List<OutboxMessage>> Told(long user, string? kind = null) =>
        Data.Read(db => db.Outbox.Where(m => m.UserId == user && (kind == null || m.Kind == kind)).OrderBy(m => m.MessageId).ToListAsync());

    /// <summary>The promise of the ledger: lines add up to the balance, each line's running balance is right, and the nightly check has nothing to say.</summary>
    public async Task AssertLedgerAddsUp(long user)
    {
        var lines = await Ledger(user);
        Assert.Equal(lines.Sum(l => l.Amount), (await Profile(user)).XpBalance);
        long running = 0;
        foreach (var line in lines) Assert.Equal(running += line.Amount, line.BalanceAfter);
        Assert.Empty((await Get<XpVerification>().Member(user)).Faults);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<TestCore> Open(TestCore core)
    {
        await core.Get<ProtectionRing>().Open(CancellationToken.None);
        await core.Get<TierCatalog>().Open(CancellationToken.None);
        await core.Get<XpCalendar>().Open(CancellationToken.None);
        await core.Get<XpShop>().Open(CancellationToken.None);
        await core.Get<AchievementBook>().Open(CancellationToken.None);
        return core;
    }

    private static ServiceProvider Services(TestDatabase database, out TestTime time, DateTimeOffset? at, ShopParts? parts, bool achieves)
    {
        time = new TestTime(at ?? TestTime.Noon);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider.ToString(),
            ["ConnectionStrings:HydraX"] = database.ConnectionString,
            ["Security:MasterKey"] = TestKeys.Master,
            ["Privacy:ErasureList"] = Path.Combine(Path.GetTempPath(), $"hydrax-{Guid.NewGuid():N}.erasures"),
        }).Build();
        return new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<TimeProvider>(time)
            .AddHydraXData(configuration)
            .AddMessaging()
            .AddMembersAndXp(new XpOptions(), new() { StartingSet = achieves, WeeklyGoals = achieves })
            .AddAudit()
            .AddProtection(configuration)
            .AddTiers(configuration)
            .AddEntitlements()
            .AddAdmin()
            .AddLeaderboards()
            .AddScreens()
            .AddAbuse(configuration)
            .AddDemoContent()
            .AddPrivacy(configuration)
            .AddSingleton(parts ?? ShopParts.Built)
            .BuildServiceProvider(validateScopes: true);
    }
}
