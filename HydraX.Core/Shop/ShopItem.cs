using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;

namespace HydraX.Core.Shop;

/// <summary>How long what is bought lasts.</summary>
[LowerCodes]
public enum ItemKind
{
    /// <summary>Until it is used.</summary>
    UseUp,

    /// <summary>For a time.</summary>
    Timed,

    /// <summary>For good.</summary>
    Permanent,
}

/// <summary>One thing on the shelf: the row of <c>shop_items</c>. Admins edit it; a purchase keeps what it was when it was bought.</summary>
public sealed class ShopItem
{
    /// <summary>Row id.</summary>
    public long ItemId { get; set; }

    /// <summary>Stable, lower case, as in <c>/buy xp_boost</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>As shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it does, in a sentence or two.</summary>
    public string Description { get; set; } = "";

    /// <summary>XP.</summary>
    public long Price { get; set; }

    /// <summary>What a buyer must have, as the code of a <see cref="Need"/> (<c>tier:FANG</c>); null is nothing.</summary>
    public string? NeedCode { get; set; }

    /// <summary>How long it lasts.</summary>
    public ItemKind Kind { get; set; }

    /// <summary>What it does, with <see cref="EffectData"/> as its figures.</summary>
    public EffectKind Effect { get; set; }

    /// <summary>The effect's figures as JSON: <c>{"factor":1.5,"minutes":60}</c>.</summary>
    public string EffectData { get; set; } = "{}";

    /// <summary>How many are left; null is as many as are wanted.</summary>
    public int? Stock { get; set; }

    /// <summary>How many one member may have, refunded ones not counted; null is no limit.</summary>
    public int? MemberLimit { get; set; }

    /// <summary>Minutes from one purchase to a member's next; null is none.</summary>
    public int? CooldownMinutes { get; set; }

    /// <summary>Whether it is for sale, if <see cref="ShopParts"/> has what it needs. Items are never deleted: purchases name them.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Its place on the shelf.</summary>
    public int SortOrder { get; set; }

    /// <summary>When it was put on the shelf.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When staff last changed it; selling from the stock does not count.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>What a buyer must have; null is nothing.</summary>
    public Need? Requires => NeedCode is null ? null : Need.Find(NeedCode) ?? throw new FormatException($"Item {Code} requires '{NeedCode}', which is no need.");

    /// <summary>What it does.</summary>
    public ItemEffect Does => ItemEffect.Read(Effect, EffectData);
}
