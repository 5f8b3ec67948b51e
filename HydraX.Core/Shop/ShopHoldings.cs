using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Shop;

/// <summary>What this slice holds about people.</summary>
internal static class ShopHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<ShopPurchase>("What you bought with XP", who => p => p.UserId == who.UserId)
            .Shows(p => new { p.PurchaseId, p.BoughtAt, p.ItemName, p.PricePaid, p.Effect, p.EffectData, p.StartsAt, p.ExpiresAt, p.TransactionId, p.RefundedAt, p.RefundReason, p.RefundTransactionId })
            .Withholds("It holds the row together and says nothing about anybody.", p => new { p.ItemId, p.UserId })
            .Empties(p => p.RefundReason)
            .Kept("Stock and ledger refer to it."),
        Holding.OfNobody<ShopItem>("What the shop sells.", i => new { i.ItemId, i.Code, i.Name, i.Description, i.Kind, i.Price, i.Stock, i.MemberLimit, i.CooldownMinutes, i.Effect, i.EffectData, i.NeedCode, i.SortOrder, i.IsActive, i.CreatedAt, i.UpdatedAt }),
    ];
}
