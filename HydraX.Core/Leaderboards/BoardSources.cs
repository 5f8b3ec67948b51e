using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards;

/// <summary>A member's total XP as of some line of the ledger.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="TotalXp">Total XP.</param>
/// <param name="EarnedAt">When it last grew.</param>
public readonly record struct MemberTotal(long UserId, long TotalXp, DateTimeOffset EarnedAt);

/// <summary>What the boards ask the database.</summary>
public sealed class BoardSources(HydraXData data)
{
    private static readonly string Wipe = XpSource.PressPassReset.Code();
    private static readonly string Restore = XpSource.PressPassRestore.Code();
    private static readonly string Prestige = XpSource.Prestige.Code();

    /// <summary>The highest id on the ledger; 0 on an empty one.</summary>
    public Task<long> HighestLine(CancellationToken stop) =>
        data.Read(async db => await db.XpTransactions.MaxAsync(t => (long?)t.TransactionId, stop) ?? 0, stop);

    /// <summary>The next lines after an id.</summary>
    public Task<List<LedgerLine>> LinesAfter(long id, int most, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.TransactionId > id).OrderBy(t => t.TransactionId).Take(most), stop);

    /// <summary>The lines that are there now between two ids, both included.</summary>
    public Task<List<LedgerLine>> LinesBetween(long from, long until, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.TransactionId >= from && t.TransactionId <= until).OrderBy(t => t.TransactionId), stop);

    /// <summary>A member's lines since a day, those left out that were undone: a wipe that was restored.</summary>
    public Task<List<LedgerLine>> LinesOf(long userId, UtcDay since, CancellationToken stop) => data.Read(async db =>
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

    /// <summary>Members whose wipe of a past midnight is due but not written.</summary>
    public Task<HashSet<long>> DueWipes(DateTimeOffset now, CancellationToken stop) => data.Read(async db =>
    {
        var today = UtcDay.Of(now).Start;
        var due = new HashSet<long>();
        var unsettled = db.Profiles.Where(p => p.PressPassActive && p.TotalXp > 0 && p.WipeSettledUntil < today)
            .Select(p => new { p.UserId, p.WipeSettledUntil, p.WipeUntil });
        await foreach (var pass in unsettled.AsAsyncEnumerable().WithCancellation(stop))
            if (MidnightRules.Due(pass.WipeSettledUntil, pass.WipeUntil, now) is not null) due.Add(pass.UserId);
        return due;
    }, stop);

    /// <summary>
    /// Hands out every member's total XP with all lines up to an id. Later lines are taken off again in the same statement, so that
    /// reading on from that id counts nothing twice.
    /// </summary>
    public Task Totals(long upTo, Action<MemberTotal> take, CancellationToken stop) => data.Read(db =>
    {
        var later = db.XpTransactions.Where(t => t.TransactionId > upTo).GroupBy(t => t.UserId).Select(g => new { UserId = g.Key, Change = (long?)g.Sum(t => t.TotalXpChange) });
        var totals =
            from profile in db.Profiles
            join change in later on profile.UserId equals change.UserId into changes
            from change in changes.DefaultIfEmpty()
            where profile.TotalXp > 0 || profile.PrestigeLevel > 0 || change.Change != null
            select new MemberTotal(profile.UserId, profile.TotalXp - (change.Change ?? 0), profile.XpEarnedAt ?? profile.CreatedAt);
        return Each(totals, take, stop);
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

    /// <summary>Hands out what was earned since a day up to a line, but corrections, in any order.</summary>
    public Task Earned(UtcDay since, long upTo, Action<LedgerLine> take, CancellationToken stop) => data.Read(db => Each(
        db.XpTransactions
            .Where(t => t.UtcDay >= since.Date && t.TransactionId <= upTo && t.TotalXpChange != 0 && t.CorrectsId == null && t.SourceType != Wipe && t.SourceType != Prestige)
            .Select(t => new LedgerLine(t.TransactionId, t.UserId, t.TotalXpChange, LineKind.Earned, t.CreatedAt, t.CreatedAt)),
        take, stop), stop);

    /// <summary>Corrections since a day up to a line.</summary>
    public Task<List<LedgerLine>> Corrections(UtcDay since, long upTo, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.CorrectsId != null && t.SourceType != Restore && t.UtcDay >= since.Date && t.TransactionId <= upTo), stop);

    /// <summary>The last wipe of each member since a day up to a line that still stands, by its id.</summary>
    public Task<Dictionary<long, long>> LastWipes(UtcDay since, long upTo, CancellationToken stop) => data.Read(async db =>
    {
        var undone = await db.XpTransactions.Where(t => t.SourceType == Restore && t.CorrectsId != null && t.UtcDay >= since.Date).Select(t => t.CorrectsId!.Value).ToHashSetAsync(stop);
        var last = new Dictionary<long, long>();
        var wipes = db.XpTransactions.Where(t => t.UtcDay >= since.Date && t.TransactionId <= upTo && t.SourceType == Wipe).Select(t => new { t.UserId, t.TransactionId });
        await foreach (var wipe in wipes.AsAsyncEnumerable().WithCancellation(stop))
            if (!undone.Contains(wipe.TransactionId)) last[wipe.UserId] = Math.Max(last.GetValueOrDefault(wipe.UserId), wipe.TransactionId);
        return last;
    }, stop);

    /// <summary>What prestiges took off total XP up to a line, by member.</summary>
    public Task<Dictionary<long, long>> SetAside(long upTo, CancellationToken stop) => data.Read(db =>
        db.Profiles.Where(p => p.PrestigeLevel > 0)
            .Join(db.XpTransactions.Where(t => t.SourceType == Prestige && t.TransactionId <= upTo), p => p.UserId, t => t.UserId, (p, t) => t)
            .GroupBy(t => t.UserId)
            .ToDictionaryAsync(g => g.Key, g => -g.Sum(t => t.TotalXpChange), stop), stop);

    private Task<List<LedgerLine>> Lines(Func<IQueryable<XpTransaction>, IQueryable<XpTransaction>> which, CancellationToken stop) => data.Read(async db =>
        (await Rows(which(db.XpTransactions), db.XpTransactions).ToListAsync(stop)).ConvertAll(Line), stop);

    private static IQueryable<Row> Rows(IQueryable<XpTransaction> lines, IQueryable<XpTransaction> all) => lines.Select(t => new Row(
        t.TransactionId, t.UserId, t.TotalXpChange, t.SourceType, t.CorrectsId, t.CreatedAt,
        all.Where(c => c.TransactionId == t.CorrectsId).Select(c => (DateTimeOffset?)c.CreatedAt).FirstOrDefault()));

    private static LedgerLine Line(Row row) => new(row.Id, row.UserId, row.Change, KindOf(row), row.At, row.CorrectedAt ?? row.At);

    private static LineKind KindOf(Row row) =>
        row.Source == Wipe ? LineKind.Wiped
        : row.Source == Restore ? LineKind.Restored
        : row.Source == Prestige ? LineKind.SetAside
        : LineKind.Earned;

    private static async Task<bool> Each<T>(IQueryable<T> rows, Action<T> take, CancellationToken stop)
    {
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop)) take(row);
        return true;
    }

    private sealed record Row(long Id, long UserId, long Change, string Source, long? CorrectsId, DateTimeOffset At, DateTimeOffset? CorrectedAt);
}
