using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;
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
/// <param name="Frame">The frame now worn, if it is one.</param>
public sealed record ItemBought(long PurchaseId, long UserId, string Item, string Name, EffectKind Effect, long Price, long Balance, DateTimeOffset StartsAt, DateTimeOffset? ExpiresAt, string? Title, bool WasKnown, string? Frame = null);

/// <summary>What the member wears now of a kind: a title's words or a frame's name; null for none.</summary>
/// <param name="Kind"><see cref="EffectKind.ProfileTitle"/> or <see cref="EffectKind.ProfileFrame"/>.</param>
/// <param name="Name">As shown.</param>
public sealed record Worn(EffectKind Kind, string? Name);

/// <summary>
/// The door to the shop: it decides whether a member may buy, hands over what was paid for, and takes it back. What is paid stands on the ledger, so
/// buying and refunding begin at <c>Progression.Buy</c> and <c>Progression.Refund</c>.
/// </summary>
public sealed class XpShop(HydraXData data, Access access, ShopParts parts, AuditTrail audit)
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

    /// <summary>Wears a title or a frame that the member has bought, in place of the one worn. Problems: <c>shop.not-yours</c>, <c>users.unknown</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<Worn>> Wear(long userId, string item, CancellationToken stop = default) => Dress(userId, async (work, profile) =>
    {
        switch (await Own(work, userId, ShopRules.CodeOf(item)))
        {
            case ProfileTitle title:
                profile.Title = title.Title;
                return new Worn(EffectKind.ProfileTitle, title.Title);
            case ProfileFrame frame:
                profile.WornFrame = frame.Frame;
                return new Worn(EffectKind.ProfileFrame, WornFrames.Find(frame.Frame)?.Name ?? frame.Frame);
            default:
                return Problem.Of("shop.not-yours", "That is not among the titles and frames that you have bought.");
        }
    }, stop);

    /// <summary>Puts off the title or the frame that the member wears. Problems: <c>shop.not-worn</c> (a kind that nobody wears), <c>users.unknown</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<Worn>> PutOff(long userId, EffectKind kind, CancellationToken stop = default) => Dress(userId, (_, profile) =>
    {
        if (kind is not (EffectKind.ProfileTitle or EffectKind.ProfileFrame)) return Task.FromResult<Outcome<Worn>>(Problem.Of("shop.not-worn", "Titles and frames are worn and put off, nothing else."));
        if (kind == EffectKind.ProfileTitle) profile.Title = null;
        else profile.WornFrame = null;
        return Task.FromResult<Outcome<Worn>>(new Worn(kind, null));
    }, stop);

    /// <summary>The item that a member may buy now, at the price that they saw. Problems: <c>shop.unknown-item</c>, those of <see cref="ShopRules.Refusal"/>, <c>shop.price-changed</c>.</summary>
    internal async Task<Outcome<ShopItem>> Decide(Work work, LockedMember member, string typed, long? priceSeen = null)
    {
        var code = ShopRules.CodeOf(typed);
        if (await work.Db.ShopItems.AsNoTracking().FirstOrDefaultAsync(i => i.Code == code, work.Stop) is not { } item) return await Unknown(work, typed);
        var mine = await Mine(work.Db, member.UserId, member.At, work.Stop);
        var standing = await access.Of(work, member.UserId);
        var need = item.Requires is { } required ? Meets(required, member.UserId, standing) : null;
        var buyer = BuyerOf(item, member.Profile, member.Profile.XpBalance, need, mine) with { Standing = standing, Waits = parts.Waits(item.Does) };
        if (ShopRules.Refusal(item, buyer, member.At) is { } refusal) return refusal;
        return priceSeen is { } seen && seen != item.Price ? ShopRules.PriceChanged(item, seen) : item;
    }

    /// <summary>Hands over what a ledger line has paid: one from the stock, the effect, the purchase. Problem: <c>shop.sold-out</c>.</summary>
    internal async Task<Outcome<ItemBought>> HandOver(Work work, LockedMember member, ShopItem item, XpPosted paid)
    {
        if (item.Stock is not null && await TakeOne(work, item) == 0) return ShopRules.SoldOut(item);
        var effect = item.Does;
        var stretch = effect.Give(member.Profile, member.At);
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
        if (effect.Limit(stretch) is { } limit)
        {
            (limit.UserId, limit.SourceKey) = (member.UserId, purchase.SourceKey);
            work.Db.Add(limit);
        }
        if (effect.Permits(stretch) is { } permit)
        {
            (permit.UserId, permit.SourceKey) = (member.UserId, purchase.SourceKey);
            work.Db.Add(permit);
        }
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
        await EndWhatCameWith(work, purchase, member.At);
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

    /// <summary>What a member has bought and kept, and what of it runs at an instant.</summary>
    internal static async Task<Kept> Mine(HydraXDb db, long userId, DateTimeOffset now, CancellationToken stop)
    {
        var kept = db.ShopPurchases.Where(p => p.UserId == userId && p.RefundedAt == null);
        return new(
            await kept.GroupBy(p => p.ItemId).Select(g => new { ItemId = g.Key, Has = g.Count(), Last = g.Max(p => p.BoughtAt) }).ToDictionaryAsync(g => g.ItemId, g => (g.Has, g.Last), stop),
            await kept.Where(p => p.ExpiresAt > now).GroupBy(p => p.Effect).Select(g => new { Effect = g.Key, Until = g.Max(p => p.ExpiresAt) }).ToDictionaryAsync(g => g.Effect, g => g.Until!.Value, stop));
    }

    /// <summary>What decides about one item.</summary>
    internal static Buyer BuyerOf(ShopItem item, UserProfile profile, long balance, AccessAnswer? need, Kept mine)
    {
        var (has, last) = mine.Items.TryGetValue(item.ItemId, out var own) ? (own.Has, own.Last) : (0, (DateTimeOffset?)null);
        return new(profile, balance, need, has, last) { Running = mine.Running };
    }

    /// <summary>What a member has bought and kept.</summary>
    /// <param name="Items">By item: how many, and when last.</param>
    /// <param name="Running">By kind of effect: until when the last of them runs.</param>
    internal sealed record Kept(IReadOnlyDictionary<long, (int Has, DateTimeOffset Last)> Items, IReadOnlyDictionary<EffectKind, DateTimeOffset> Running);

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

    // What it had raised or permitted ends now: shots that were fired stay fired, and no further one is given by it.
    private static async Task EndWhatCameWith(Work work, ShopPurchase purchase, DateTimeOffset now)
    {
        var key = purchase.SourceKey;
        await work.Db.LimitAdjustments.Where(a => a.SourceKey == key && (a.Until == null || a.Until > now)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, now), work.Stop);
        await work.Db.Permits.Where(p => p.SourceKey == key && (p.Until == null || p.Until > now)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Until, now), work.Stop);
    }

    private Task<Outcome<Worn>> Dress(long userId, Func<Work, UserProfile, Task<Outcome<Worn>>> change, CancellationToken stop) => data.Run<Outcome<Worn>>(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        var worn = await change(work, member.Profile);
        if (worn.Succeeded) member.Profile.UpdatedAt = member.At;
        return worn;
    }, stop);

    // The effect of what the member bought last under a code and kept.
    private static async Task<ItemEffect?> Own(Work work, long userId, string code) => (await work.Db.ShopPurchases.AsNoTracking()
        .Where(p => p.UserId == userId && p.RefundedAt == null && work.Db.ShopItems.Any(i => i.ItemId == p.ItemId && i.Code == code))
        .OrderByDescending(p => p.PurchaseId).FirstOrDefaultAsync(work.Stop))?.Does;

    private async Task<Problem> Unknown(Work work, string typed)
    {
        var items = await work.Db.ShopItems.AsNoTracking().Where(i => i.IsActive).OrderBy(i => i.SortOrder).ThenBy(i => i.ItemId).ToListAsync(work.Stop);
        return Problem.Of("shop.unknown-item", $"The shop has no {typed.Trim()}. It has {string.Join(", ", items.Where(i => parts.Waits(i.Does) is null).Select(i => i.Code))}.");
    }

    private static ItemBought Bought(ShopPurchase purchase, string code, long balance, bool wasKnown) =>
        new(purchase.PurchaseId, purchase.UserId, code, purchase.ItemName, purchase.Effect, purchase.PricePaid, balance, purchase.StartsAt, purchase.ExpiresAt, (purchase.Does as ProfileTitle)?.Title, wasKnown,
            (purchase.Does as ProfileFrame)?.Frame);
}
