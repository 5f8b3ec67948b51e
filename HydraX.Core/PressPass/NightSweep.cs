using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Xp;

namespace HydraX.Core.PressPass;

/// <summary>One block of a sweep.</summary>
/// <param name="Members">Rows written.</param>
/// <param name="LastUserId">Where the next block begins, exclusive.</param>
/// <param name="Xp">XP taken.</param>
public sealed record SweepBlock(int Members, long LastUserId, long Xp);

/// <summary>
/// The set-based half of the Press Pass: wipes and warnings for many members in one transaction a block. It writes for each member the very rows
/// that <see cref="XpLedger.SettleMidnight"/> writes for one; a test holds the two against each other.
/// </summary>
public sealed class NightSweep(TimeProvider machine)
{
    private const string Taken = "CASE WHEN xp_balance > 0 THEN xp_balance ELSE 0 END";
    private const string LineColumns = "user_id, amount, balance_after, total_xp_change, source_type, multipliers, reward_key, utc_day, created_at";
    private const string MessageColumns = "kind, data, user_id, lane, created_at, due_at, expires_at, dedupe_key, state";

    /// <summary>Wipes the next members after a key whose wipe of this midnight is due, so many at most.</summary>
    public Task<SweepBlock> Wipe(Work work, UtcDay midnight, long afterUserId, int most) =>
        work.Dialect.Provider == DatabaseProvider.PostgreSql ? WipeInOneStatement(work, midnight, afterUserId, most) : WipeByRange(work, midnight, afterUserId, most);

    /// <summary>Warns the next members after a key who have XP to lose tonight, so many at most; a member already warned is passed by.</summary>
    public async Task<SweepBlock> Warn(Work work, UtcDay day, int minutes, long afterUserId, int most)
    {
        var now = Now(work);
        var where = $"{work.Dialect.IsTrue("press_pass_active")} AND user_id > @p0 AND xp_balance > 0 AND wipe_settled_until >= @p1 AND wipe_until > @p2";
        var block = await Range(work, where, afterUserId, most, work.Dialect.Instant(day.Start), work.Dialect.Instant(day.End));
        if (block.Members == 0) return block;
        var dedupe = $"'press_pass_warned:{minutes}:{day}:' || CAST(user_id AS VARCHAR(20))";
        var data = $"'{{\"xp\":' || CAST(xp_balance AS VARCHAR(20)) || ',\"minutes\":{minutes}}}'";
        await work.Execute(
            $"INSERT INTO outbox_messages ({MessageColumns}) SELECT '{PressPassWarned.Kind}', {Concat(work, data)}, user_id, {(int)OutboxLane.Warnings}, @p3, @p4, @p5, {Concat(work, dedupe)}, 'pending' " +
            $"FROM user_profiles p WHERE {where} AND user_id <= @p6 AND NOT EXISTS (SELECT 1 FROM outbox_messages m WHERE m.dedupe_key = {Concat(work, dedupe.Replace("user_id", "p.user_id"))})",
            afterUserId, work.Dialect.Instant(day.Start), work.Dialect.Instant(day.End), work.Dialect.Instant(work.At), now,
            work.Dialect.Instant(PressPassRules.WarningExpires(day, minutes)), block.LastUserId);
        return block;
    }

    // PostgreSQL locks, writes the lines, the sums and the messages in a single statement over the block.
    private async Task<SweepBlock> WipeInOneStatement(Work work, UtcDay midnight, long afterUserId, int most)
    {
        const string sql = $$"""
            WITH due AS MATERIALIZED (
                SELECT user_id, {{Taken}} AS taken, xp_balance, total_xp FROM user_profiles
                WHERE press_pass_active AND user_id > @p0 AND wipe_settled_until < @p1 AND wipe_until > @p1 AND (xp_balance > 0 OR total_xp > 0)
                ORDER BY user_id LIMIT @p2 FOR UPDATE
            ), lines AS (
                INSERT INTO xp_transactions ({{LineColumns}})
                SELECT user_id, -taken, xp_balance - taken, -total_xp, 'press_pass_reset', '[]'::jsonb, @p3, @p4, @p1 FROM due
            ), sums AS (
                UPDATE user_profiles p SET xp_balance = p.xp_balance - due.taken, total_xp = 0, xp_of_day = 0, xp_of_week = 0, xp_of_month = 0, xp_of_season = 0, current_rank = 'RECRUIT', rank_seen = 'RECRUIT',
                    total_xp_wiped = p.total_xp_wiped + due.taken, reset_count = p.reset_count + CASE WHEN due.taken > 0 THEN 1 ELSE 0 END,
                    largest_wipe = GREATEST(p.largest_wipe, due.taken), wipe_settled_until = @p1, updated_at = @p1
                FROM due WHERE p.user_id = due.user_id
            ), messages AS (
                INSERT INTO outbox_messages ({{MessageColumns}})
                SELECT 'press_pass_reset', '{"xp":' || taken || ',"midnight":"' || @p4 || '"}', user_id, 2, @p5, @p6, NULL, NULL, 'pending' FROM due WHERE taken > 0
            )
            SELECT COUNT(*), COALESCE(MAX(user_id), 0), COALESCE(SUM(taken), 0) FROM due
            """;
        await using var command = Sql.Command(work.Db, sql, afterUserId, midnight.Start, most, RewardKey.PressPassReset(midnight), midnight.Date, work.At, Now(work));
        return await ReadBlock(command, work.Stop);
    }

