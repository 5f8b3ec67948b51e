using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Shop;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Shelf;

/// <summary>An item as staff sees it.</summary>
/// <param name="ItemId">Row id.</param>
/// <param name="Code">As in <c>/buy</c>.</param>
/// <param name="Item">All that can be changed.</param>
/// <param name="IsActive">Whether it is for sale.</param>
/// <param name="Waits">What its effect waits for, so that it is not for sale yet; null if it works.</param>
/// <param name="Sold">How many were bought and kept.</param>
/// <param name="Earned">XP that these cost.</param>
/// <param name="UpdatedAt">When staff changed it last.</param>
public sealed record ShelfLine(long ItemId, string Code, ItemDraft Item, bool IsActive, string? Waits, int Sold, long Earned, DateTimeOffset UpdatedAt)
{
    /// <summary>What an edit is made against.</summary>
    public ItemSeen Seen => new(UpdatedAt, Item.Stock);
}

/// <summary>Reads of the shelf for staff.</summary>
public sealed class ShelfQuestions(HydraXData data, ShopParts parts, AuditQuestions audit)
{
    private const int HistoryShown = 20;

    /// <summary>All items, those for sale first, each group in the shelf's order.</summary>
    public Task<IReadOnlyList<ShelfLine>> All(CancellationToken stop = default) => data.Read<IReadOnlyList<ShelfLine>>(async db =>
    {
        var items = await db.ShopItems.OrderBy(i => i.SortOrder).ThenBy(i => i.ItemId).ToListAsync(stop);
        var sold = await db.ShopPurchases.Where(p => p.RefundedAt == null).GroupBy(p => p.ItemId).Select(g => new { ItemId = g.Key, Count = g.Count(), Earned = g.Sum(p => p.PricePaid) })
            .ToDictionaryAsync(g => g.ItemId, g => (g.Count, g.Earned), stop);
        return
        [
            .. items.OrderBy(i => !i.IsActive).Select(i =>
            {
                var (count, earned) = sold.GetValueOrDefault(i.ItemId);
                return new ShelfLine(i.ItemId, i.Code, ItemDraft.Of(i), i.IsActive, parts.Waits(i.Does), count, earned, i.UpdatedAt);
            }),
        ];
    }, stop);

    /// <summary>The latest changes of an item, the newest first.</summary>
    public async Task<IReadOnlyList<AuditLine>> History(long itemId, CancellationToken stop = default) =>
        (await audit.Page(new(SubjectKind: ShelfOperations.Subject, SubjectId: $"{itemId}"), null, HistoryShown, stop)).Lines;
}
