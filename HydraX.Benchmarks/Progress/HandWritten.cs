namespace HydraX.Benchmarks.Progress;

/// <summary>The nightly reset as somebody would write it by hand for one night: all members in one transaction. @p0 reward key, @p1 day, @p2 midnight.</summary>
internal static class HandWritten
{
    public static readonly string[] PostgreSql =
    [
        """
        WITH due AS MATERIALIZED (
            SELECT user_id, xp_balance, total_xp FROM user_profiles WHERE press_pass_active AND wipe_settled_until < @p2 AND xp_balance > 0
        ), lines AS (
            INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, multipliers, reward_key, utc_day, created_at)
            SELECT user_id, -xp_balance, 0, -total_xp, 'press_pass_reset', '[]'::jsonb, @p0, @p1, @p2 FROM due
        ), messages AS (
            INSERT INTO outbox_messages (kind, data, user_id, lane, created_at, due_at, state)
            SELECT 'press_pass_reset', '{"xp":' || xp_balance || ',"midnight":"' || @p1 || '"}', user_id, 2, @p2, @p2, 'pending' FROM due
        )
        UPDATE user_profiles p SET xp_balance = 0, total_xp = 0, xp_of_day = 0, xp_of_week = 0, xp_of_month = 0, xp_of_season = 0, current_rank = 'RECRUIT', total_xp_wiped = p.total_xp_wiped + due.xp_balance,
            reset_count = p.reset_count + 1, largest_wipe = GREATEST(p.largest_wipe, due.xp_balance), wipe_settled_until = @p2, updated_at = @p2
        FROM due WHERE p.user_id = due.user_id
        """,
    ];

    public static readonly string[] Sqlite =
    [
        """
        INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, multipliers, reward_key, utc_day, created_at)
        SELECT user_id, -xp_balance, 0, -total_xp, 'press_pass_reset', '[]', @p0, @p1, @p2 FROM user_profiles WHERE press_pass_active = 1 AND wipe_settled_until < @p2 AND xp_balance > 0
        """,
        """
        INSERT INTO outbox_messages (kind, data, user_id, lane, created_at, due_at, state)
        SELECT 'press_pass_reset', '{"xp":' || xp_balance || ',"midnight":"' || @p1 || '"}', user_id, 2, @p2, @p2, 'pending' FROM user_profiles
        WHERE press_pass_active = 1 AND wipe_settled_until < @p2 AND xp_balance > 0
        """,
        """
        UPDATE user_profiles SET total_xp_wiped = total_xp_wiped + xp_balance, reset_count = reset_count + 1, largest_wipe = MAX(largest_wipe, xp_balance),
            xp_balance = 0, total_xp = 0, xp_of_day = 0, xp_of_week = 0, xp_of_month = 0, xp_of_season = 0, current_rank = 'RECRUIT', wipe_settled_until = @p2, updated_at = @p2
        WHERE press_pass_active = 1 AND wipe_settled_until < @p2 AND xp_balance > 0
        """,
    ];
}
