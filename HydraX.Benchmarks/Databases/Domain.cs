using HydraX.Core.Achievements;
using HydraX.Core;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy;
using HydraX.Core.Protection;
using HydraX.Core.Tiers;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HydraX.Benchmarks.Databases;

/// <summary>The domain as the product runs it, on one database.</summary>
internal sealed class Domain : IAsyncDisposable
{
    private readonly ServiceProvider services;

    /// <summary>One for all that a run opens, sites among them: copies of a database are opened with the key of the original.</summary>
    public static readonly string Key = MasterKey.NewSetting();

    private Domain(ServiceProvider services) => this.services = services;

    public HydraXData Data => Get<HydraXData>();

    /// <summary>Migrates the database and opens the domain on it.</summary>
    public static async Task<Domain> Open(DatabaseProvider provider, string connectionString, CancellationToken stop)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString(),
            ["ConnectionStrings:HydraX"] = connectionString,
            ["Security:MasterKey"] = Key,
        }).Build();
        var domain = new Domain(new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Error))
            .AddHydraXData(configuration)
            .AddMessaging()
            .AddMembersAndXp(new XpOptions { TradeXpPerDay = long.MaxValue / 2 }, new AchievementOptions { StartingSet = false, WeeklyGoals = false })
            .AddAudit()
            .AddProtection(configuration)
            .AddAdmin()
            .AddTiers(configuration)
            .AddEntitlements()
            .AddLeaderboards()
            .AddPrivacy(configuration)
            .BuildServiceProvider());
        await domain.Get<DatabaseStart>().Migrate(stop);
        await domain.Get<ProtectionRing>().Open(stop);
        await domain.Get<TierCatalog>().Open(stop);
        await domain.Get<AchievementBook>().Open(stop);
        await domain.Get<XpCalendar>().Open(stop);
        return domain;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Fills in members 1 to <paramref name="count"/>, set-based; with XP and on a Press Pass since yesterday where asked.</summary>
    public Task Members(int count, bool onPass, CancellationToken stop) => Data.Run(async work =>
    {
        var postgres = work.Dialect.Provider == DatabaseProvider.PostgreSql;
        var series = postgres ? "generate_series(1, @p0) AS n" : "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < @p0) SELECT n FROM s)";
        var (yes, no) = postgres ? ("true", "false") : ("1", "0");
        var at = work.Dialect.Instant(work.At);
        await work.Execute(
            "INSERT INTO users (user_id, telegram_id, username, normalized_user_name, tier, subscription_status, mt5_connected, is_active, is_demo, created_at, updated_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, security_stamp, concurrency_stamp) " +
            $"SELECT n, 700000 + n, 'member' || n, 'MEMBER' || n, 'PRESS_PASS', 'trialing', {no}, {yes}, {no}, @p1, @p1, {no}, {no}, {no}, {yes}, 0, 's' || n, 'c' || n FROM {series}", count, at);
        var pass = UtcDay.Of(work.At).Previous.Start;
        await work.Execute(
            "INSERT INTO user_profiles (user_id, total_xp, xp_balance, current_rank, prestige_level, total_trades, winning_trades, total_profit_usd, largest_win_usd, best_streak, current_streak, achievements_data, press_pass_active, real_total_xp, total_xp_wiped, reset_count, largest_wipe, lifetime_earned, wipe_settled_until, wipe_until, boost_factor, trade_xp, referral_code, time_zone, visibility, created_at, updated_at) " +
            $"SELECT n, {(onPass ? "100 + n % 900" : "0")}, {(onPass ? "100 + n % 900" : "0")}, 'RECRUIT', 0, 0, 0, 0, 0, 0, 0, '[]', {(onPass ? yes : no)}, 100, 0, 0, 0, 100, @p2, @p3, {(postgres ? "1" : "100")}, 0, 'R' || n, 'UTC', 'public', @p1, @p1 FROM {series}",
            count, at, onPass ? work.Dialect.Instant(pass.AddHours(1)) : null, onPass ? work.Dialect.Instant(work.At.AddDays(5)) : null);
    }, stop);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
