using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards;

/// <summary>A member's total XP as of some line of the ledger.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="TotalXp">Total XP.</param>
/// <param name="EarnedAt">When it last grew.</param>
public readonly record struct MemberTotal(long UserId, long TotalXp, DateTimeOffset EarnedAt);

/// <summary>What a member's profile has counted.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="TotalXp">Total XP.</param>
/// <param name="SetAside">What prestiges and seasons took off it.</param>
/// <param name="EarnedAt">When it last grew.</param>
/// <param name="Periods">XP of that day, of its week, its month and its season.</param>
public readonly record struct MemberSums(long UserId, long TotalXp, long SetAside, DateTimeOffset EarnedAt, PeriodXp Periods);

/// <summary>A line that is in a member's sums.</summary>
/// <param name="Id">The line's id.</param>
/// <param name="UserId">Whose.</param>
public readonly record struct SeenLine(long Id, long UserId);

/// <summary>What the boards ask the database.</summary>
public sealed class BoardSources(HydraXData data)
{
    // By hand: EF Core takes twice the time to turn a million rows into what is asked for. A row without an instant is a line. All lines are asked for, whosesoever:
    // finding those of the range by a join takes a database longer than handing out a few too many.
    private const string LinesAndSums = """
        SELECT user_id, transaction_id, NULL, 0, 0, 0, 0, 0 FROM xp_transactions WHERE transaction_id > @p2
        UNION ALL
        SELECT user_id, total_xp, xp_earned_at, xp_set_aside, xp_of_day, xp_of_week, xp_of_month, xp_of_season
        FROM user_profiles WHERE profile_id >= @p0 AND profile_id < @p1 AND xp_earned_at IS NOT NULL
        """;

    // Members handed out together: few enough to stay in a core's cache, enough to make taking turns cheap.
    private const int Batch = 4_096;

    // Most members are of one tier: the others alone are asked for, by the index.
    private static readonly string OtherTiers =
        $"SELECT user_id, CAST(CASE tier {string.Join(' ', Other.Select(tier => $"WHEN '{tier.Code()}' THEN {(int)tier}"))} END AS BIGINT) FROM users WHERE tier IN ({string.Join(", ", Other.Select(tier => $"'{tier.Code()}'"))})";

    private static IEnumerable<TierCode> Other => Enum.GetValues<TierCode>().Where(tier => tier != TierCode.Nibbler);

    private static readonly string Wipe = XpSource.PressPassReset.Code();
    private static readonly string Restore = XpSource.PressPassRestore.Code();
    private static readonly string[] SetAside = [.. Enum.GetValues<XpSource>().Where(XpRules.IsSetAside).Select(source => source.Code())];
    private static readonly string Merge = XpSource.AccountMerge.Code();

    /// <summary>The highest id on the ledger; 0 on an empty one.</summary>
    public Task<long> HighestLine(CancellationToken stop) =>
        data.Read(async db => await db.XpTransactions.MaxAsync(t => (long?)t.TransactionId, stop) ?? 0, stop);

