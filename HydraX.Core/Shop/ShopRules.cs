using System.Collections.Frozen;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Users;

namespace HydraX.Core.Shop;

/// <summary>What decides whether a member may buy an item.</summary>
/// <param name="Profile">Their profile, for what runs already.</param>
/// <param name="Balance">Spendable XP after any wipe that is due.</param>
/// <param name="Need">Whether they have what the item requires.</param>
/// <param name="Has">How many of it they have bought, refunded ones not counted.</param>
/// <param name="LastBoughtAt">When they bought it last, refunded ones not counted.</param>
public sealed record Buyer(UserProfile Profile, long Balance, AccessAnswer? Need, int Has, DateTimeOffset? LastBoughtAt)
{
    /// <summary>Where they stand, for effects on limits; null where no effect asks.</summary>
    public Standing? Standing { get; init; }

    /// <summary>Until when effects run that they have bought, by kind.</summary>
    public IReadOnlyDictionary<EffectKind, DateTimeOffset> Running { get; init; } = FrozenDictionary<EffectKind, DateTimeOffset>.Empty;

    /// <summary>What the item waits for; null if it works.</summary>
    public string? Waits { get; init; }

    /// <summary>Until when an effect of a kind runs; null if none does.</summary>
    public DateTimeOffset? RunsUntil(EffectKind kind) => Running.TryGetValue(kind, out var until) ? until : null;
}

/// <summary>Who may buy what, and the sentences that say why not. The first reason that holds is given; price comes last.</summary>
public static class ShopRules
{
    /// <summary>
    /// Why a member may not buy an item now, or null. Problems: <c>shop.not-for-sale</c>, <c>shop.waits</c>, those of the need (<c>access.tier</c>, …),
    /// <c>shop.owned</c>, <c>shop.limit</c>, <c>shop.sold-out</c>, <c>shop.cooldown</c>, those of <see cref="ItemEffect.Refusal"/>, <c>shop.too-dear</c>.
    /// </summary>
    public static Problem? Refusal(ShopItem item, Buyer buyer, DateTimeOffset now)
    {
        if (!item.IsActive) return Problem.Of("shop.not-for-sale", $"{item.Name} is not for sale at present.");
        if (buyer.Waits is { } missingPart) return Problem.Of("shop.waits", $"{item.Name} is not for sale yet: {missingPart}.");
        if (buyer.Need?.Problem is { } missing) return missing;
        if (item.MemberLimit is { } limit && buyer.Has >= limit) return Enough(item, limit);
        if (item.Stock is <= 0) return SoldOut(item);
        if (FreesUpAt(item, buyer, now) is { } frees) return Problem.Of("shop.cooldown", $"You have bought {item.Name} a short while ago. You can buy it again {Spoken.At(frees, now)}.");
        if (item.Does.Refusal(buyer, now) is { } refusal) return refusal;
        return buyer.Balance < item.Price ? TooDear(item, buyer.Balance) : null;
    }

    /// <summary>When the cooldown of an item ends for a member, null if none runs.</summary>
    public static DateTimeOffset? FreesUpAt(ShopItem item, Buyer buyer, DateTimeOffset now) =>
        item.CooldownMinutes is { } minutes && buyer.LastBoughtAt?.AddMinutes(minutes) is { } frees && frees > now ? frees : null;

    /// <summary>What is said when the price is not the one that the buyer saw.</summary>
    public static Problem PriceChanged(ShopItem item, long seen) =>
        Problem.Of("shop.price-changed", $"The price of {item.Name} changed from {seen:N0} to {item.Price:N0} XP while you looked: press again to buy at {item.Price:N0}.");

    /// <summary>What is said when the last one is gone.</summary>
    public static Problem SoldOut(ShopItem item) => Problem.Of("shop.sold-out", $"{item.Name} is sold out.");

    /// <summary>The code that a person's words stand for: <c>/buy Night Owl</c> means <c>night_owl</c>.</summary>
    public static string CodeOf(string typed) => string.Join('_', typed.Trim().ToLowerInvariant().Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries));

    private static Problem Enough(ShopItem item, int limit) => item.Kind == ItemKind.Permanent && limit == 1
        ? Problem.Of("shop.owned", $"{item.Name} is yours already.")
        : Problem.Of("shop.limit", $"{item.Name} can be bought {(limit == 1 ? "once" : $"{limit:N0} times")} by each member, and you have done so.");

    private static Problem TooDear(ShopItem item, long balance) =>
        Problem.Of("shop.too-dear", $"{item.Name} costs {item.Price:N0} XP and you have {balance:N0}: {item.Price - balance:N0} XP are missing.");
}
