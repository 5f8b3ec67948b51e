using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Scenarios;

/// <summary>A database with thousands of members on a Press Pass, shortly before a midnight of the rehearsal's clock.</summary>
public sealed class NightDrill : IAsyncDisposable
{
    /// <summary>The admin's key to the API.</summary>
    public const string Key = "a key for the drill of tonight";

    private const long FirstId = 1_000_000;

    private readonly TestCore core;

    private NightDrill(TestCore core, int members, UtcDay day)
    {
        this.core = core;
        (Members, Day) = (members, day);
    }

    /// <summary>How many are on a pass.</summary>
    public int Members { get; }

    /// <summary>The day that begins at the midnight.</summary>
    public UtcDay Day { get; }

    public TestDatabase Database => core.Database;

    /// <summary>The member with the highest id, whom a sweep comes to last.</summary>
    public long LastMember => FirstId + Members;

    /// <summary>Makes one whose clock stands so long before a midnight.</summary>
    public static async Task<NightDrill> Arrange(DatabaseProvider provider, int members, TimeSpan beforeMidnight)
    {
        var core = await TestCore.Create(provider);
        var drill = new NightDrill(core, members, UtcDay.MidnightAfter(TimeProvider.System.GetUtcNow().AddDays(1)));
        await drill.MakeMembers(Clock.Cut(drill.Day.Start.AddHours(-2)));
        await using var db = core.Database.Open();
        var at = drill.Day.Start - beforeMidnight;
        db.Add(new ClockState { OffsetTicks = (at - TimeProvider.System.GetUtcNow()).Ticks, SteppedTo = Clock.Cut(at) });
        await db.SaveChangesAsync();
        return drill;
    }

    /// <summary>A process on it.</summary>
    public WebProcess Run()
    {
        var process = WebProcess.Start("Development", ("Clock:Mode", "Rehearsal"), ("Database:Provider", Database.Provider.ToString()), ("ConnectionStrings:HydraX", Database.ConnectionString),
            ("Admin:Email", "chief@hydrax.example"), ("Admin:Password", "four words in a row"), ("Admin:ApiKey", Key));
        process.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return process;
    }

    /// <summary>How many wipes of the night are on the ledger.</summary>
    public async Task<int> Wiped()
    {
        await using var db = Database.Open();
        var key = RewardKey.PressPassReset(Day);
        return await db.XpTransactions.CountAsync(line => line.RewardKey == key);
    }

    /// <summary>The promise of the night: each wiped once, of what they had, told once; and the ledger adds up.</summary>
    /// <param name="later">XP given to a member after midnight.</param>
    public async Task AssertEachWasWipedOnce(IReadOnlyDictionary<long, long>? later = null)
    {
        await using var db = Database.Open();
        var source = XpSource.PressPassReset.Code();
        var wipes = await db.XpTransactions.AsNoTracking().Where(line => line.SourceType == source).ToListAsync();
        var profiles = await db.Profiles.AsNoTracking().Where(p => p.UserId > FirstId && p.UserId <= LastMember).ToListAsync();
        var notices = await db.Outbox.Where(m => m.Kind == "press_pass_reset").Select(m => m.UserId!.Value).ToListAsync();

        Assert.Equal(Members, profiles.Count);
        Assert.Equal(Enumerable.Range(1, Members).Select(n => FirstId + n), wipes.Select(line => line.UserId).Order());
        Assert.Equal(Enumerable.Range(1, Members).Select(n => FirstId + n), notices.Order());
        Assert.All(wipes, line => Assert.Equal((-XpOf(line.UserId), 0, Day.Start), (line.Amount, line.BalanceAfter, line.CreatedAt)));
        Assert.All(profiles, profile =>
        {
            var (had, since) = (XpOf(profile.UserId), later?.GetValueOrDefault(profile.UserId) ?? 0);
            Assert.Equal((since, since, had, 1, had), (profile.XpBalance, profile.TotalXp, profile.TotalXpWiped, profile.ResetCount, profile.LargestWipe));
            Assert.Equal(had + since, profile.RealTotalXp);
        });
        var report = await core.Get<XpVerification>().All();
        Assert.True(report.IsRight, report.Says);
    }

    public ValueTask DisposeAsync() => core.DisposeAsync();

    private static long XpOf(long userId) => 100 + (userId - FirstId) % 900;

    private Task MakeMembers(DateTimeOffset evening) => core.Data.Run(async work =>
    {
        var postgres = work.Dialect.Provider == DatabaseProvider.PostgreSql;
        var series = postgres ? "generate_series(1, CAST(@p0 AS INTEGER)) AS n" : "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < @p0) SELECT n FROM s)";
        var (yes, no) = postgres ? ("true", "false") : ("1", "0");
        var at = work.Dialect.Instant(evening);
        await work.Execute(
            "INSERT INTO users (user_id, username, normalized_user_name, tier, subscription_status, mt5_connected, is_active, is_demo, created_at, updated_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, security_stamp, concurrency_stamp) " +
            $"SELECT {FirstId} + n, 'member' || n, 'MEMBER' || n, 'PRESS_PASS', 'trialing', {no}, {yes}, {no}, @p1, @p1, {no}, {no}, {no}, {yes}, 0, 's' || n, 'c' || n FROM {series}", Members, at);
        await work.Execute(
            "INSERT INTO user_profiles (user_id, total_xp, xp_balance, current_rank, prestige_level, total_trades, winning_trades, total_profit_usd, largest_win_usd, best_streak, current_streak, achievements_data, press_pass_active, real_total_xp, total_xp_wiped, reset_count, largest_wipe, lifetime_earned, wipe_settled_until, wipe_until, boost_factor, trade_xp, xp_earned_at, xp_of_day, xp_of_week, xp_of_month, xp_of_season, referral_code, time_zone, visibility, created_at, updated_at) " +
            $"SELECT {FirstId} + n, 100 + n % 900, 100 + n % 900, 'RECRUIT', 0, 0, 0, 0, 0, 0, 0, '[]', {yes}, 100 + n % 900, 0, 0, 0, 100 + n % 900, @p1, @p2, {(postgres ? "1" : "100")}, 0, @p1, 100 + n % 900, 100 + n % 900, 100 + n % 900, 0, 'R' || n, 'UTC', 'public', @p1, @p1 FROM {series}",
            Members, at, work.Dialect.Instant(evening.AddDays(5)));
        await work.Execute(
            "INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, multipliers, reward_key, utc_day, created_at) " +
            $"SELECT {FirstId} + n, 100 + n % 900, 100 + n % 900, 100 + n % 900, 'admin_grant', '[]', 'admin_grant:drill', @p1, @p2 FROM {series}", Members, work.Dialect.Date(UtcDay.Of(evening)), at);
    });
}
