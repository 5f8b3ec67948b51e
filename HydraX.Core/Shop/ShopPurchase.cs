using HydraX.Core.Shop.Effects;

namespace HydraX.Core.Shop;

/// <summary>One thing bought by one member: the row of <c>shop_purchases</c>. It keeps name, price and effect as they were.</summary>
public sealed class ShopPurchase
{
    /// <summary>Row id.</summary>
    public long PurchaseId { get; set; }

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>What.</summary>
    public long ItemId { get; set; }

    /// <summary>Its name then.</summary>
    public string ItemName { get; set; } = "";

    /// <summary>Its effect then.</summary>
    public EffectKind Effect { get; set; }

    /// <summary>The effect's figures then.</summary>
    public string EffectData { get; set; } = "{}";

    /// <summary>XP.</summary>
    public long PricePaid { get; set; }

    /// <summary>The ledger line that paid it; unique.</summary>
    public long TransactionId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset BoughtAt { get; set; }

    /// <summary>From when it works: later than <see cref="BoughtAt"/> where it was put behind one that ran.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>Until when it works, exclusive; null is for good.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When an admin refunded it; null while it stands.</summary>
    public DateTimeOffset? RefundedAt { get; set; }

    /// <summary>The line that gave the XP back, 0 XP after a wipe.</summary>
    public long? RefundTransactionId { get; set; }

    /// <summary>Why, in the admin's words.</summary>
    public string? RefundReason { get; set; }

    /// <summary>What marks all that came with it: <c>purchase:12</c>.</summary>
    public string SourceKey => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"purchase:{PurchaseId}");

    /// <summary>What it does.</summary>
    public ItemEffect Does => ItemEffect.Read(Effect, EffectData);
}
