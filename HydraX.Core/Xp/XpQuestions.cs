using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp;

/// <summary>A line of the ledger as it is shown and exported.</summary>
/// <param name="TransactionId">Its id; 0 for a wipe whose midnight has passed and that no sweep has written yet.</param>
/// <param name="At">When it counts.</param>
/// <param name="Source">What it is for.</param>
/// <param name="Amount">Change of the balance.</param>
/// <param name="TotalXpChange">Change of total XP.</param>
/// <param name="BalanceAfter">Balance with it.</param>
/// <param name="BaseAmount">XP before multipliers; null where none apply.</param>
/// <param name="Multipliers">Factors other than 1.</param>
/// <param name="Description">In words, for the member.</param>
/// <param name="CorrectsId">The line that it corrects or gives back.</param>
/// <param name="Cause">The line that it corrects, or with which an achievement or goal was met; null where there is none, or where nobody asked.</param>
public sealed record LedgerLine(long TransactionId, DateTimeOffset At, XpSource Source, long Amount, long TotalXpChange, long BalanceAfter, long? BaseAmount,
    IReadOnlyList<Multiplier> Multipliers, string? Description, long? CorrectsId, LedgerLine? Cause = null);

/// <summary>Which lines of a ledger are asked for.</summary>
/// <param name="Source">Of one source.</param>
/// <param name="From">Of this UTC day and later.</param>
/// <param name="To">Of this UTC day and earlier.</param>
public readonly record struct LedgerFilter(XpSource? Source = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Whether it leaves every line.</summary>
    public bool IsAll => this == default;

    /// <summary>Whether a line of a source and a day belongs to it.</summary>
    public bool Fits(XpSource source, DateOnly day) => (Source is null || Source == source) && !(day < From) && !(day > To);
}

/// <summary>A page of a member's ledger, newest line first.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="NewerThan">What to ask the page of newer lines with; null on the newest page.</param>
/// <param name="OlderThan">What to ask the page of older lines with; null on the oldest page.</param>
public sealed record LedgerSheet(IReadOnlyList<LedgerLine> Lines, long? NewerThan, long? OlderThan);

/// <summary>Where a page of the ledger lies: before a line, after a line, or neither, which is the newest page.</summary>
/// <param name="OlderThan">Lines before this id.</param>
/// <param name="NewerThan">Lines after this id.</param>
public sealed record LedgerSpot(long? OlderThan = null, long? NewerThan = null);

/// <summary>XP of one UTC day.</summary>
/// <param name="On">The day.</param>
/// <param name="Earned">XP earned: what total XP grew by. Wipes, what undoes them, a prestige and a season's beginning are left out.</param>
/// <param name="Wiped">XP that a wipe took on this day: the one at its first instant, or one by deactivation.</param>
/// <param name="TotalXpChange">What total XP changed by in all.</param>
public sealed record DayXp(DateOnly On, long Earned, long Wiped, long TotalXpChange);

/// <summary>Reads of the ledger, for screens and exports. Truth is derived: a wipe counts from its midnight on, whether or not a sweep has written it.</summary>
public sealed class XpQuestions(HydraXData data, Clock clock)
{
    /// <summary>The first line of an export.</summary>
    public const string CsvHeading = "transaction_id,at_utc,source_type,source_id,description,base_amount,multipliers,amount,balance_after,corrects_id,total_xp_change";

    private const int ExportBlock = 500;
    private static readonly string[] Following = [XpSource.AchievementUnlock.Code(), XpSource.WeeklyGoal.Code()];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string Reset = XpSource.PressPassReset.Code();
    private static readonly string[] Neutral = [.. Enum.GetValues<XpSource>().Where(source => XpRules.IsSetAside(source) || source is XpSource.PressPassRestore or XpSource.AccountMerge).Select(source => source.Code())];

    /// <summary>A page of a member's ledger, of one source or of all.</summary>
    public Task<LedgerSheet> Page(long userId, XpSource? source, LedgerSpot spot, int size, CancellationToken stop = default) => Page(userId, new LedgerFilter(source), spot, size, stop);

