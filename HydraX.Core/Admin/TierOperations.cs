using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Tiers;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>The price of a member's subscription changes from the next renewal on.</summary>
/// <param name="Tier">The tier's code.</param>
/// <param name="Before">USD a month until then.</param>
/// <param name="After">USD a month from then on.</param>
public sealed record TierPriceChanged(string Tier, decimal Before, decimal After) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "tier_price_changed";
}

/// <summary>What staff does to the tiers: save a change, return to an earlier state. Both are audited.</summary>
public sealed class TierOperations(HydraXData data, TierCatalog tiers, TierQuestions questions, Outbox outbox)
{
    private const int Block = 500;

    /// <summary>Saves a draft as the next revision and tells whose price changes at renewal. Problems: those of <see cref="TierCatalog.Save"/> and of <see cref="Duty.EditTiers"/>.</summary>
    public Task<Outcome<TiersRevised>> Save(TierDraft draft, Actor by, CancellationToken stop = default) => data.Run<Outcome<TiersRevised>>(async work =>
    {
        if (await work.Demand(by, Duty.EditTiers) is { } refused) return refused;
        var saved = await tiers.Save(work, draft, by);
        if (!saved.Succeeded || draft.PriceApplies != PriceApplies.FromNextRenewal) return saved;
        foreach (var change in saved.Value.Changes.Where(change => change.Setting == TierForm.MonthlyPrice))
            await TellRenewing(work, saved.Value.InForce.Number, change.Tier, new(change.Tier.Code(), Price(change.Before!), Price(change.After!)));
        return saved;
    }, stop);

    /// <summary>
    /// Makes an earlier revision's settings the next revision. Problems: <c>tiers.no-such-revision</c> and those of <see cref="TierCatalog.Save"/>.
    /// </summary>
    /// <param name="number">The earlier revision.</param>
    /// <param name="expected">The revision in force that the admin saw.</param>
    /// <param name="priceApplies">To whom changed prices apply.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<TiersRevised>> Return(int number, int expected, PriceApplies priceApplies, Actor by, CancellationToken stop = default) =>
        await questions.SheetOf(number, stop) is { } sheet
            ? await Save(new(sheet, expected, $"Return to revision {number}", priceApplies, number), by, stop)
            : NoSuchRevision(number);

    /// <summary>The problem of a number that no revision has.</summary>
    internal static Problem NoSuchRevision(int number) => Problem.Of("tiers.no-such-revision", $"There is no revision {number}.");

    /// <summary>Subscriptions that will be charged again.</summary>
    internal static IQueryable<Billing.Subscription> Renewing(HydraXDb db) =>
        db.Subscriptions.Where(s => s.AutoRenew && (s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue));

    private static decimal Price(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    // In blocks, so that a tier with very many subscribers is never held in memory at once.
    private async Task TellRenewing(Work work, int revision, TierCode tier, TierPriceChanged fact)
    {
        long last = 0;
        while (true)
        {
            var block = await Renewing(work.Db).Where(s => s.Tier == tier && s.UserId > last).Select(s => s.UserId).Distinct().OrderBy(id => id).Take(Block).ToListAsync(work.Stop);
            foreach (var userId in block) outbox.Tell(work, userId, fact, OutboxLane.Notices, dedupeKey: $"{TierPriceChanged.Kind}:{revision}:{tier.Code()}:{userId}");
            if (block.Count < Block) return;
            await work.Save();
            work.Db.ChangeTracker.Clear();
            last = block[^1];
        }
    }
}
