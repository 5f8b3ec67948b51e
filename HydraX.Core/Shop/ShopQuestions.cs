using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Ranks;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Shop;

/// <summary>One item as one member sees it.</summary>
/// <param name="Code">What <c>Progression.Buy</c> takes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Price">XP.</param>
/// <param name="Kind">How long it lasts.</param>
/// <param name="Does">What it does, with its figures.</param>
/// <param name="Stock">How many are left, null for as many as are wanted.</param>
/// <param name="Has">How many the member has bought and kept.</param>
/// <param name="IsOwned">Whether it is a permanent one that the member has.</param>
/// <param name="Refusal">Why the member may not buy it now, null if they may. The sentence names what is missing and what would give it.</param>
/// <param name="FreesUpAt">When a cooldown ends, null if none runs.</param>
public sealed record ShopOffer(string Code, string Name, string Description, long Price, ItemKind Kind, ItemEffect Does, int? Stock, int Has, bool IsOwned, Problem? Refusal, DateTimeOffset? FreesUpAt)
{
    /// <summary>Whether the member may buy it now.</summary>
    public bool CanBuy => Refusal is null;
}

/// <summary>The shop as one member sees it at one instant.</summary>
/// <param name="Now">The instant.</param>
/// <param name="Balance">Spendable XP, after any wipe that is due.</param>
/// <param name="WipeAt">The next midnight that takes what is not spent; null off a Press Pass.</param>
/// <param name="Offers">What is for sale, in the shop's order.</param>
/// <param name="BoostFactor">The running boost, null without one.</param>
/// <param name="BoostUntil">When it ends, exclusive.</param>
/// <param name="Title">The title worn, null for none.</param>
/// <param name="Freezes">Streak freezes held.</param>
/// <param name="Frame">The code of the frame worn, null for none.</param>
/// <param name="Rank">The rank, around which a frame is shown.</param>
public sealed record ShopView(DateTimeOffset Now, long Balance, DateTimeOffset? WipeAt, IReadOnlyList<ShopOffer> Offers, decimal? BoostFactor, DateTimeOffset? BoostUntil, string? Title, int Freezes, string? Frame, RankCode Rank)
{
    /// <summary>The titles that the member has, bought and kept.</summary>
    public IEnumerable<ShopOffer> OwnTitles => Offers.Where(o => o is { IsOwned: true, Does: ProfileTitle });

    /// <summary>The frames that the member has, bought and kept.</summary>
    public IEnumerable<ShopOffer> OwnFrames => Offers.Where(o => o is { IsOwned: true, Does: ProfileFrame });

    /// <summary>Whether an offer is what the member wears.</summary>
    public bool IsWorn(ShopOffer offer) => offer.Does switch
    {
        ProfileTitle title => title.Title == Title,
        ProfileFrame frame => frame.Frame == Frame,
        _ => false,
    };
}

/// <summary>One purchase as its member and admins see it.</summary>
/// <param name="PurchaseId">What a refund takes.</param>
/// <param name="Name">The item's name when it was bought.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Price">XP paid.</param>
/// <param name="BoughtAt">When.</param>
/// <param name="StartsAt">From when it works.</param>
/// <param name="ExpiresAt">Until when, exclusive; null is for good.</param>
/// <param name="RefundedAt">When it was refunded, null if it stands.</param>
/// <param name="Given">XP that the refund gave back, null if it stands.</param>
/// <param name="RefundReason">The admin's words.</param>
public sealed record PurchaseLine(long PurchaseId, string Name, EffectKind Effect, long Price, DateTimeOffset BoughtAt, DateTimeOffset StartsAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RefundedAt, long? Given, string? RefundReason);

/// <summary>A page of purchases, latest first.</summary>
/// <param name="Lines">The purchases.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
public sealed record PurchasePage(IReadOnlyList<PurchaseLine> Lines, long? Next);

/// <summary>Reads of the shop for page, bot and API.</summary>
public sealed class ShopQuestions(HydraXData data, Access access, ShopParts parts, Clock clock)
{
    /// <summary>What is for sale, and for each item whether this member may buy it now and why not. Null for an unknown member.</summary>
    public async Task<ShopView?> Shelf(long userId, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        var asked = await data.Read(async db => await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop) is not { } profile ? default : (
            Profile: profile,
            Items: await db.ShopItems.Where(i => i.IsActive || db.ShopPurchases.Any(p => p.UserId == userId && p.ItemId == i.ItemId && p.RefundedAt == null)).OrderBy(i => i.SortOrder).ThenBy(i => i.ItemId).ToListAsync(stop),
            Mine: await XpShop.Mine(db, userId, now, stop)), stop);
        if (asked.Profile is not { } profile) return null;

        var standing = await access.Of(userId, stop);
        var (balance, total) = MidnightRules.Shown(profile, now);
        var offers = asked.Items.Select(item =>
        {
            var need = XpShop.Meets(item.Requires ?? Need.Of(Who.Member), userId, standing);
            var buyer = XpShop.BuyerOf(item, profile, balance, need, asked.Mine) with { Standing = standing, Waits = parts.Waits(item.Does) };
            return new ShopOffer(item.Code, item.Name, item.Description, item.Price, item.Kind, item.Does, item.Stock, buyer.Has, item.Kind == ItemKind.Permanent && buyer.Has > 0,
                ShopRules.Refusal(item, buyer, now), ShopRules.FreesUpAt(item, buyer, now));
        }).Where(offer => offer.IsOwned || offer.Refusal?.Code is not ("shop.not-for-sale" or "shop.waits")).ToList();
        var boostUntil = profile.BoostUntil > now ? profile.BoostUntil : null;
        return new(now, balance, MidnightRules.Next(profile, now), offers, boostUntil is null ? null : profile.BoostFactor, boostUntil, profile.Title, StreakRules.FreezesLeft(profile, now), profile.WornFrame, RankRules.Of(total));
    }

    /// <summary>A member's purchases, latest first, before a purchase's id.</summary>
    public Task<PurchasePage> History(long userId, long? before, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var lines = await db.ShopPurchases.Where(p => p.UserId == userId && (before == null || p.PurchaseId < before)).OrderByDescending(p => p.PurchaseId).Take(size + 1)
            .Select(p => new PurchaseLine(p.PurchaseId, p.ItemName, p.Effect, p.PricePaid, p.BoughtAt, p.StartsAt, p.ExpiresAt, p.RefundedAt,
                db.XpTransactions.Where(t => t.TransactionId == p.RefundTransactionId).Select(t => (long?)t.Amount).FirstOrDefault(), p.RefundReason))
            .ToListAsync(stop);
        return lines.Count > size ? new PurchasePage(lines[..size], lines[size - 1].PurchaseId) : new(lines, null);
    }, stop);
}
