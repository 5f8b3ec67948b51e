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
    // Ids asked for in one question when the ledger is replayed.
    private const long Stretch = 100_000;

    private static readonly string Wipe = XpSource.PressPassReset.Code();
    private static readonly string Restore = XpSource.PressPassRestore.Code();
    private static readonly string Prestige = XpSource.Prestige.Code();

    /// <summary>The highest id on the ledger; 0 on an empty one.</summary>
    public Task<long> HighestLine(CancellationToken stop) =>
        data.Read(async db => await db.XpTransactions.MaxAsync(t => (long?)t.TransactionId, stop) ?? 0, stop);

    /// <summary>The next lines after an id.</summary>
    public Task<List<BoardLine>> LinesAfter(long id, int most, CancellationToken stop) =>
        Lines(lines => lines.Where(t => t.TransactionId > id).OrderBy(t => t.TransactionId).Take(most), stop);

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

    /// <summary>The lowest id among the lines since a day; null when there are none. Lines of a day need not lie together.</summary>
    public Task<long?> FirstLine(UtcDay since, UtcDay today, CancellationToken stop) => data.Read(async db =>
    {
        long? first = null;
        for (var day = since; day <= today; day = day.Next)
        {
            var ofDay = await db.XpTransactions.Where(t => t.UtcDay == day.Date).MinAsync(t => (long?)t.TransactionId, stop);
            first = first is null || ofDay < first ? ofDay ?? first : first;
        }
        return first;
    }, stop);

    /// <summary>Hands out the lines between two ids, both included, in their order; wipes that were restored come as lines without effect.</summary>
    public Task Replay(long from, long until, Action<BoardLine> take, CancellationToken stop) => data.Read(async db =>
    {
        // Few lines name another one; asked for apart, the many need neither a join nor their source's name.
        var naming = await Rows(db.XpTransactions.Where(t => t.CorrectsId != null && t.TransactionId >= from && t.TransactionId <= until), db.XpTransactions).ToListAsync(stop);
        var correctedAt = naming.ToDictionary(row => row.Id, row => row.CorrectedAt!.Value);
        var undone = naming.Where(row => row.Source == Restore).Select(row => row.CorrectsId!.Value).ToHashSet();
        for (var low = from; low <= until; low += Stretch)
        {
            var high = Math.Min(until, low + Stretch - 1);
            var lines = db.XpTransactions.Where(t => t.TransactionId >= low && t.TransactionId <= high).OrderBy(t => t.TransactionId).Select(t => new
            {
                t.TransactionId,
                t.UserId,
                t.TotalXpChange,
                t.CreatedAt,
                Kind = t.SourceType == Wipe ? LineKind.Wiped : t.SourceType == Restore ? LineKind.Restored : t.SourceType == Prestige ? LineKind.SetAside : LineKind.Earned,
            });
            await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(stop))
            {
                var kind = line.Kind == LineKind.Wiped && undone.Contains(line.TransactionId) ? LineKind.Restored : line.Kind;
                take(new BoardLine(line.TransactionId, line.UserId, line.TotalXpChange, kind, line.CreatedAt, correctedAt.GetValueOrDefault(line.TransactionId, line.CreatedAt)));
            }
        }
        return true;
    }, stop);

    /// <summary>What prestiges took off total XP up to a line, by member.</summary>
    public Task<Dictionary<long, long>> SetAside(long upTo, CancellationToken stop) => data.Read(db =>
        db.Profiles.Where(p => p.PrestigeLevel > 0).Select(p => new
        {
            p.UserId,
            Xp = -db.XpTransactions.Where(t => t.UserId == p.UserId && t.SourceType == Prestige && t.TransactionId <= upTo).Sum(t => t.TotalXpChange),
        }).ToDictionaryAsync(member => member.UserId, member => member.Xp, stop), stop);

    private Task<List<BoardLine>> Lines(Func<IQueryable<XpTransaction>, IQueryable<XpTransaction>> which, CancellationToken stop) => data.Read(async db =>
        (await Rows(which(db.XpTransactions), db.XpTransactions).ToListAsync(stop)).ConvertAll(Line), stop);

    private static IQueryable<Row> Rows(IQueryable<XpTransaction> lines, IQueryable<XpTransaction> all) => lines.Select(t => new Row(
        t.TransactionId, t.UserId, t.TotalXpChange, t.SourceType, t.CorrectsId, t.CreatedAt,
        all.Where(c => c.TransactionId == t.CorrectsId).Select(c => (DateTimeOffset?)c.CreatedAt).FirstOrDefault()));

    private static BoardLine Line(Row row) => new(row.Id, row.UserId, row.Change, KindOf(row), row.At, row.CorrectedAt ?? row.At);

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
