using System.Globalization;
using System.Text.Json;
using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Ranks;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>
/// Writes an achievement for many members at once, as <see cref="Progression"/> does for one: line, sums, rank, periods, unlock and messages, in a few statements. For
/// members about whom nothing else has to be thought of: on no Press Pass, never given it before, and no later gain than now.
/// </summary>
internal static class GrantSweep
{
    private const string Lines = "user_id, amount, balance_after, total_xp_change, source_type, source_id, description, multipliers, reward_key, utc_day, created_at";
    private const string Messages = "kind, data, user_id, lane, created_at, due_at, state";

    /// <summary>The ids among some for whom the few statements will do, locked.</summary>
    public static async Task<List<long>> Plain(Work work, IReadOnlyList<long> ids, long achievementId)
    {
        var sql = $"SELECT user_id FROM user_profiles p WHERE {Among(work.Dialect, "p.user_id", ids)} AND {work.Dialect.IsFalse("press_pass_active")} AND (xp_earned_at IS NULL OR xp_earned_at < @p1) " +
            "AND NOT EXISTS (SELECT 1 FROM user_achievements a WHERE a.user_id = p.user_id AND a.achievement_id = @p2) ORDER BY user_id";
        return await work.Numbers(work.Dialect.LockRows(sql, "p"), work.Dialect.Ids(ids), work.Dialect.Instant(work.At), achievementId);
    }

    /// <summary>Writes it for them. Returns the lines.</summary>
    public static async Task<IReadOnlyList<XpPosted>> Write(Work work, IReadOnlyList<long> ids, DefinedAchievement achievement, UtcDay? season, DateTimeOffset due)
    {
        var (d, row, pays, at, today) = (work.Dialect, achievement.Row, achievement.Row.Pays, work.At, UtcDay.Of(work.At));
        var (who, key, source) = (Among(d, "user_id", ids), RewardKey.Achievement(row.AchievementId, 1), XpSource.AchievementUnlock.Code());
        object among = d.Ids(ids), now = d.Instant(at), dueAt = d.Instant(due);

        await work.Execute($"INSERT INTO xp_transactions ({Lines}) SELECT user_id, @p1, xp_balance + @p1, @p1, '{source}', @p2, @p3, {d.Json("'[]'")}, @p4, @p5, @p6 FROM user_profiles WHERE {who}",
            among, pays, row.AchievementId, row.Name, key, d.Date(today), now);
        // What a JSON text is made of here are numbers and codes alone; names come as one parameter, written as JSON before.
        var promoted = Text(d, "'{\"from\":\"' || current_rank || '\",\"to\":\"' || " + RankOf("total_xp + @p1") + " || '\",\"totalXp\":' || CAST(total_xp + @p1 AS VARCHAR(20)) || '}'");
        await work.Execute($"INSERT INTO outbox_messages ({Messages}) SELECT '{Promoted.Kind}', {promoted}, user_id, {(int)OutboxLane.Notices}, @p2, @p3, '{MessageState.Pending.Code()}' FROM user_profiles WHERE {who} AND current_rank <> {RankOf("total_xp + @p1")} AND total_xp + @p1 > 0",
            among, pays, now, dueAt);
        await work.Execute($"UPDATE user_profiles SET {Sums}, achievements_data = {d.JsonAppend("achievements_data", "@p2")}, updated_at = @p3 WHERE {who}",
            among, pays, row.Code, now, d.Instant(today.Start), d.Instant(today.Monday.Start), d.Instant(today.FirstOfMonth.Start), d.Instant((season ?? today.Next).Start), season is null ? 0L : pays);
        await work.Execute($"INSERT INTO user_achievements (user_id, achievement_id, earned_at, progress, times, transaction_id) SELECT user_id, @p1, @p2, {d.Json("@p3")}, 1, transaction_id FROM xp_transactions WHERE {who} AND reward_key = @p4",
            among, row.AchievementId, now, TrophyCase.ProgressOf(achievement), key);
        var before = JsonSerializer.Serialize(new AchievementUnlocked(row.Name, row.Description ?? "", achievement.Tier.Code(), pays, 0), Outbox.Json)[..^2];
        await work.Execute($"INSERT INTO outbox_messages ({Messages}) SELECT '{AchievementUnlocked.Kind}', {Text(d, "@p1 || CAST(xp_balance AS VARCHAR(20)) || '}'")}, user_id, {(int)OutboxLane.Notices}, @p2, @p3, '{MessageState.Pending.Code()}' FROM user_profiles WHERE {who}",
            among, before, now, dueAt);
        return await Posted(work, ids, key, pays, at);
    }

    // As XpPeriods counts a gain: what belongs to a period that has ended counts nothing any more. One that pays nothing is no gain.
    private static readonly string Sums =
        $"xp_balance = xp_balance + @p1, total_xp = total_xp + @p1, real_total_xp = real_total_xp + @p1, current_rank = {RankOf("total_xp + @p1")}, " +
        string.Concat(new[] { ("xp_of_day", "@p4"), ("xp_of_week", "@p5"), ("xp_of_month", "@p6") }.Select(period => $"{period.Item1} = CASE WHEN @p1 = 0 OR xp_earned_at >= {period.Item2} THEN {period.Item1} ELSE 0 END + @p1, ")) +
        // Without a season what is kept of one belongs to one that has ended: its first instant is put after now, and nothing is added.
        "xp_of_season = CASE WHEN @p1 = 0 OR xp_earned_at >= @p7 THEN xp_of_season ELSE 0 END + @p8, " +
        "xp_earned_at = CASE WHEN @p1 = 0 THEN xp_earned_at ELSE @p3 END";

    // Sorted ids, as a range as well: a long list alone has PostgreSQL read whole tables.
    private static string Among(Dialect d, string column, IReadOnlyList<long> ids) => string.Create(CultureInfo.InvariantCulture, $"{column} BETWEEN {ids[0]} AND {ids[^1]} AND {d.IsAmong(column, "@p0")}");

    private static string RankOf(string total) =>
        $"CASE {string.Concat(Enum.GetValues<RankCode>().OrderDescending().Select(rank => string.Create(CultureInfo.InvariantCulture, $"WHEN {total} >= {RankRules.Threshold(rank)} THEN '{rank.Code()}' ")))}ELSE '{RankCode.Recruit.Code()}' END";

    private static string Text(Dialect d, string expression) => d.Provider == DatabaseProvider.SqlServer ? expression.Replace(" || ", " + ", StringComparison.Ordinal) : expression;

    private static async Task<IReadOnlyList<XpPosted>> Posted(Work work, IReadOnlyList<long> ids, string key, long pays, DateTimeOffset at)
    {
        await using var command = Sql.Command(work.Db, $"SELECT t.user_id, t.transaction_id, t.balance_after, p.total_xp FROM xp_transactions t JOIN user_profiles p ON p.user_id = t.user_id WHERE {Among(work.Dialect, "t.user_id", ids)} AND p.user_id BETWEEN {ids[0]} AND {ids[^1]} AND t.reward_key = @p1", work.Dialect.Ids(ids), key);
        await using var reader = await command.ExecuteReaderAsync(work.Stop);
        var lines = new List<XpPosted>();
        while (await reader.ReadAsync(work.Stop))
            lines.Add(new(reader.GetInt64(0), reader.GetInt64(1), XpSource.AchievementUnlock, pays, pays, reader.GetInt64(2), reader.GetInt64(3), [], at, WasKnown: false));
        return lines;
    }
}
