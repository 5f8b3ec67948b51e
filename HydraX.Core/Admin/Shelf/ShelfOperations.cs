using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Shelf;

/// <summary>An item as it was before the eyes of whoever edits it.</summary>
/// <param name="UpdatedAt">When staff had changed it last: an edit of somebody else in between is not written over.</param>
/// <param name="Stock">How many were left: what was sold in between is not put back by an edit that leaves the stock alone.</param>
public sealed record ItemSeen(DateTimeOffset UpdatedAt, int? Stock);

/// <summary>What staff does to the shelf. Each change has a reason and stands in the audit log, from which the item's history is read. Nothing is ever deleted: purchases name items.</summary>
public sealed class ShelfOperations(HydraXData data, AuditTrail audit)
{
    /// <summary>What changes of items are recorded under.</summary>
    public const string Subject = "shop_item";

    /// <summary>
    /// Puts a new item on the shelf. Problems: <c>shop.code</c>, <c>shop.code-exists</c>, those of <see cref="ItemRules.Fault"/>, <c>audit.why</c>, those of <see cref="Duty.ShapeProgress"/>.
    /// </summary>
    public Task<Outcome<long>> Add(string code, ItemDraft draft, string why, Actor by, CancellationToken stop = default) => Do<long>(why, by, async work =>
    {
        if ((ItemRules.CodeFault(code) ?? ItemRules.Fault(draft)) is { } fault) return fault;
        var d = work.Dialect;
        var made = await work.Scalar(d.InsertOrNothing("shop_items", "code, name, description, price, kind, effect, effect_data, is_active, sort_order, created_at, updated_at",
                $"@p0, @p1, @p2, @p3, @p4, @p5, {d.Json("@p6")}, @p7, @p8, @p9, @p9", "code", "code = @p0", "item_id"),
            code, draft.Name.Trim(), draft.Description.Trim(), draft.Price, draft.Does.Lasts.Code(), draft.Does.Kind.Code(), draft.Does.Write(), true, draft.SortOrder, d.Instant(work.At));
        if (made is null) return Problem.Of("shop.code-exists", $"There is an item {code} already, on the shelf or retired. Choose another code, or bring that one back.");
        var id = Convert.ToInt64(made, CultureInfo.InvariantCulture);
        Write(await Locked(work, id) ?? throw new InvalidOperationException($"Item {code} is gone."), draft, work.At);
        audit.Record(work, by, "shop.item-added", new(Subject, $"{id}"), after: Figures(code, draft), why: why.Trim());
        return id;
    }, stop);

    /// <summary>
    /// Changes an item; whoever bought it keeps what it was. Problems: <c>shop.no-item</c>, <c>shop.changed-meanwhile</c>, <c>shop.effect-kind</c>, <c>shop.unchanged</c>, those of
    /// <see cref="ItemRules.Fault"/>, <c>audit.why</c>, those of <see cref="Duty.ShapeProgress"/>.
    /// </summary>
    public Task<Outcome<ShopItem>> Edit(long itemId, ItemDraft draft, ItemSeen seen, string why, Actor by, CancellationToken stop = default) => Do<ShopItem>(why, by, async work =>
    {
        if (await Locked(work, itemId) is not { } item) return NoItem(itemId);
        if (item.UpdatedAt != seen.UpdatedAt) return Problem.Of("shop.changed-meanwhile", $"{item.Name} was changed by somebody else while you looked. Read it anew and change it again.");
        if (item.Effect != draft.Does.Kind) return Problem.Of("shop.effect-kind", "What an item does stays of its kind. Add another item, and retire this one.");
        // What was sold since stays sold.
        if (draft.Stock == seen.Stock) draft = draft with { Stock = item.Stock };
        if (ItemRules.Fault(draft) is { } fault) return fault;
        var changes = ItemRules.Changes(ItemDraft.Of(item), draft);
        if (changes.Count == 0) return Problem.Of("shop.unchanged", "Nothing was changed.");
        Write(item, draft, work.At);
        audit.Record(work, by, "shop.item-edited", new(Subject, $"{itemId}"), changes.ToDictionary(c => c.What, c => c.Before), changes.ToDictionary(c => c.What, c => c.After), why.Trim());
        return item;
    }, stop);

    /// <summary>Takes an item off the shelf; whoever bought it keeps it. Problems: <c>shop.no-item</c>, <c>shop.retired</c>, <c>audit.why</c>, those of <see cref="Duty.ShapeProgress"/>.</summary>
    public Task<Outcome<ShopItem>> Retire(long itemId, string why, Actor by, CancellationToken stop = default) => Do<ShopItem>(why, by, work => Turn(work, itemId, false, why, by), stop);

    /// <summary>Puts a retired item back on the shelf. Problems: <c>shop.no-item</c>, <c>shop.for-sale</c>, <c>audit.why</c>, those of <see cref="Duty.ShapeProgress"/>.</summary>
    public Task<Outcome<ShopItem>> BringBack(long itemId, string why, Actor by, CancellationToken stop = default) => Do<ShopItem>(why, by, work => Turn(work, itemId, true, why, by), stop);

    private async Task<Outcome<ShopItem>> Turn(Work work, long itemId, bool isActive, string why, Actor by)
    {
        if (await Locked(work, itemId) is not { } item) return NoItem(itemId);
        if (item.IsActive == isActive) return isActive ? Problem.Of("shop.for-sale", $"{item.Name} is for sale already.") : Problem.Of("shop.retired", $"{item.Name} is retired already.");
        (item.IsActive, item.UpdatedAt) = (isActive, work.At);
        audit.Record(work, by, isActive ? "shop.item-brought-back" : "shop.item-retired", new(Subject, $"{itemId}"), new { isActive = !isActive }, new { isActive }, why.Trim());
        return item;
    }

    private Task<Outcome<T>> Do<T>(string why, Actor by, Func<Work, Task<Outcome<T>>> act, CancellationToken stop) => data.Run<Outcome<T>>(async work =>
        (await work.Demand(by, Duty.ShapeProgress) ?? AuditReason.Check(why)) is { } refused ? refused : await act(work), stop);

    private static Task<ShopItem?> Locked(Work work, long itemId) => work.Db.ShopItems.Where(i => i.ItemId == itemId).ForUpdate().SingleOrDefaultAsync(work.Stop);

    private static Problem NoItem(long itemId) => Problem.Of("shop.no-item", $"The shop has no item {itemId}.");

    private static void Write(ShopItem item, ItemDraft draft, DateTimeOffset at)
    {
        (item.Name, item.Description, item.Price) = (draft.Name.Trim(), draft.Description.Trim(), draft.Price);
        (item.Stock, item.MemberLimit, item.CooldownMinutes) = (draft.Stock, draft.MemberLimit, draft.CooldownMinutes);
        (item.NeedCode, item.SortOrder, item.EffectData, item.UpdatedAt) = (draft.Need, draft.SortOrder, draft.Does.Write(), at);
    }

    private static object Figures(string code, ItemDraft draft) => new
    {
        code,
        draft.Name,
        draft.Price,
        draft.Stock,
        draft.MemberLimit,
        draft.CooldownMinutes,
        draft.Need,
        place = draft.SortOrder,
        effect = draft.Does.Kind.Code(),
        figures = EffectForm.Values(draft.Does),
    };
}
