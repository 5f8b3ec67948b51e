using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Freezing;

/// <summary>A board of a period that is over.</summary>
/// <param name="Board">Everybody's places.</param>
/// <param name="Away">Who was left out: suspended, hidden or gone when it was counted.</param>
public sealed record CountedPeriod(RankedBoard Board, IReadOnlySet<long> Away);

/// <summary>XP that a member has earned in some days.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Xp">How much.</param>
public readonly record struct Earned(long UserId, long Xp);

/// <summary>
/// Counts periods that are over from the ledger, by the rules of <see cref="BoardRules"/>: what was earned in it, less what a wipe within it took; a correction
/// where the corrected line counted. Only lines of the period itself are looked at, so the answer is the same on every node and however late it is asked for.
/// </summary>
public sealed class LedgerScores(HydraXData data, BoardSources sources)
{
    private static readonly string Wipe = XpSource.PressPassReset.Code();
    private static readonly string Restore = XpSource.PressPassRestore.Code();

    // What is no earning: wipes, what undoes them, and XP that only moves.
    private static readonly string Apart = string.Join(", ", Enum.GetValues<XpSource>().Where(XpRules.IsSetAside).Select(source => source.Code()).Concat([Wipe, Restore, XpSource.AccountMerge.Code()]).Select(code => $"'{code}'"));

    /// <summary>The board of a period as it stood in its last instant.</summary>
    /// <param name="from">The period's first day.</param>
    /// <param name="until">The day after its last.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<CountedPeriod> Board(UtcDay from, UtcDay until, CancellationToken stop)
    {
        var away = await sources.Away(stop);
        var draft = new BoardDraft();
        await Each(Kept(from, until), row =>
        {
            if (!away.Contains(row.Long(0))) draft.Set(new Standing(row.Long(0), row.Long(1), BoardRules.Micros(row.Instant(2))));
        }, stop);
        return new(draft.Finish(), away);
    }

    /// <summary>Whether every wipe of a midnight before the end of a period is written down. Until then the ledger says more than was kept.</summary>
    public Task<bool> IsComplete(UtcDay until, CancellationToken stop) => data.Read(async db =>
    {
        var (end, known) = (until.Start, until.Previous.Start);
        var unwritten = await db.Profiles.Where(p => p.PressPassActive && p.TotalXp > 0 && p.WipeSettledUntil < known).Select(p => new { p.WipeSettledUntil, p.WipeUntil }).ToListAsync(stop);
        return !unwritten.Exists(pass => MidnightRules.Due(pass.WipeSettledUntil, pass.WipeUntil, end.AddTicks(-1)) is not null);
    }, stop);

    /// <summary>What each member has earned in some days, wiped or not: how active they were.</summary>
    public async Task<List<Earned>> Earnings(UtcDay from, UtcDay until, CancellationToken stop)
    {
        var earned = new List<Earned>();
        await Each(
            $"""
            SELECT user_id + 0, CAST(SUM(total_xp_change) AS BIGINT) FROM xp_transactions
            WHERE utc_day >= '{from}' AND utc_day < '{until}' AND source_type NOT IN ({Apart})
            GROUP BY user_id + 0 HAVING SUM(total_xp_change) > 0
            """,
            row => earned.Add(new(row.Long(0), row.Long(1))), stop);
        return earned;
    }

    // By a number that no index has: SQLite would walk the whole ledger in the order of members rather than sort the lines of the period.
    // A wipe at the first midnight takes what was earned before the period; one at its end takes nothing of it yet. One that was given back within the period has taken nothing.
    private static string Kept(UtcDay from, UtcDay until) =>
        $"""
        SELECT l.user_id + 0, CAST(SUM(l.total_xp_change) AS BIGINT), MAX(CASE WHEN l.total_xp_change > 0 THEN l.created_at END)
        FROM xp_transactions l
        LEFT JOIN xp_transactions c ON c.transaction_id = l.corrects_id
        LEFT JOIN (
            SELECT w.user_id, MAX(w.transaction_id) AS line FROM xp_transactions w
            WHERE w.utc_day >= '{from}' AND w.utc_day < '{until}' AND w.source_type = '{Wipe}' AND w.reward_key <> '{RewardKey.PressPassReset(from)}'
                AND NOT EXISTS (SELECT 1 FROM xp_transactions r WHERE r.corrects_id = w.transaction_id AND r.source_type = '{Restore}' AND r.utc_day < '{until}')
            GROUP BY w.user_id
        ) wiped ON wiped.user_id = l.user_id
        WHERE l.utc_day >= '{from}' AND l.utc_day < '{until}' AND l.total_xp_change <> 0 AND l.source_type NOT IN ({Apart})
            AND (l.corrects_id IS NULL OR c.utc_day >= '{from}') AND (wiped.line IS NULL OR l.transaction_id > wiped.line)
        GROUP BY l.user_id + 0 HAVING SUM(l.total_xp_change) > 0
        """;

    private Task<bool> Each(string select, Action<ManyRows> take, CancellationToken stop) => data.Read(async db =>
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var rows = await data.Dialect.Rows(db, select, [], stop);
        while (rows.Read()) take(rows);
        return true;
    }, stop);
}
