using System.Collections.Frozen;
using HydraX.Core.Shop.Effects;

namespace HydraX.Core.Shop;

/// <summary>Parts of HydraX without which some items would do nothing.</summary>
public enum ShopPart
{
    /// <summary>Shots can be fired, and are counted against the limit.</summary>
    FireControl,

    /// <summary>There are squads, and pages that show them.</summary>
    Squads,
}

/// <summary>
/// What is there for items to work on. An item whose effect needs a part that is missing is neither shown nor sold, whatever its row says: nothing is sold that does
/// nothing. Whoever builds a part adds it to <see cref="Built"/>, and its items are on the shelf.
/// </summary>
/// <param name="built">The parts that are there.</param>
public sealed class ShopParts(params IEnumerable<ShopPart> built)
{
    private readonly FrozenSet<ShopPart> parts = built.ToFrozenSet();

    /// <summary>The parts of this HydraX: the one switch.</summary>
    public static ShopParts Built { get; } = new();

    /// <summary>What an effect waits for, in words that follow a colon; null for one that works.</summary>
    public string? Waits(ItemEffect effect) => effect.Needs is not { } part || parts.Contains(part) ? null : part switch
    {
        ShopPart.FireControl => "shots cannot be fired here yet",
        ShopPart.Squads => "there are no squads here yet",
        _ => throw new ArgumentOutOfRangeException(nameof(effect), part, null),
    };
}
