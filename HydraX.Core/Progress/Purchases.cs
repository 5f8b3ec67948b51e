using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>What a refund came to.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Given">XP given back; 0 when a wipe has taken that day's XP since.</param>
/// <param name="Balance">XP with it.</param>
/// <param name="WasKnown">True when it had been refunded before; then nothing changed.</param>
public sealed record PurchaseRefund(long PurchaseId, long UserId, long Given, long Balance, bool WasKnown);

public sealed partial class Progression
{
    /// <summary>
    /// Buys an item of the shop with spendable XP; total XP stays. The item is named by its code, as people type it. The same request key buys once and
    /// answers the same. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>users.held</c>, <c>shop.request-key</c>, <c>shop.unknown-item</c> and those of
    /// <see cref="ShopRules.Refusal"/>.
    /// </summary>
    public Task<Outcome<ItemBought>> Buy(long userId, string item, string requestKey, CancellationToken stop = default) => Buy(userId, item, null, requestKey, stop);

    /// <summary>As the other, at the price that the member was shown and at no other. A further problem: <c>shop.price-changed</c>, which names both prices.</summary>
    public Task<Outcome<ItemBought>> BuyAt(long userId, string item, long priceSeen, string requestKey, CancellationToken stop = default) => Buy(userId, item, priceSeen, requestKey, stop);

    private Task<Outcome<ItemBought>> Buy(long userId, string item, long? priceSeen, string requestKey, CancellationToken stop) => data.Run<Outcome<ItemBought>>(async work =>
    {
        if (requestKey.Length is 0 or > RewardKey.LongestRequest) return Problem.Of("shop.request-key", $"A request key has 1 to {RewardKey.LongestRequest} characters.");
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;

        await Settle(work, member);
        var key = RewardKey.ShopPurchase(requestKey);
        if (await shop.Known(work, member, key) is { } known) return known;
        // A freeze bought today protects no day that is over.
        await streaks.Settle(work, member);
        var decided = await shop.Decide(work, member, item, priceSeen);
        if (!decided.Succeeded) return decided.Problem;

        // What a request had bought before, or what the shop refuses anyway, is answered as ever.
        if (member.IsHeld) return Holds.Held;
        var chosen = decided.Value;
        var paid = (await Post(work, member, Payment(chosen, key))).Posted;
        return await shop.HandOver(work, member, chosen, paid);
    }, stop);

    /// <summary>
    /// Refunds a purchase by hand, once: the XP comes back, what is left of the item goes. XP of a day that a Press Pass wipe has taken since stays
    /// gone. Problems: <c>shop.reason</c>, <c>shop.no-purchase</c>, <c>xp.merged</c>, and those of <see cref="Duty.Money"/>.
    /// </summary>
    public Task<Outcome<PurchaseRefund>> Refund(long purchaseId, string reason, Actor by, CancellationToken stop = default) => data.Run<Outcome<PurchaseRefund>>(async work =>
    {
        if (string.IsNullOrWhiteSpace(reason)) return Problem.Of("shop.reason", "Say why: the reason stands on the member's ledger.");
        if (await work.Demand(by, Duty.Money) is { } refused) return refused;
        if (await shop.BuyerOf(work, purchaseId) is not { } userId || await work.LockMember(userId) is not { } member)
            return Problem.Of("shop.no-purchase", $"There is no purchase {purchaseId}.");
        if (await work.Demand(by, Duty.Money, onto: userId) is { } notTheirs) return notTheirs;

        await Settle(work, member);
        var purchase = await shop.Purchase(work, purchaseId);
        var line = (await ledger.Line(work, purchase.RefundTransactionId ?? purchase.TransactionId))!;
        if (purchase.RefundedAt is not null) return new PurchaseRefund(purchaseId, userId, line.Amount, line.BalanceAfter, WasKnown: true);
        if (await Merged(work, userId) is { } gone) return gone;

        var isWiped = MidnightRules.HasPassedSince(member.Profile, purchase.BoughtAt) || await ledger.WasWipedSince(work, line);
        var before = (member.Profile.TotalXp, member.Profile.RealTotalXp);
        var given = (await Post(work, member, new(XpSource.Correction, RewardKey.Correction(line.TransactionId), isWiped ? 0 : purchase.PricePaid, 0,
            purchase.ItemId, $"Refund of {purchase.ItemName}: {reason.Trim()}", CorrectsId: line.TransactionId))).Posted;
        await Undo(work, member, XpSource.ShopPurchase, before, line.CreatedAt);
        await shop.TakeBack(work, member, purchase, given, reason.Trim(), by);
        outbox.Tell(work, userId, new PurchaseRefunded(purchase.ItemName, purchase.PricePaid, given.Amount, given.BalanceAfter, reason.Trim()), OutboxLane.Notices);
        return new PurchaseRefund(purchaseId, userId, given.Amount, given.BalanceAfter, WasKnown: false);
    }, stop);

    // Spending lowers the balance alone.
    private static XpEntry Payment(ShopItem item, string key) => new(XpSource.ShopPurchase, key, -item.Price, 0, item.ItemId, item.Name);
}
