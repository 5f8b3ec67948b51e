using System.Globalization;
using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp;

/// <summary>A member whose ledger does not add up to what their profile says.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">Their name.</param>
/// <param name="Balance">XP balance of the profile.</param>
/// <param name="LedgerBalance">XP balance by the lines.</param>
/// <param name="TotalXp">Total XP of the profile.</param>
/// <param name="LedgerTotalXp">Total XP by the lines.</param>
/// <param name="WrongLine">The first line whose running balance is wrong, if one is.</param>
public sealed record LedgerFault(long UserId, string Username, long Balance, long LedgerBalance, long TotalXp, long LedgerTotalXp, long? WrongLine)
{
    /// <summary>What is wrong, in words.</summary>
    public string Says
    {
        get
        {
            var faults = new List<string>();
            if (Balance != LedgerBalance) faults.Add(string.Create(CultureInfo.InvariantCulture, $"balance {Balance:N0}, by the lines {LedgerBalance:N0}"));
            if (TotalXp != LedgerTotalXp) faults.Add(string.Create(CultureInfo.InvariantCulture, $"total XP {TotalXp:N0}, by the lines {LedgerTotalXp:N0}"));
            if (WrongLine is { } line) faults.Add(string.Create(CultureInfo.InvariantCulture, $"running balance wrong from line {line}"));
            return string.Join("; ", faults);
        }
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Members">Members looked at.</param>
/// <param name="Lines">Lines added up.</param>
/// <param name="FaultCount">Members for whom it fails.</param>
/// <param name="Faults">The first of them, by id; at most <see cref="XpVerification.MostNamed"/>.</param>
public sealed record VerificationReport(long Members, long Lines, long FaultCount, IReadOnlyList<LedgerFault> Faults)
{
    /// <summary>Whether everything adds up.</summary>
    public bool IsRight => FaultCount == 0;

    /// <summary>The result in one sentence; a failure names its members.</summary>
    public string Says => IsRight
        ? string.Create(CultureInfo.InvariantCulture, $"{Lines:N0} lines of {Members:N0} members add up")
        : string.Create(CultureInfo.InvariantCulture, $"The ledger does not add up for {FaultCount:N0} of {Members:N0} members: {string.Join(", ", Faults.Take(20).Select(f => $"{f.Username} ({f.Says})"))}{(FaultCount > 20 ? ", …" : "")}");
}

/// <summary>The ledger does not add up: what makes the nightly check look failed.</summary>
/// <param name="report">What was found.</param>
public sealed class LedgerBrokenException(VerificationReport report) : Exception(report.Says)
{
    /// <summary>What was found.</summary>
    public VerificationReport Report => report;
}

/// <summary>
/// Holds the ledger to its promise: for every member the lines add up to balance and total XP, and each line's running balance is right. It reads
/// in blocks of members, each block one statement and so one consistent look, while awards go on.
/// </summary>
public sealed class XpVerification(HydraXData data)
{
    /// <summary>The name of the nightly check among the jobs.</summary>
    public const string Job = "xp-verification";

    /// <summary>Members whom a report names.</summary>
    public const int MostNamed = 100;

    // Ids a statement, so that a page can show how far it is. Measured: a million lines take SQLite 1.4 s.
    private const long Block = 50_000;

    // Members who have been here for years have many lines; a night's check may take its time.
    private const int SecondsAStatement = 600;

    private const string Faults = """
        WITH lines AS (
            SELECT user_id, transaction_id, amount, total_xp_change, balance_after,
                SUM(amount) OVER (PARTITION BY user_id ORDER BY transaction_id ROWS UNBOUNDED PRECEDING) AS running
            FROM xp_transactions WHERE user_id > @p0 AND user_id <= @p1
        ), sums AS (
            SELECT user_id, CAST(SUM(amount) AS BIGINT) AS balance, CAST(SUM(total_xp_change) AS BIGINT) AS total,
                MIN(CASE WHEN balance_after <> running THEN transaction_id END) AS wrong_line
            FROM lines GROUP BY user_id
        )
        SELECT p.user_id, u.username, p.xp_balance, COALESCE(s.balance, 0), p.total_xp, COALESCE(s.total, 0), s.wrong_line
        FROM user_profiles p JOIN users u ON u.user_id = p.user_id LEFT JOIN sums s ON s.user_id = p.user_id
        WHERE p.user_id > @p0 AND p.user_id <= @p1
            AND (p.xp_balance <> COALESCE(s.balance, 0) OR p.total_xp <> COALESCE(s.total, 0) OR s.wrong_line IS NOT NULL)
        ORDER BY p.user_id
        """;

    /// <summary>Verifies all members.</summary>
    /// <param name="progress">Told the share done, 0 to 1, after each block.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<VerificationReport> All(IProgress<double>? progress = null, CancellationToken stop = default)
    {
        var last = await data.Read(db => db.Profiles.MaxAsync(p => (long?)p.UserId, stop), stop) ?? 0;
        var report = new VerificationReport(0, 0, 0, []);
        for (long after = 0; after < last; after += Block)
        {
            report = Add(report, await Range(after, after + Block, stop));
            progress?.Report(Math.Min(1, (after + Block) / (double)last));
        }
        return report;
    }

    /// <summary>Verifies one member; an unknown one is nobody to look at.</summary>
    public Task<VerificationReport> Member(long userId, CancellationToken stop = default) => Range(userId - 1, userId, stop);

    /// <summary>Verifies all members and returns the result in words. What does not add up is thrown as <see cref="LedgerBrokenException"/>.</summary>
    public async Task<string> Demand(CancellationToken stop)
    {
        var report = await All(null, stop);
        return report.IsRight ? report.Says : throw new LedgerBrokenException(report);
    }

    private Task<VerificationReport> Range(long after, long upTo, CancellationToken stop) => data.Read(async db =>
    {
        var members = await db.Profiles.LongCountAsync(p => p.UserId > after && p.UserId <= upTo, stop);
        var lines = await db.XpTransactions.LongCountAsync(t => t.UserId > after && t.UserId <= upTo, stop);
        await db.Database.OpenConnectionAsync(stop);
        await using var command = Sql.Command(db, Faults, after, upTo);
        command.CommandTimeout = SecondsAStatement;
        await using var reader = await command.ExecuteReaderAsync(stop);
        var (count, named) = (0L, new List<LedgerFault>());
        for (; await reader.ReadAsync(stop); count++)
            if (named.Count < MostNamed)
                named.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.IsDBNull(6) ? null : reader.GetInt64(6)));
        return new VerificationReport(members, lines, count, named);
    }, stop);

    private static VerificationReport Add(VerificationReport sum, VerificationReport block) =>
        new(sum.Members + block.Members, sum.Lines + block.Lines, sum.FaultCount + block.FaultCount, [.. sum.Faults.Concat(block.Faults).Take(MostNamed)]);
}