    // SQLite (one writer) and SQL Server (key-range lock): find the block's last key, then three statements over the range.
    private async Task<SweepBlock> WipeByRange(Work work, UtcDay midnight, long afterUserId, int most)
    {
        var d = work.Dialect;
        var start = d.Instant(midnight.Start);
        var where = $"{d.IsTrue("press_pass_active")} AND user_id > @p0 AND wipe_settled_until < @p1 AND wipe_until > @p2 AND (xp_balance > 0 OR total_xp > 0)";
        var block = await Range(work, where, afterUserId, most, start, start);
        if (block.Members == 0) return block;
        var range = $"FROM user_profiles WHERE {where} AND user_id <= @p3";
        await work.Execute($"INSERT INTO xp_transactions ({LineColumns}) SELECT user_id, -({Taken}), xp_balance - ({Taken}), -total_xp, 'press_pass_reset', '[]', @p4, @p5, @p1 {range}",
            afterUserId, start, start, block.LastUserId, RewardKey.PressPassReset(midnight), d.Date(midnight));
        var data = $"'{{\"xp\":' || CAST(xp_balance AS VARCHAR(20)) || ',\"midnight\":\"{midnight}\"}}'";
        await work.Execute($"INSERT INTO outbox_messages ({MessageColumns}) SELECT 'press_pass_reset', {Concat(work, data)}, user_id, 2, @p4, @p5, NULL, NULL, 'pending' {range} AND xp_balance > 0",
            afterUserId, start, start, block.LastUserId, d.Instant(work.At), Now(work));
        await work.Execute(
            $"UPDATE user_profiles SET total_xp_wiped = total_xp_wiped + {Taken}, reset_count = reset_count + CASE WHEN xp_balance > 0 THEN 1 ELSE 0 END, " +
            $"largest_wipe = CASE WHEN xp_balance > largest_wipe THEN xp_balance ELSE largest_wipe END, xp_balance = xp_balance - ({Taken}), total_xp = 0, xp_of_day = 0, xp_of_week = 0, xp_of_month = 0, xp_of_season = 0, current_rank = 'RECRUIT', rank_seen = 'RECRUIT', " +
            $"wipe_settled_until = @p1, updated_at = @p1 WHERE {where} AND user_id <= @p3",
            afterUserId, start, start, block.LastUserId);
        return block;
    }

    private static async Task<SweepBlock> Range(Work work, string where, long afterUserId, int most, object first, object second)
    {
        var sql = work.Dialect.Provider == DatabaseProvider.SqlServer
            ? $"SELECT COUNT_BIG(*), COALESCE(MAX(user_id), 0), COALESCE(SUM(taken), 0) FROM (SELECT TOP ({most}) user_id, {Taken} AS taken FROM user_profiles WITH (UPDLOCK, HOLDLOCK) WHERE {where} ORDER BY user_id) b"
            : $"SELECT COUNT(*), COALESCE(MAX(user_id), 0), COALESCE(SUM(taken), 0) FROM (SELECT user_id, {Taken} AS taken FROM user_profiles WHERE {where} ORDER BY user_id LIMIT {most}) b";
        await using var command = Sql.Command(work.Db, sql, afterUserId, first, second);
        return await ReadBlock(command, work.Stop);
    }

    private static async Task<SweepBlock> ReadBlock(System.Data.Common.DbCommand command, CancellationToken stop)
    {
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return new((int)Convert.ToInt64(reader.GetValue(0), null), Convert.ToInt64(reader.GetValue(1), null), Convert.ToInt64(reader.GetValue(2), null));
    }

    private static string Concat(Work work, string expression) =>
        work.Dialect.Provider == DatabaseProvider.SqlServer ? expression.Replace(" || ", " + ") : expression;

    private object Now(Work work) => work.Dialect.Instant(machine.GetUtcNow());
}
