using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Shop;

/// <summary>What a purchase came to; a repeat of the same request gives the same.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="UserId">Who.</param>
/// <param name="Item">The item's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Price">XP paid.</param>
/// <param name="Balance">XP left.</param>
/// <param name="StartsAt">From when it works.</param>
/// <param name="ExpiresAt">Until when, exclusive; null is for good.</param>
/// <param name="Title">The title now worn, if it is one.</param>
/// <param name="WasKnown">True for a repeat, which changed nothing.</param>
public sealed record ItemBought(long PurchaseId, long UserId, string Item, string Name, EffectKind Effect, long Price, long Balance, DateTimeOffset StartsAt, DateTimeOffset? ExpiresAt, string? Title, bool WasKnown);

/// <summary>
/// The door to the shop: it decides whether a member may buy, hands over what was paid for, and takes it back. What is paid stands on the ledger, so
/// buying and refunding begin at <c>Progression.Buy</c> and <c>Progression.Refund</c>.
/// </summary>
public sealed class XpShop(HydraXData data, Access access, AuditTrail audit)
{
    private const string ItemColumns = "code, name, description, price, need, kind, effect, effect_data, stock, member_limit, cooldown_minutes, is_active, sort_order, created_at, updated_at";

    /// <summary>Puts what ships on the shelf, each item once, whatever node comes first. What is there already stays as admins made it.</summary>
    public Task Open(CancellationToken stop) => data.Run(async work =>
    {
        var values = $"@p0, @p1, @p2, @p3, @p4, @p5, @p6, {work.Dialect.Json("@p7")}, @p8, @p9, @p10, @p11, @p12, @p13, @p13";
        var sql = work.Dialect.InsertOrNothing("shop_items", ItemColumns, values, "code", "code = @p0", "item_id");
        var known = await work.Db.ShopItems.Select(i => i.Code).ToListAsync(work.Stop);
        foreach (var item in ShippedItems.All.Where(i => !known.Contains(i.Code)))
            await work.Scalar(sql, item.Code, item.Name, item.Description, item.Price, item.NeedCode, item.Kind.Code(), item.Effect.Code(), item.EffectData,
                item.Stock, item.MemberLimit, item.CooldownMinutes, item.IsActive, item.SortOrder, work.Dialect.Instant(work.At));
    }, stop);

