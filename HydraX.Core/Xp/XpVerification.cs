using System.Globalization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp;

/// <summary>A member whose ledger does not add up to what their profile says.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">Their name.</param>
/// <param name="Says">What is wrong, in words.</param>
public sealed record LedgerFault(long UserId, string Username, string Says);

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
        ? $"{Spoken.Number(Lines, "line")} of {Spoken.Number(Members, "member")} {(Lines == 1 ? "adds" : "add")} up"
        : $"The ledger does not add up for {FaultCount} of {Spoken.Number(Members, "member")}: {string.Join(", ", Faults.Take(20).Select(f => $"{f.Username} ({f.Says})"))}{(FaultCount > 20 ? ", …" : "")}";
}

/// <summary>The ledger does not add up: what makes the nightly check look failed.</summary>
/// <param name="report">What was found.</param>
public sealed class LedgerBrokenException(VerificationReport report) : Exception(report.Says)
{
    /// <summary>What was found.</summary>
    public VerificationReport Report => report;
}

/// <summary>
/// Holds the ledger to its promise: for every member the lines add up to all that the profile keeps of them (balance, total XP, what prestiges set aside, the latest
/// gain, XP of the day, week, month and season), and each line's running balance is right. It reads in blocks of members, each look at a block one statement
/// and so of one moment, while awards go on.
/// </summary>
public sealed class XpVerification(HydraXData data, XpCalendar calendar, Clock clock)
{
    /// <summary>The name of the nightly check among the jobs.</summary>
    public const string Job = "xp-verification";

    /// <summary>Members whom a report names.</summary>
    public const int MostNamed = 100;

    // Ids a statement, so that a page can show how far it is. Measured: a million lines take SQLite 1.4 s.
    private const long Block = 50_000;

    // Members who have been here for years have many lines; a night's check may take its time.
    private const int SecondsAStatement = 600;

    private static readonly string SetAside = string.Join(", ", Enum.GetValues<XpSource>().Where(XpRules.IsSetAside).Select(source => $"'{source.Code()}'"));

