using System.Text.Json;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using Npgsql;

namespace HydraX.Benchmarks.Progress;

/// <summary>An award through <see cref="Progression.AwardXp"/> against hand-written SQL that writes the same rows.</summary>
internal sealed class AwardsBenchmark : IBenchmark
{
    private const int Members = 2_000;
    private const int Awards = 4_000;
    private const int AtOnce = 8;
    private const int Rounds = 5;

    private long nextTrade;

    public string Name => "awards";

    public string About => $"XP awards on PostgreSQL, {AtOnce} at a time";

    public async Task Run(Report report, CancellationToken stop)
    {
        await using var server = await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.");
        var connection = await server.Create("awards");
        await using var domain = await Domain.Open(DatabaseProvider.PostgreSql, connection, stop);
        await domain.Members(Members, onPass: false, stop);
        await using var source = NpgsqlDataSource.Create(connection);

        var progression = domain.Get<Progression>();
        var contest = await Contest.Between(Rounds,
            () => Durations.Of(Awards, AtOnce, i => progression.AwardXp(new(User(i), XpSource.TradeWin, Interlocked.Increment(ref nextTrade), "EURUSD long"), stop)),
            () => Durations.Of(Awards, AtOnce, i => ByHand(source, User(i), Interlocked.Increment(ref nextTrade), stop)));
        report.Row("Progression.AwardXp beside hand-written SQL writing the same rows", contest, 0.5);
        var bare = await Durations.Of(Awards, AtOnce, i => TwoStatements(source, User(i), Interlocked.Increment(ref nextTrade), stop));
        report.Row("a bare transaction of two statements (line and sum)", Report.Rate(bare));
        report.Note($"{Members:N0} members, {Awards:N0} awards a round, {Rounds} rounds in turns. By hand: lock the profile, insert the line or nothing, update the profile, insert the outbox message, count three metrics, commit; one pooled connection each, as ours.");
    }

    private static long User(int i) => 1 + i * 7919L % Members;

    private static async Task ByHand(NpgsqlDataSource source, long user, long trade, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        long balance, total, real, tradeXp, ofDay;
        await using (var select = Command(connection, "SELECT p.xp_balance, p.total_xp, p.real_total_xp, p.trade_xp, p.xp_of_day, u.tier, u.is_active FROM user_profiles p JOIN users u ON u.user_id = p.user_id WHERE p.user_id = $1 FOR UPDATE OF p", user))
        await using (var reader = await select.ExecuteReaderAsync(stop))
        {
            await reader.ReadAsync(stop);
            (balance, total, real, tradeXp, ofDay) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
        }
        var at = TimeProvider.System.GetUtcNow();
        await using (var insert = Command(connection,
            "INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, source_id, description, base_amount, multipliers, reward_key, utc_day, created_at) VALUES ($1, 50, $2, 50, 'trade_win', $3, 'EURUSD long', 50, '[]'::jsonb, $4, $5, $6) ON CONFLICT (user_id, reward_key) DO NOTHING RETURNING transaction_id",
            user, balance + 50, trade, $"trade_win:{trade}", DateOnly.FromDateTime(at.UtcDateTime), at))
        {
            if (await insert.ExecuteScalarAsync(stop) is null) throw new InvalidOperationException("The benchmark awarded a trade twice.");
        }
        await using (var update = Command(connection, "UPDATE user_profiles SET xp_balance = $2, total_xp = $3, current_rank = 'RECRUIT', real_total_xp = $4, trade_xp = $5, trade_xp_on = $6, xp_of_day = $8, xp_of_week = $8, xp_of_month = $8, xp_of_season = 0, xp_earned_at = $7, updated_at = $7 WHERE user_id = $1",
            user, balance + 50, total + 50, real + 50, tradeXp + 50, DateOnly.FromDateTime(at.UtcDateTime), at, ofDay + 50))
            await update.ExecuteNonQueryAsync(stop);
        var fact = JsonSerializer.Serialize(new XpEarned("trade_win", 50, balance + 50, "EURUSD long"), Outbox.Json);
        await using (var tell = Command(connection, "INSERT INTO outbox_messages (kind, data, user_id, lane, created_at, due_at, state) VALUES ('xp_earned', $1, $2, 3, $3, $3, 'pending')", fact, user, at))
            await tell.ExecuteNonQueryAsync(stop);
        await using (var count = Command(connection,
            "INSERT INTO member_metrics (metric, user_id, total, counted_on, of_day, of_week, of_month, best_day, best_week, best_month, of_season) SELECT m.metric, $1, m.n, $2, m.n, m.n, m.n, m.n, m.n, m.n, 0 FROM (VALUES ('trades_won', 1), ('trades_closed', 1), ('xp_earned', 50)) AS m (metric, n) " +
            "ON CONFLICT (metric, user_id) DO UPDATE SET total = member_metrics.total + excluded.total, of_day = member_metrics.of_day + excluded.total, of_week = member_metrics.of_week + excluded.total, of_month = member_metrics.of_month + excluded.total, " +
            "best_day = GREATEST(member_metrics.best_day, member_metrics.of_day + excluded.total), best_week = GREATEST(member_metrics.best_week, member_metrics.of_week + excluded.total), best_month = GREATEST(member_metrics.best_month, member_metrics.of_month + excluded.total)",
            user, DateOnly.FromDateTime(at.UtcDateTime)))
            await count.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task TwoStatements(NpgsqlDataSource source, long user, long trade, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var at = TimeProvider.System.GetUtcNow();
        await using (var update = Command(connection, "UPDATE user_profiles SET xp_balance = xp_balance + 50, total_xp = total_xp + 50 WHERE user_id = $1", user))
            await update.ExecuteNonQueryAsync(stop);
        await using (var insert = Command(connection,
            "INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, source_id, multipliers, reward_key, utc_day, created_at) VALUES ($1, 50, 0, 50, 'trade_win', $2, '[]'::jsonb, $3, $4, $5)",
            user, trade, $"trade_win:{trade}", DateOnly.FromDateTime(at.UtcDateTime), at))
            await insert.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