    /// <summary>A page of a member's ledger, with what caused its lines.</summary>
    public Task<LedgerSheet> Page(long userId, LedgerFilter filter, LedgerSpot spot, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var sheet = await Sheet(db, userId, filter, spot, size, stop);
        return sheet with { Lines = await WithCauses(db, userId, sheet.Lines, stop) };
    }, stop);

    /// <summary>What a member's lines come to: all of them, and those that fit a filter. One question.</summary>
    public Task<LedgerSums> Sums(long userId, LedgerFilter filter, CancellationToken stop = default) => data.Read(async db =>
    {
        var (code, from, to) = (filter.Source?.Code(), filter.From, filter.To);
        var rows = await db.XpTransactions.Where(t => t.UserId == userId)
            .GroupBy(t => new { t.SourceType, Fits = (code == null || t.SourceType == code) && (from == null || t.UtcDay >= from) && (to == null || t.UtcDay <= to) })
            .Select(g => new { g.Key.SourceType, g.Key.Fits, Lines = g.Count(), Xp = g.Sum(t => t.Amount), Total = g.Sum(t => t.TotalXpChange) }).ToListAsync(stop);
        var groups = rows.ConvertAll(row => (Source: Codes<XpSource>.Parse(row.SourceType), row.Fits, row.Lines, row.Xp, row.Total));
        if (await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop) is { } profile && DueWipe(profile, clock.GetUtcNow()) is { } due)
            groups.Add((due.Source, filter.Fits(due.Source, UtcDay.Of(due.At).Date), 1, due.Amount, due.TotalXpChange));
        return new LedgerSums(Sum(groups), Sum(groups.Where(group => group.Fits)));

        static LedgerSum Sum(IEnumerable<(XpSource Source, bool Fits, int Lines, long Xp, long Total)> groups)
        {
            var all = groups.ToList();
            return new(all.Sum(g => g.Lines), [.. Enum.GetValues<LedgerPartKind>().Select(kind => all.Where(g => LedgerSum.KindOf(g.Source) == kind).ToList() is var own ? new LedgerPart(kind, own.Sum(g => g.Xp), own.Sum(g => g.Total)) : default)]);
        }
    }, stop);

    private async Task<LedgerSheet> Sheet(HydraXDb db, long userId, LedgerFilter filter, LedgerSpot spot, int size, CancellationToken stop)
    {
        var lines = Lines(db, userId, filter);
        if (spot.NewerThan is { } newer)
        {
            var found = await Select(lines.Where(t => t.TransactionId > newer).OrderBy(t => t.TransactionId)).Take(size + 1).ToListAsync(stop);
            if (found.Count > size) return PageOf(found.Take(size).Reverse(), hasNewer: true, hasOlder: true);
        }
        else if (spot.OlderThan is { } older)
        {
            var found = await Select(lines.Where(t => t.TransactionId < older).OrderByDescending(t => t.TransactionId)).Take(size + 1).ToListAsync(stop);
            return PageOf(found.Take(size), hasNewer: true, hasOlder: found.Count > size);
        }
        // Fewer newer lines than a page holds: the newest page, whole.
        return await Newest(db, userId, filter, size, stop);
    }

    // What follows from a line is written in its transaction, and so at its instant.
    private static async Task<IReadOnlyList<LedgerLine>> WithCauses(HydraXDb db, long userId, IReadOnlyList<LedgerLine> lines, CancellationToken stop)
    {
        var corrected = lines.Select(line => line.CorrectsId).OfType<long>().Distinct().ToList();
        var following = lines.Where(line => Following.Contains(line.Source.Code())).ToList();
        if (corrected.Count == 0 && following.Count == 0) return lines;
        var last = following.Select(line => line.TransactionId).DefaultIfEmpty().Max();
        var (from, to) = following.Count == 0 ? (default, default) : (UtcDay.Of(following.Min(line => line.At)).Date, UtcDay.Of(following.Max(line => line.At)).Date);
        var causes = (await Select(db.XpTransactions.Where(t => t.UserId == userId
            && (corrected.Contains(t.TransactionId) || (t.TransactionId < last && t.UtcDay >= from && t.UtcDay <= to && !Following.Contains(t.SourceType))))).ToListAsync(stop)).ConvertAll(Line);
        var (byId, byInstant) = (causes.ToDictionary(line => line.TransactionId), causes.ToLookup(line => line.At));
        return [.. lines.Select(line => line.CorrectsId is { } id ? line with { Cause = byId.GetValueOrDefault(id) }
            : Following.Contains(line.Source.Code()) ? line with { Cause = byInstant[line.At].Where(cause => cause.TransactionId < line.TransactionId && cause.Source != XpSource.Correction).MaxBy(cause => cause.TransactionId) } : line)];
    }

    /// <summary>The newest lines of a member.</summary>
    internal async Task<IReadOnlyList<LedgerLine>> Latest(HydraXDb db, UserProfile profile, int count, CancellationToken stop)
    {
        var rows = await Select(Lines(db, profile.UserId, default).OrderByDescending(t => t.TransactionId)).Take(count).ToListAsync(stop);
        return [.. WithDue(DueWipe(profile, clock.GetUtcNow()), rows.Select(Line)).Take(count)];
    }

    /// <summary>A member's days that have XP, from a day on, in order.</summary>
    internal async Task<IReadOnlyList<DayXp>> Days(HydraXDb db, UserProfile profile, DateOnly from, CancellationToken stop)
    {
        var rows = await db.XpTransactions.Where(t => t.UserId == profile.UserId && t.UtcDay >= from)
            .GroupBy(t => new { t.UtcDay, Kind = t.SourceType == Reset ? 2 : Neutral.Contains(t.SourceType) ? 1 : 0 })
            .Select(g => new { g.Key.UtcDay, g.Key.Kind, Amount = g.Sum(t => t.Amount), Total = g.Sum(t => t.TotalXpChange) })
            .ToListAsync(stop);
        if (DueWipe(profile, clock.GetUtcNow()) is { } due && UtcDay.Of(due.At).Date >= from)
            rows.Add(new { UtcDay = UtcDay.Of(due.At).Date, Kind = 2, due.Amount, Total = due.TotalXpChange });
        return [.. rows.GroupBy(r => r.UtcDay).OrderBy(g => g.Key).Select(g => new DayXp(
            g.Key, g.Where(r => r.Kind == 0).Sum(r => r.Total), -g.Where(r => r.Kind == 2).Sum(r => r.Amount), g.Sum(r => r.Total)))];
    }

    /// <summary>The line of a day's daily login, or null.</summary>
    internal async Task<LedgerLine?> DailyLogin(HydraXDb db, long userId, UtcDay day, CancellationToken stop)
    {
        var key = RewardKey.DailyLogin(day);
        return await Select(db.XpTransactions.Where(t => t.UserId == userId && t.RewardKey == key)).FirstOrDefaultAsync(stop) is { } row ? Line(row) : null;
    }

    /// <summary>Lines of a member after a line, oldest first.</summary>
    internal async Task<IReadOnlyList<LedgerLine>> After(HydraXDb db, long userId, long transactionId, DateTimeOffset from, int most, CancellationToken stop) =>
        [.. (await Select(Lines(db, userId, default).Where(t => t.TransactionId > transactionId && t.CreatedAt >= from).OrderBy(t => t.TransactionId)).Take(most).ToListAsync(stop)).Select(Line)];

    /// <summary>Lines of a member as CSV (RFC 4180, without line ends), the heading first, newest line next; read block by block, so that any number will do.</summary>
    public async IAsyncEnumerable<string> Csv(long userId, LedgerFilter filter, [EnumeratorCancellation] CancellationToken stop = default)
    {
        yield return CsvHeading;
        long? before = null;
        do
        {
            var older = before;
            var rows = await data.Read(db => Select(Lines(db, userId, filter).Where(t => older == null || t.TransactionId < older).OrderByDescending(t => t.TransactionId)).Take(ExportBlock).ToListAsync(stop), stop);
            foreach (var row in rows) yield return CsvOf(row);
            before = rows.Count == ExportBlock ? rows[^1].TransactionId : null;
        }
        while (before is not null);
    }

    /// <summary>The wipe that holds since its midnight although it is not written yet; null if none is due or there is nothing to take.</summary>
    public static LedgerLine? DueWipe(UserProfile profile, DateTimeOffset now)
    {
        if (MidnightRules.Due(profile.WipeSettledUntil, profile.WipeUntil, now) is not { } midnight) return null;
        var (balance, total) = MidnightRules.Shown(profile, now);
        if (balance == profile.XpBalance && total == profile.TotalXp) return null;
        return new(0, midnight.Start, XpSource.PressPassReset, balance - profile.XpBalance, total - profile.TotalXp, balance, null, [], null, null);
    }

    private async Task<LedgerSheet> Newest(HydraXDb db, long userId, LedgerFilter filter, int size, CancellationToken stop)
    {
        var found = await Select(Lines(db, userId, filter).OrderByDescending(t => t.TransactionId)).Take(size + 1).ToListAsync(stop);
        var page = PageOf(found.Take(size), hasNewer: false, hasOlder: found.Count > size);
        if (filter.Source is not (null or XpSource.PressPassReset)) return page;
        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop);
        var due = profile is null ? null : DueWipe(profile, clock.GetUtcNow());
        return due is null || !filter.Fits(due.Source, UtcDay.Of(due.At).Date) ? page : page with { Lines = [.. WithDue(due, page.Lines)] };
    }

    private static LedgerSheet PageOf(IEnumerable<Row> rows, bool hasNewer, bool hasOlder)
    {
        var lines = rows.Select(Line).ToList();
        return new(lines, hasNewer && lines.Count > 0 ? lines[0].TransactionId : null, hasOlder && lines.Count > 0 ? lines[^1].TransactionId : null);
    }

    private static IEnumerable<LedgerLine> WithDue(LedgerLine? due, IEnumerable<LedgerLine> lines) => due is null ? lines : lines.Prepend(due);

    private static IQueryable<XpTransaction> Lines(HydraXDb db, long userId, LedgerFilter filter)
    {
        var lines = db.XpTransactions.Where(t => t.UserId == userId);
        if (filter.From is { } from) lines = lines.Where(t => t.UtcDay >= from);
        if (filter.To is { } to) lines = lines.Where(t => t.UtcDay <= to);
        if (filter.Source is not { } one) return lines;
        var code = one.Code();
        return lines.Where(t => t.SourceType == code);
    }

    private static IQueryable<Row> Select(IQueryable<XpTransaction> lines) => lines.Select(t => new Row(
        t.TransactionId, t.CreatedAt, t.SourceType, t.SourceId, t.Amount, t.TotalXpChange, t.BalanceAfter, t.BaseAmount, t.Multipliers, t.Description, t.CorrectsId));

    private static LedgerLine Line(Row row) => new(row.TransactionId, row.At, Codes<XpSource>.Parse(row.SourceType), row.Amount, row.TotalXpChange, row.BalanceAfter,
        row.BaseAmount, row.Multipliers == "[]" ? [] : JsonSerializer.Deserialize<List<Multiplier>>(row.Multipliers, Json)!, row.Description, row.CorrectsId);

    private static string CsvOf(Row row) => Kernel.Csv.Line(
        Number(row.TransactionId), row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), row.SourceType, Number(row.SourceId),
        row.Description, Number(row.BaseAmount), row.Multipliers, Number(row.Amount), Number(row.BalanceAfter), Number(row.CorrectsId), Number(row.TotalXpChange));

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(long TransactionId, DateTimeOffset At, string SourceType, long? SourceId, long Amount, long TotalXpChange, long BalanceAfter, long? BaseAmount,
        string Multipliers, string? Description, long? CorrectsId);
}
