using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Bulk;

/// <summary>One of those whom it is for.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name.</param>
/// <param name="Change">Total XP before and after.</param>
public sealed record BulkExample(long UserId, string Username, BulkChange Change);

/// <summary>How many members have a rank, before and after.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Before">Members before.</param>
/// <param name="After">Members after.</param>
public sealed record RankShift(RankCode Rank, long Before, long After);

/// <summary>What a draft would do, counted without doing it.</summary>
/// <param name="Draft">What was asked.</param>
/// <param name="Whom">For whom, in words.</param>
/// <param name="Members">Members for whom something changes.</param>
/// <param name="Before">Their total XP.</param>
/// <param name="After">Their total XP afterwards.</param>
/// <param name="Moved">Members who change rank.</param>
/// <param name="Ranks">Rank by rank, those that have or get anybody.</param>
/// <param name="Examples">The first of them.</param>
public sealed record BulkPreview(BulkDraft Draft, string Whom, long Members, long Before, long After, long Moved, IReadOnlyList<RankShift> Ranks, IReadOnlyList<BulkExample> Examples)
{
    /// <summary>XP given, or set aside by a reset.</summary>
    public long Xp => Math.Abs(After - Before);
}

/// <summary>What undoing a batch would do, counted without doing it.</summary>
/// <param name="Members">Members of whom something changes.</param>
/// <param name="Xp">XP taken back from balances, or given back to total XP after a reset.</param>
/// <param name="Wiped">Members of whom nothing changes, because a wipe has taken it or would have.</param>
/// <param name="Prestiged">Members of whom nothing changes, because a prestige would have set it aside as well.</param>
/// <param name="Indebted">Members who have spent it, and would owe.</param>
/// <param name="Corrected">Members of whom it was taken back by hand before.</param>
/// <param name="Gone">Members whose account was merged or erased since; theirs stays.</param>
public sealed record BulkUndoPreview(long Members, long Xp, long Wiped, long Prestiged, long Indebted, long Corrected, long Gone);

/// <summary>A batch in the list.</summary>
/// <param name="Bulk">The batch.</param>
/// <param name="Whom">For whom, in words.</param>
/// <param name="By">Who started it.</param>
/// <param name="UndoneBy">Who undid it.</param>
public sealed record BulkRow(BulkOperation Bulk, string Whom, string? By, string? UndoneBy);

/// <summary>Reads for the page of bulk operations. Previews read every member whom they concern, one after another, and keep only sums.</summary>
public sealed class BulkQuestions(HydraXData data, Clock clock)
{
    /// <summary>Names that a preview shows.</summary>
    public const int Examples = 12;

    /// <summary>What a draft would do. Problems: those of <see cref="BulkRules.Check"/>, <c>bulk.unknown-names</c>, <c>bulk.nobody</c>.</summary>
    public Task<Outcome<BulkPreview>> Preview(BulkDraft draft, CancellationToken stop = default) => data.Read<Outcome<BulkPreview>>(async db =>
    {
        var found = await BulkOperations.Filter(db, draft, stop);
        if (!found.Succeeded) return found.Problem;
        var (filter, now, ids) = (found.Value, clock.GetUtcNow(), found.Value.Of(db));
        var (members, before, after, moved) = (0L, 0L, 0L, 0L);
        var (from, to, examples) = (new long[Codes<RankCode>.All.Count], new long[Codes<RankCode>.All.Count], new List<(long UserId, BulkChange Change)>());
        var profiles = db.Profiles.Where(p => ids.Contains(p.UserId)).OrderBy(p => p.UserId).Select(p => new UserProfile { UserId = p.UserId, XpBalance = p.XpBalance, TotalXp = p.TotalXp, WipeSettledUntil = p.WipeSettledUntil, WipeUntil = p.WipeUntil });
        await foreach (var profile in profiles.AsAsyncEnumerable().WithCancellation(stop))
        {
            var total = MidnightRules.Shown(profile, now).TotalXp;
            if (RankRules.Of(total) < filter.LeastRank || BulkRules.Change(draft, total) is not { } change) continue;
            members++;
            (before, after) = (before + change.Before, after + change.After);
            if (change.ChangesRank) moved++;
            from[(int)RankRules.Of(change.Before)]++;
            to[(int)RankRules.Of(change.After)]++;
            if (examples.Count < Examples) examples.Add((profile.UserId, change));
        }
        if (members == 0) return Problem.Of("bulk.nobody", draft.Kind == BulkKind.Award ? "Nobody fits. Ask for less." : "Nobody who fits has total XP to set aside.");
        var chosen = examples.ConvertAll(e => e.UserId);
        var names = await db.Users.Where(u => chosen.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.UserName!, stop);
        return new BulkPreview(draft, filter.Words, members, before, after, moved,
            [.. Enum.GetValues<RankCode>().Select(rank => new RankShift(rank, from[(int)rank], to[(int)rank])).Where(shift => shift.Before > 0 || shift.After > 0)],
            [.. examples.Select(e => new BulkExample(e.UserId, names[e.UserId], e.Change))]);
    }, stop);

