using System.Diagnostics;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Benchmarks.Progress;

/// <summary>What 200 active achievements cost an award that earns none of them, and what it takes to grant one backwards to a million members.</summary>
internal sealed class AchievementsBenchmark : IBenchmark
{
    private const int Members = 2_000;
    private const int Awards = 4_000;
    private const int AtOnce = 8;
    private const int Rounds = 5;
    private const int Active = 200;
    private const int Crowd = 1_000_000;
    private const int Turns = 3;

    private long nextTrade;

    public string Name => "achievements";

    public string About => $"Achievements on PostgreSQL: awards beside {Active} of them, and one granted backwards to {Crowd:N0} members";

    public async Task Run(Report report, CancellationToken stop)
    {
        await using var server = await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.");
        await BesideMany(report, server, stop);
        await Backwards(report, server, stop);
        report.Note($"The {Active} ask for trades, levels, ranks, streaks, XP and pairs of them, all out of reach. By hand: one transaction over all members with the same lines, sums, unlocks and messages, each side on a fresh copy of the same database, median of {Turns} in turns.");
    }

    private async Task BesideMany(Report report, PostgreSqlServer server, CancellationToken stop)
    {
        await using var none = await Domain.Open(DatabaseProvider.PostgreSql, await server.Create("none"), stop);
        await none.Members(Members, onPass: false, stop);
        await using var many = await Domain.Open(DatabaseProvider.PostgreSql, await server.Create("many"), stop);
        await many.Members(Members, onPass: false, stop);
        await many.Data.Run(async work =>
        {
            for (var i = 0; i < Active; i++) await Save(work, many, OutOfReach(i));
        }, stop);
        Task Award(Domain domain, int i) => domain.Get<Progression>().AwardXp(new(1 + i * 7919L % Members, XpSource.TradeWin, Interlocked.Increment(ref nextTrade), "EURUSD long"), stop);
        var contest = await Contest.Between(Rounds, () => Durations.Of(Awards, AtOnce, i => Award(many, i)), () => Durations.Of(Awards, AtOnce, i => Award(none, i)));
        report.Row($"An award beside {Active} active achievements, and beside none", Report.Rate(contest.Ours), "≤ 1.3 × the time", 1 / contest.Ratio <= 1.3, Report.Rate(contest.Baseline), $"{Report.Number(1 / contest.Ratio)} ×");
    }

