using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>A revision as staff sees it in a list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SavedAt">When it came into force.</param>
/// <param name="By">Who saved it; null for the first start.</param>
/// <param name="Why">Why.</param>
public sealed record TierPast(int Number, DateTimeOffset SavedAt, string? By, string Why);

/// <summary>What the tier editor shows beside the settings themselves, which <see cref="TierCatalog"/> holds in memory.</summary>
/// <param name="InForce">The revision in force.</param>
/// <param name="Heads">How many are in each tier, lowest first.</param>
/// <param name="Past">The revisions before it, latest first.</param>
public sealed record TierDesk(TierPast InForce, IReadOnlyList<TierHeadcount> Heads, IReadOnlyList<TierPast> Past);

/// <summary>A revision in the history, with what it changed.</summary>
/// <param name="Revision">Which.</param>
/// <param name="PriceApplies">To whom its prices applied.</param>
/// <param name="Changes">What it changed against the one before; empty for the first.</param>
public sealed record TierDeskLine(TierPast Revision, PriceApplies PriceApplies, IReadOnlyList<TierChange> Changes);

/// <summary>A page of the history, latest first.</summary>
/// <param name="InForce">The revision in force.</param>
/// <param name="Heads">How many are in each tier.</param>
/// <param name="Lines">The revisions.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
public sealed record TierDeskHistory(TiersInForce InForce, IReadOnlyList<TierHeadcount> Heads, IReadOnlyList<TierDeskLine> Lines, int? Next);

/// <summary>Reads for the tier pages of staff.</summary>
public sealed class TierDeskQuestions(HydraXData data, TierCatalog tiers, TierQuestions questions)
{
    private const int PastShown = 3, PageSize = 20;

    /// <summary>What the editor shows beside the settings.</summary>
    public async Task<TierDesk> Desk(CancellationToken stop = default)
    {
        await tiers.Refresh(stop);
        var rows = await data.Read(db => (
            from revision in db.TierRevisions
            orderby revision.Number descending
            select new TierPast(revision.Number, revision.SavedAt, db.Users.Where(u => u.Id == revision.SavedByUserId).Select(u => u.UserName).FirstOrDefault(), revision.Why))
            .Take(PastShown + 1).ToListAsync(stop), stop);
        return new(rows[0], await Heads(stop), rows[1..]);
    }

    /// <summary>A page of the history.</summary>
    /// <param name="before">Revisions before this number; null is the first page.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<TierDeskHistory> History(int? before, CancellationToken stop = default)
    {
        await tiers.Refresh(stop);
        var history = await questions.History(before, PageSize, stop);
        var ids = history.Lines.Select(line => line.SavedByUserId).OfType<long>().Distinct().ToList();
        var names = await data.Read(db => db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.UserName, stop), stop);
        var lines = history.Lines.Select(line => new TierDeskLine(
            new(line.Number, line.SavedAt, line.SavedByUserId is { } id ? names.GetValueOrDefault(id) : null, line.Why), line.PriceApplies, line.Changes));
        return new(tiers.InForce, await Heads(stop), [.. lines], history.Next);
    }

    /// <summary>
    /// The line-up of one revision, to show what returning to it would change. Problems: <c>tiers.no-such-revision</c>; <c>tiers.faulty</c> where rules
    /// that came later refuse it.
    /// </summary>
    public async Task<Outcome<TierLineup>> LineupOf(int number, CancellationToken stop = default)
    {
        if (await questions.SheetOf(number, stop) is not { } sheet) return TierOperations.NoSuchRevision(number);
        var reading = TierRules.Read(sheet);
        return reading.Lineup is { } lineup ? lineup : TierCatalog.Faulty(reading);
    }

    private async Task<IReadOnlyList<TierHeadcount>> Heads(CancellationToken stop)
    {
        var (members, renewing) = await data.Read(async db => (
            await db.Users.GroupBy(u => u.Tier).Select(g => new { Tier = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Tier, g => g.Count, stop),
            await TierOperations.Renewing(db).GroupBy(s => s.Tier).Select(g => new { Tier = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Tier, g => g.Count, stop)), stop);
        return [.. Enum.GetValues<TierCode>().Select(tier => new TierHeadcount(tier, members.GetValueOrDefault(tier), renewing.GetValueOrDefault(tier)))];
    }
}