    /// <summary>What undoing a batch would do. Problem: <c>bulk.unknown</c>.</summary>
    public Task<Outcome<BulkUndoPreview>> UndoPreview(long bulkOperationId, CancellationToken stop = default) => data.Read<Outcome<BulkUndoPreview>>(async db =>
    {
        if (await db.BulkOperations.FirstOrDefaultAsync(b => b.BulkOperationId == bulkOperationId, stop) is not { } bulk) return Problem.Of("bulk.unknown", $"There is no batch {bulkOperationId}.");
        var (wipe, restore, correction, prestige, brought, now) = (XpSource.PressPassReset.Code(), XpSource.PressPassRestore.Code(), XpSource.Correction.Code(), XpSource.Prestige.Code(), XpSource.SeasonRestore.Code(), clock.GetUtcNow());
        var rows = from line in BulkRuns.Lines(db, bulk)
                   join profile in db.Profiles on line.UserId equals profile.UserId
                   select new
                   {
                       line.Amount,
                       line.TotalXpChange,
                       Profile = new UserProfile { XpBalance = profile.XpBalance, TotalXp = profile.TotalXp, WipeSettledUntil = profile.WipeSettledUntil, WipeUntil = profile.WipeUntil },
                       IsCorrected = db.XpTransactions.Any(c => c.CorrectsId == line.TransactionId && c.SourceType == correction),
                       IsWiped = db.XpTransactions.Any(w => w.UserId == line.UserId && w.TransactionId > line.TransactionId && w.SourceType == wipe && !db.XpTransactions.Any(r => r.CorrectsId == w.TransactionId && r.SourceType == restore)),
                       IsPrestiged = db.XpTransactions.Any(w => w.UserId == line.UserId && w.TransactionId > line.TransactionId && w.SourceType == prestige && w.TotalXpChange < 0),
                       Brought = db.XpTransactions.Where(c => c.CorrectsId == line.TransactionId && c.SourceType == brought).Sum(c => (long?)c.TotalXpChange) ?? 0,
                   };
        var (members, xp, wiped, prestiged, indebted, corrected) = (0L, 0L, 0L, 0L, 0L, 0L);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
        {
            var isReset = bulk.Kind == BulkKind.SeasonReset;
            if (row.IsCorrected || isReset && row.Brought >= -row.TotalXpChange) corrected++;
            else if (row.IsWiped || MidnightRules.Due(row.Profile.WipeSettledUntil, row.Profile.WipeUntil, now) is not null) wiped++;
            else if (isReset && row.IsPrestiged) prestiged++;
            else
            {
                members++;
                xp += isReset ? -row.TotalXpChange - row.Brought : row.Amount;
                if (!isReset && row.Profile.XpBalance < row.Amount) indebted++;
            }
        }
        return new BulkUndoPreview(members, xp, wiped, prestiged, indebted, corrected, bulk.Done - members - wiped - prestiged - corrected);
    }, stop);

    /// <summary>The latest batches.</summary>
    public Task<List<BulkRow>> Latest(int most, CancellationToken stop = default) => data.Read(async db =>
    {
        var rows = await db.BulkOperations.OrderByDescending(b => b.BulkOperationId).Take(most)
            .Select(b => new { Bulk = b, By = db.Users.Where(u => u.Id == b.StartedByUserId).Select(u => u.UserName).FirstOrDefault(), UndoneBy = db.Users.Where(u => u.Id == b.UndoneByUserId).Select(u => u.UserName).FirstOrDefault() })
            .ToListAsync(stop);
        return rows.ConvertAll(row => new BulkRow(row.Bulk, BulkFilter.Read(row.Bulk.Filter).Words, row.By, row.UndoneBy));
    }, stop);
}