    private static async Task Backwards(Report report, PostgreSqlServer server, CancellationToken stop)
    {
        await using (var domain = await Domain.Open(DatabaseProvider.PostgreSql, await server.Create("crowd"), stop))
        {
            await domain.Members(Crowd, onPass: false, stop);
            await domain.Data.Run(async work =>
            {
                await work.Execute($"INSERT INTO member_metrics (metric, user_id, total, counted_on, of_day, of_week, of_month, best_day, best_week, best_month, of_season) SELECT 'trades_won', n, 10 + n % 100, @p0, 1, 5, 10, 3, 5, 10, 0 FROM generate_series(1, {Crowd}) AS n", UtcDay.Of(work.At).Date);
                await Save(work, domain, new("winner", "Winner", "Win ten trades.", AchievementCategory.Combat, BadgeTier.Silver, [new("trades_won", Comparison.AtLeast, 10)], 100));
                await work.Execute("ANALYZE");
            }, stop);
        }
        Npgsql.NpgsqlConnection.ClearAllPools();
        var (ours, byHand) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var turn = 1; turn <= Turns; turn++)
        {
            ours.Add(await Timed(await server.Create($"grant{turn}", "crowd"), Ours, stop));
            byHand.Add(await Timed(await server.Create($"grantbyhand{turn}", "crowd"), ByHand, stop));
        }
        var (mine, hand) = (ours.Order().ElementAt(Turns / 2), byHand.Order().ElementAt(Turns / 2));
        report.Row($"Granting one backwards to {Crowd:N0} members", Report.Time(mine), "≤ 2 × the time", mine / hand <= 2, Report.Time(hand), $"{Report.Number(mine / hand)} ×");
    }

    private static async Task<TimeSpan> Timed(string connection, Func<Domain, CancellationToken, Task> grant, CancellationToken stop)
    {
        await using var domain = await Domain.Open(DatabaseProvider.PostgreSql, connection, stop);
        var began = Stopwatch.GetTimestamp();
        await grant(domain, stop);
        var elapsed = Stopwatch.GetElapsedTime(began);
        var held = await domain.Data.Read(db => db.UserAchievements.CountAsync(stop), stop);
        if (held != Crowd) throw new InvalidOperationException($"{held:N0} of {Crowd:N0} members got it.");
        return elapsed;
    }

    private static async Task Ours(Domain domain, CancellationToken stop)
    {
        await domain.Data.Run(async work =>
        {
            var row = await work.Db.Achievements.SingleAsync(stop);
            work.Db.Add(new BackwardGrant { AchievementId = row.AchievementId, Revision = row.Revision, Why = "measured", StartedAt = work.At, Expected = Crowd });
        }, stop);
        if (await domain.Get<BackwardGrants>().Run(stop) != Crowd) throw new InvalidOperationException("The grant left members out.");
    }

    private static Task ByHand(Domain domain, CancellationToken stop) => domain.Data.Run(async work =>
    {
        object[] now = [work.At, UtcDay.Of(work.At).Date];
        const string Who = "SELECT user_id FROM member_metrics WHERE metric = 'trades_won' AND total >= 10";
        await work.Execute($"INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, source_id, description, multipliers, reward_key, utc_day, created_at) SELECT user_id, 150, xp_balance + 150, 150, 'achievement_unlock', 1, 'Winner', '[]'::jsonb, 'achievement:1', @p1, @p0 FROM user_profiles WHERE user_id IN ({Who})", now);
        await work.Execute($"UPDATE user_profiles SET xp_balance = xp_balance + 150, total_xp = total_xp + 150, real_total_xp = real_total_xp + 150, xp_of_day = 150, xp_of_week = 150, xp_of_month = 150, xp_earned_at = @p0, achievements_data = achievements_data || '[\"winner\"]'::jsonb, updated_at = @p0 WHERE user_id IN ({Who})", work.At);
        await work.Execute("INSERT INTO user_achievements (user_id, achievement_id, earned_at, progress, times, transaction_id) SELECT user_id, 1, @p0, '{\"trades_won:ever:at_least\":10}'::jsonb, 1, transaction_id FROM xp_transactions WHERE reward_key = 'achievement:1'", work.At);
        await work.Execute($"INSERT INTO outbox_messages (kind, data, user_id, lane, created_at, due_at, state) SELECT 'achievement_unlocked', '{{\"name\":\"Winner\",\"description\":\"Win ten trades.\",\"tier\":\"SILVER\",\"xp\":150,\"balance\":' || xp_balance || '}}', user_id, 3, @p0, @p0, 'pending' FROM user_profiles WHERE user_id IN ({Who})", work.At);
    }, stop);

    private static AchievementDraft OutOfReach(int number)
    {
        Condition first = (number % 5) switch
        {
            0 => new("trades_won", Comparison.AtLeast, 1_000_000 + number),
            1 => new("level", Comparison.AtLeast, 900 + number % 50),
            2 => new("xp_earned", Comparison.AtLeast, 1_000_000_000 + number),
            3 => new("real_total_xp", Comparison.AtLeast, 1_000_000_000 + number),
            _ => new("trades_closed", Comparison.AtLeast, 1),
        };
        // Every fifth meets the first of its two conditions, and needs another to be asked for.
        Condition[] all = number % 5 == 4 ? [first, new("sniper_wins", Comparison.AtLeast, 1 + number)] : [first];
        return new($"out_of_reach_{number}", $"Out of reach {number}", "For later.", AchievementCategory.Special, BadgeTier.Bronze, all, 10);
    }

    private static async Task Save(Work work, Domain domain, AchievementDraft draft)
    {
        if ((await domain.Get<AchievementBook>().Save(work, draft, null, null, "measured")).Problem is { } problem) throw new InvalidOperationException(problem.Sentence);
    }
}