    /// <summary>Wears a title that the member has bought, or none. Problems: <c>shop.not-yours</c>, <c>users.unknown</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<string?>> Wear(long userId, string? item, CancellationToken stop = default) => data.Run<Outcome<string?>>(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        var title = item is null ? null : await OwnTitle(work, userId, ShopRules.CodeOf(item));
        if (item is not null && title is null) return Problem.Of("shop.not-yours", "That title is not among those you have bought.");
        member.Profile.Title = title;
        member.Profile.UpdatedAt = member.At;
        return title;
    }, stop);

    /// <summary>The item that a member may buy now. Problems: <c>shop.unknown-item</c> and those of <see cref="ShopRules.Refusal"/>.</summary>
    internal async Task<Outcome<ShopItem>> Decide(Work work, LockedMember member, string typed)
    {
        var code = ShopRules.CodeOf(typed);
        if (await work.Db.ShopItems.AsNoTracking().FirstOrDefaultAsync(i => i.Code == code, work.Stop) is not { } item) return await Unknown(work, typed);
        var mine = await Mine(work.Db, member.UserId, work.Stop);
        var need = item.Requires is { } required ? Meets(required, member.UserId, await access.Of(work, member.UserId)) : null;
        var buyer = BuyerOf(item, member.Profile, member.Profile.XpBalance, need, mine);
        return ShopRules.Refusal(item, buyer, member.At) is { } refusal ? refusal : item;
    }

    /// <summary>Hands over what a ledger line has paid: one from the stock, the effect, the purchase. Problem: <c>shop.sold-out</c>.</summary>
    internal async Task<Outcome<ItemBought>> HandOver(Work work, LockedMember member, ShopItem item, XpPosted paid)
    {
        if (item.Stock is not null && await TakeOne(work, item) == 0) return ShopRules.SoldOut(item);
        var stretch = item.Does.Give(member.Profile, member.At);
        var purchase = new ShopPurchase
        {
            UserId = member.UserId,
            ItemId = item.ItemId,
            ItemName = item.Name,
            Effect = item.Effect,
            EffectData = item.EffectData,
            PricePaid = -paid.Amount,
            TransactionId = paid.TransactionId,
            BoughtAt = member.At,
            StartsAt = stretch.StartsAt,
            ExpiresAt = stretch.Until,
        };
        work.Db.Add(purchase);
        await work.Save();
        return Bought(purchase, item.Code, paid.BalanceAfter, wasKnown: false);
    }

    /// <summary>What an earlier request with this key bought, or null.</summary>
    internal async Task<ItemBought?> Known(Work work, LockedMember member, string rewardKey)
    {
        var known = await (from line in work.Db.XpTransactions
                           where line.UserId == member.UserId && line.RewardKey == rewardKey
                           join purchase in work.Db.ShopPurchases on line.TransactionId equals purchase.TransactionId
                           join item in work.Db.ShopItems on purchase.ItemId equals item.ItemId
                           select new { Purchase = purchase, item.Code, line.BalanceAfter }).AsNoTracking().FirstOrDefaultAsync(work.Stop);
        return known is null ? null : Bought(known.Purchase, known.Code, known.BalanceAfter, wasKnown: true);
    }

    /// <summary>Whose a purchase is, or null.</summary>
    internal Task<long?> BuyerOf(Work work, long purchaseId) =>
        work.Db.ShopPurchases.Where(p => p.PurchaseId == purchaseId).Select(p => (long?)p.UserId).FirstOrDefaultAsync(work.Stop);

    /// <summary>A purchase of a locked member, to be changed.</summary>
    internal Task<ShopPurchase> Purchase(Work work, long purchaseId) => work.Db.ShopPurchases.FirstAsync(p => p.PurchaseId == purchaseId, work.Stop);

    /// <summary>Takes back what was bought: the effect as far as it is unused, one into the stock, the purchase marked, the act audited.</summary>
    internal async Task TakeBack(Work work, LockedMember member, ShopPurchase purchase, XpPosted given, string reason, Actor by)
    {
        var stretch = new Stretch(purchase.StartsAt, purchase.ExpiresAt);
        await MoveUp(work, purchase, ItemEffect.Left(stretch, member.At));
        purchase.Does.TakeBack(member.Profile, stretch, member.At);
        purchase.RefundedAt = member.At;
        purchase.RefundTransactionId = given.TransactionId;
        purchase.RefundReason = reason;
        await work.Db.ShopItems.Where(i => i.ItemId == purchase.ItemId && i.Stock != null).ExecuteUpdateAsync(set => set.SetProperty(i => i.Stock, i => i.Stock + 1), work.Stop);
        var name = await work.Db.Users.Where(u => u.Id == member.UserId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, by, "shop.refunded", AuditSubject.Person(member.UserId, name),
            new { purchase = purchase.PurchaseId, item = purchase.ItemId, price = purchase.PricePaid }, new { given = given.Amount, balance = given.BalanceAfter }, reason);
    }

    /// <summary>Whether a member has what an item requires.</summary>
    internal static AccessAnswer Meets(Need need, long userId, Standing standing) => NeedRules.Meets([need], new(userId, []), standing);

    /// <summary>What a member has bought and kept, by item: how many, and when last.</summary>
    internal static async Task<Dictionary<long, (int Has, DateTimeOffset Last)>> Mine(HydraXDb db, long userId, CancellationToken stop) =>
        await db.ShopPurchases.Where(p => p.UserId == userId && p.RefundedAt == null).GroupBy(p => p.ItemId)
            .Select(g => new { ItemId = g.Key, Has = g.Count(), Last = g.Max(p => p.BoughtAt) }).ToDictionaryAsync(g => g.ItemId, g => (g.Has, g.Last), stop);

    /// <summary>What decides about one item.</summary>
    internal static Buyer BuyerOf(ShopItem item, UserProfile profile, long balance, AccessAnswer? need, Dictionary<long, (int Has, DateTimeOffset Last)> mine) =>
        mine.TryGetValue(item.ItemId, out var own) ? new(profile, balance, need, own.Has, own.Last) : new(profile, balance, need, 0, null);

    private static Task<int> TakeOne(Work work, ShopItem item) => work.Db.ShopItems.Where(i => i.ItemId == item.ItemId && i.Stock > 0)
        .ExecuteUpdateAsync(set => set.SetProperty(i => i.Stock, i => i.Stock - 1), work.Stop);

    // What was put behind a purchase moves up by what is taken out before it.
    private static async Task MoveUp(Work work, ShopPurchase taken, TimeSpan left)
    {
        if (left <= TimeSpan.Zero) return;
        var behind = await work.Db.ShopPurchases
            .Where(p => p.UserId == taken.UserId && p.Effect == taken.Effect && p.RefundedAt == null && p.StartsAt >= taken.ExpiresAt && p.PurchaseId != taken.PurchaseId)
            .ToListAsync(work.Stop);
        foreach (var purchase in behind)
        {
            purchase.StartsAt -= left;
            purchase.ExpiresAt -= left;
        }
    }

    private static async Task<string?> OwnTitle(Work work, long userId, string code)
    {
        var own = await work.Db.ShopPurchases.AsNoTracking()
            .Where(p => p.UserId == userId && p.RefundedAt == null && p.Effect == EffectKind.ProfileTitle && work.Db.ShopItems.Any(i => i.ItemId == p.ItemId && i.Code == code))
            .OrderByDescending(p => p.PurchaseId).FirstOrDefaultAsync(work.Stop);
        return (own?.Does as ProfileTitle)?.Title;
    }

    private static async Task<Problem> Unknown(Work work, string typed)
    {
        var codes = await work.Db.ShopItems.Where(i => i.IsActive).OrderBy(i => i.SortOrder).Select(i => i.Code).ToListAsync(work.Stop);
        return Problem.Of("shop.unknown-item", $"The shop has no {typed.Trim()}. It has {string.Join(", ", codes)}.");
    }

    private static ItemBought Bought(ShopPurchase purchase, string code, long balance, bool wasKnown) =>
        new(purchase.PurchaseId, purchase.UserId, code, purchase.ItemName, purchase.Effect, purchase.PricePaid, balance, purchase.StartsAt, purchase.ExpiresAt, (purchase.Does as ProfileTitle)?.Title, wasKnown);
}
