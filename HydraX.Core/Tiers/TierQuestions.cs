using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Tiers;

/// <summary>A revision in the history, with what it changed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SavedAt">When it came into force.</param>
/// <param name="SavedByUserId">Who saved it; null for the first start.</param>
/// <param name="Why">Why.</param>
/// <param name="PriceApplies">To whom changed prices apply.</param>
/// <param name="ReturnsTo">The earlier revision that it returns to, if it does.</param>
/// <param name="Changes">What it changed against the one before; empty for the first.</param>
public sealed record TierHistoryLine(int Number, DateTimeOffset SavedAt, long? SavedByUserId, string Why, PriceApplies PriceApplies, int? ReturnsTo,
    IReadOnlyList<TierChange> Changes);

/// <summary>A page of the history, latest first.</summary>
/// <param name="Lines">The revisions.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
public sealed record TierHistory(IReadOnlyList<TierHistoryLine> Lines, int? Next);

/// <summary>Reads of past revisions.</summary>
public sealed class TierQuestions(HydraXData data)
{
    /// <summary>Revisions, latest first, each with its changes.</summary>
    /// <param name="before">Revisions before this number; null is the first page.</param>
    /// <param name="size">Revisions a page.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<TierHistory> History(int? before, int size, CancellationToken stop = default)
    {
        // One more than shown: the last one is compared with it.
        var rows = await data.Read(db => db.TierRevisions.Where(r => before == null || r.Number < before).OrderByDescending(r => r.Number).Take(size + 1).ToListAsync(stop), stop);
        var sheets = rows.ConvertAll(row => TierSheet.FromJson(row.Settings));
        var lines = rows.Take(size).Select((row, i) => new TierHistoryLine(row.Number, row.SavedAt, row.SavedByUserId, row.Why, row.PriceApplies, row.ReturnsTo,
            i + 1 < sheets.Count ? TierRules.Difference(sheets[i + 1], sheets[i]) : [])).ToList();
        return new(lines, rows.Count > size ? lines[^1].Number : null);
    }

    /// <summary>The settings of one revision, null if there is none of that number.</summary>
    public async Task<TierSheet?> SheetOf(int number, CancellationToken stop = default) =>
        await data.Read(db => db.TierRevisions.Where(r => r.Number == number).Select(r => r.Settings).SingleOrDefaultAsync(stop), stop) is { } json ? TierSheet.FromJson(json) : null;
}