    // Columns that a profile keeps of its lines, each beside what the lines say.
    private static readonly string Sums = $"""
        WITH lines AS (
            SELECT user_id, transaction_id, source_type, amount, total_xp_change, balance_after, created_at,
                SUM(amount) OVER (PARTITION BY user_id ORDER BY transaction_id ROWS UNBOUNDED PRECEDING) AS running
            FROM xp_transactions WHERE user_id > @p0 AND user_id <= @p1
        ), sums AS (
            SELECT user_id, CAST(SUM(amount) AS BIGINT) AS balance, CAST(SUM(total_xp_change) AS BIGINT) AS total,
                CAST(SUM(CASE WHEN source_type IN ({SetAside}) THEN -total_xp_change ELSE 0 END) AS BIGINT) AS set_aside,
                COALESCE(MAX(CASE WHEN total_xp_change > 0 AND source_type NOT IN ({SetAside}, '{XpSource.PressPassRestore.Code()}', '{XpSource.AccountMerge.Code()}') THEN created_at END),
                    MIN(CASE WHEN total_xp_change > 0 AND source_type = '{XpSource.AccountMerge.Code()}' THEN created_at END)) AS earned_at,
                MIN(CASE WHEN balance_after <> running THEN transaction_id END) AS wrong_line
            FROM lines GROUP BY user_id
        ), pairs AS (
            SELECT p.user_id, u.username, p.xp_balance, COALESCE(s.balance, 0) AS balance, p.total_xp, COALESCE(s.total, 0) AS total,
                p.xp_set_aside, COALESCE(s.set_aside, 0) AS set_aside, p.xp_earned_at, s.earned_at, s.wrong_line
            FROM user_profiles p JOIN users u ON u.user_id = p.user_id LEFT JOIN sums s ON s.user_id = p.user_id
            WHERE p.user_id > @p0 AND p.user_id <= @p1
        )
        SELECT * FROM pairs
        WHERE xp_balance <> balance OR total_xp <> total OR xp_set_aside <> set_aside OR wrong_line IS NOT NULL
            OR xp_earned_at <> earned_at OR (xp_earned_at IS NULL AND earned_at IS NOT NULL) OR (xp_earned_at IS NOT NULL AND earned_at IS NULL)
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

    private async Task<VerificationReport> Range(long after, long upTo, CancellationToken stop)
    {
        var (members, lines) = await data.Read(async db => (
            await db.Profiles.LongCountAsync(p => p.UserId > after && p.UserId <= upTo, stop),
            await db.XpTransactions.LongCountAsync(t => t.UserId > after && t.UserId <= upTo, stop)), stop);
        var faults = (await WrongSums(after, upTo, stop)).Concat(await WrongPeriods(after, upTo, stop))
            .GroupBy(fault => (fault.UserId, fault.Username), (who, own) => new LedgerFault(who.UserId, who.Username, string.Join("; ", own.Select(fault => fault.Says))))
            .OrderBy(fault => fault.UserId).ToList();
        return new VerificationReport(members, lines, faults.Count, [.. faults.Take(MostNamed)]);
    }

    private Task<List<LedgerFault>> WrongSums(long after, long upTo, CancellationToken stop) => data.Read(async db =>
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var command = Sql.Command(db, Sums, after, upTo);
        command.CommandTimeout = SecondsAStatement;
        await using var reader = await command.ExecuteReaderAsync(stop);
        var faults = new List<LedgerFault>();
        while (await reader.ReadAsync(stop))
        {
            var wrong = new List<string>();
            Compare(wrong, "balance", reader.GetInt64(2), reader.GetInt64(3));
            Compare(wrong, "total XP", reader.GetInt64(4), reader.GetInt64(5));
            Compare(wrong, "set aside", reader.GetInt64(6), reader.GetInt64(7));
            if (Instant(8) is var kept && Instant(9) is var counted && kept != counted) wrong.Add($"latest gain {Text(kept)}, by the lines {Text(counted)}");
            if (!reader.IsDBNull(10)) wrong.Add($"running balance wrong from line {reader.GetInt64(10)}");
            faults.Add(new(reader.GetInt64(0), reader.GetString(1), string.Join("; ", wrong)));
        }
        return faults;

        DateTimeOffset? Instant(int column) => reader.IsDBNull(column) ? null : data.Dialect.Instant(reader, column);
        static string Text(DateTimeOffset? at) => at is null ? "never" : string.Create(CultureInfo.InvariantCulture, $"{at.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
    }, stop);

    // Periods that have ended count nothing any more: members without a gain in one of today's are in order whatever their profile still says.
    private Task<List<LedgerFault>> WrongPeriods(long after, long upTo, CancellationToken stop) => data.Read(async db =>
    {
        var (today, seasons) = (clock.Today, calendar.Seasons);
        var since = XpPeriods.EarliestOf(today, seasons);
        db.Database.SetCommandTimeout(SecondsAStatement);
        var rows =
            from profile in db.Profiles
            where profile.UserId > after && profile.UserId <= upTo && profile.XpEarnedAt >= since.Start
            join user in db.Users on profile.UserId equals user.Id
            from line in db.XpTransactions.Where(t => t.UserId == profile.UserId && t.UtcDay >= since.Date)
            from corrected in db.XpTransactions.Where(t => t.TransactionId == line.CorrectsId).DefaultIfEmpty()
            orderby profile.UserId, line.TransactionId
            select new
            {
                Member = new PeriodSums(profile.UserId, user.UserName!, profile.XpEarnedAt!.Value, profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth, profile.XpOfSeason),
                line.TransactionId,
                line.SourceType,
                line.TotalXpChange,
                line.UtcDay,
                line.CorrectsId,
                CorrectedOn = (DateOnly?)corrected.UtcDay,
            };
        var (faults, member, lines) = (new List<LedgerFault>(), default(PeriodSums), new List<PeriodLine>());
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
        {
            if (row.Member.UserId != member?.UserId) Check();
            member = row.Member;
            lines.Add(new(row.TransactionId, Codes<XpSource>.Parse(row.SourceType), row.TotalXpChange, new(row.CorrectedOn ?? row.UtcDay), row.CorrectsId));
        }
        Check();
        return faults;

        void Check()
        {
            if (member is not null) faults.AddRange(member.Check(today, lines, seasons));
            lines.Clear();
        }
    }, stop);

    private static void Compare(List<string> wrong, string what, long kept, long byTheLines)
    {
        if (kept != byTheLines) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {kept:N0}, by the lines {byTheLines:N0}"));
    }

    private static VerificationReport Add(VerificationReport sum, VerificationReport block) =>
        new(sum.Members + block.Members, sum.Lines + block.Lines, sum.FaultCount + block.FaultCount, [.. sum.Faults.Concat(block.Faults).Take(MostNamed)]);

    private sealed record PeriodSums(long UserId, string Username, DateTimeOffset EarnedAt, long OfDay, long OfWeek, long OfMonth, long OfSeason)
    {
        public IEnumerable<LedgerFault> Check(UtcDay today, IReadOnlyCollection<PeriodLine> lines, SeasonList seasons)
        {
            var day = UtcDay.Of(EarnedAt) > today ? UtcDay.Of(EarnedAt) : today;
            var (kept, byTheLines) = (XpPeriods.Of(EarnedAt, new(OfDay, OfWeek, OfMonth, OfSeason), day, seasons), XpPeriods.Sum(day, lines, seasons));
            var wrong = new List<string>();
            Compare(wrong, "XP of the day", kept.Day, byTheLines.Day);
            Compare(wrong, "XP of the week", kept.Week, byTheLines.Week);
            Compare(wrong, "XP of the month", kept.Month, byTheLines.Month);
            Compare(wrong, "XP of the season", kept.Season, byTheLines.Season);
            if (wrong.Count > 0) yield return new(UserId, Username, string.Join("; ", wrong));
        }
    }
}