    /// <summary>The next lines after an id.</summary>
    public Task<List<BoardLine>> LinesAfter(long id, int most, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.TransactionId > id).OrderBy(t => t.TransactionId).Take(most), stop);

    /// <summary>The next lines after an id by which somebody earned XP. A night of wipes in between is passed over.</summary>
    public Task<List<BoardLine>> GainsAfter(long id, int most, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.TransactionId > id && t.TotalXpChange > 0 && t.SourceType != Wipe && t.SourceType != Restore && t.SourceType != Merge && !SetAside.Contains(t.SourceType))
            .OrderBy(t => t.TransactionId).Take(most), stop);

    /// <summary>The lines that are there now between two ids, both included.</summary>
    public Task<List<BoardLine>> LinesBetween(long from, long until, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.TransactionId >= from && t.TransactionId <= until).OrderBy(t => t.TransactionId), stop);

    /// <summary>A member's lines since a day, those left out that were undone: a wipe that was restored.</summary>
    public Task<List<BoardLine>> LinesOf(long userId, UtcDay since, CancellationToken stop) => data.Read(async db =>
    {
        var rows = Rows(db.XpTransactions.Where(t => t.UserId == userId && t.UtcDay >= since.Date).OrderBy(t => t.TransactionId), db.XpTransactions);
        var lines = await rows.ToListAsync(stop);
        var undone = lines.Where(row => row.Source == Restore).Select(row => row.CorrectsId).ToHashSet();
        return lines.Where(row => !undone.Contains(row.Id)).Select(Line).ToList();
    }, stop);

    /// <summary>Who is off the boards: suspended and hidden members.</summary>
    public Task<HashSet<long>> Away(CancellationToken stop) => data.Read(db =>
        db.Users.Where(u => !u.IsActive).Select(u => u.Id)
            .Union(db.Profiles.Where(p => p.Visibility == Visibility.Hidden).Select(p => p.UserId))
            .ToHashSetAsync(stop), stop);

    /// <summary>The members' tiers, by the number of <see cref="TierCode"/>.</summary>
    public Task<MemberClasses> Tiers(CancellationToken stop) => data.Read(async db =>
    {
        var tiers = new MemberClasses(Enum.GetValues<TierCode>().Length, (byte)TierCode.Nibbler);
        await db.Database.OpenConnectionAsync(stop);
        await using var row = await data.Dialect.Rows(db, OtherTiers, [], stop);
        while (row.Read()) tiers.Set(row.Long(0), (int)row.Long(1));
        return tiers;
    }, stop);

    /// <summary>Members whose wipe of a past midnight is due but not written, with that midnight.</summary>
    public Task<Dictionary<long, DateTimeOffset>> DueWipes(DateTimeOffset now, CancellationToken stop) => data.Read(async db =>
    {
        var today = UtcDay.Of(now).Start;
        var due = new Dictionary<long, DateTimeOffset>();
        var unsettled = db.Profiles.Where(p => p.PressPassActive && p.TotalXp > 0 && p.WipeSettledUntil < today)
            .Select(p => new { p.UserId, p.WipeSettledUntil, p.WipeUntil });
        await foreach (var pass in unsettled.AsAsyncEnumerable().WithCancellation(stop))
            if (MidnightRules.Due(pass.WipeSettledUntil, pass.WipeUntil, now) is { } midnight) due.Add(pass.UserId, midnight.Start);
        return due;
    }, stop);

    /// <summary>The highest id of a profile; 0 without members.</summary>
    public Task<long> HighestProfile(CancellationToken stop) => data.Read(async db => await db.Profiles.MaxAsync(p => (long?)p.ProfileId, stop) ?? 0, stop);

    /// <summary>
    /// Hands out what a range of profiles has counted, a batch at a time, and returns the lines after an id that are in it. Both come from one
    /// statement, so they are of one moment: read on from there, nothing is counted twice and nothing is left out.
    /// </summary>
    /// <param name="from">The first profile.</param>
    /// <param name="until">The last, exclusive.</param>
    /// <param name="after">A line; earlier ones are in the sums for certain.</param>
    /// <param name="take">Takes some members.</param>
    /// <param name="stop">Gives up.</param>
    public Task<List<SeenLine>> Sums(long from, long until, long after, Action<IReadOnlyList<MemberSums>> take, CancellationToken stop) => data.Read(async db =>
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var row = await data.Dialect.Rows(db, LinesAndSums, [from, until, after], stop);
        var (lines, earners, seen, batch) = (new List<SeenLine>(), new HashSet<long>(), new HashSet<long>(), new List<MemberSums>(Batch));
        while (row.Read())
        {
            var user = row.Long(0);
            if (row.IsNull(2))
            {
                lines.Add(new(row.Long(1), user));
                earners.Add(user);
                continue;
            }
            batch.Add(new(user, row.Long(1), row.Long(3), row.Instant(2), new(row.Long(4), row.Long(5), row.Long(6), row.Long(7))));
            if (earners.Contains(user)) seen.Add(user);
            if (batch.Count < Batch) continue;
            take(batch);
            batch.Clear();
        }
        take(batch);
        return lines.FindAll(line => seen.Contains(line.UserId));
    }, stop);

    /// <summary>One member's total without the lines that do not count yet; null for an unknown member.</summary>
    public Task<MemberTotal?> TotalOf(long userId, long lowestUnread, Func<long, bool> counts, CancellationToken stop) => data.Read<MemberTotal?>(async db =>
    {
        // One statement: the total and the lines in it must be of one moment.
        var rows = await (
            from profile in db.Profiles
            where profile.UserId == userId
            from line in db.XpTransactions.Where(t => t.UserId == profile.UserId && t.TransactionId >= lowestUnread).DefaultIfEmpty()
            select new { profile.TotalXp, EarnedAt = profile.XpEarnedAt ?? profile.CreatedAt, Line = (long?)line.TransactionId, Change = (long?)line.TotalXpChange }).ToListAsync(stop);
        if (rows.Count == 0) return null;
        var uncounted = rows.Where(row => row.Line is { } line && !counts(line)).Sum(row => row.Change!.Value);
        return new MemberTotal(userId, rows[0].TotalXp - uncounted, rows[0].EarnedAt);
    }, stop);

    private Task<List<BoardLine>> Lines(Func<IQueryable<XpTransaction>, IQueryable<XpTransaction>> which, CancellationToken stop) => data.Read(async db =>
        (await Rows(which(db.XpTransactions), db.XpTransactions).ToListAsync(stop)).ConvertAll(Line), stop);

    private static IQueryable<Row> Rows(IQueryable<XpTransaction> lines, IQueryable<XpTransaction> all) => lines.Select(t => new Row(
        t.TransactionId, t.UserId, t.TotalXpChange, t.SourceType, t.CorrectsId, t.CreatedAt,
        all.Where(c => c.TransactionId == t.CorrectsId).Select(c => (DateTimeOffset?)c.CreatedAt).FirstOrDefault()));

    private static BoardLine Line(Row row) => new(row.Id, row.UserId, row.Change, KindOf(row), row.At, row.CorrectedAt ?? row.At);

    private static LineKind KindOf(Row row) =>
        row.Source == Wipe ? LineKind.Wiped
        : row.Source == Restore ? LineKind.Restored
        : SetAside.Contains(row.Source) ? LineKind.SetAside
        : row.Source == Merge ? LineKind.Brought
        : LineKind.Earned;

    private sealed record Row(long Id, long UserId, long Change, string Source, long? CorrectsId, DateTimeOffset At, DateTimeOffset? CorrectedAt);
}
