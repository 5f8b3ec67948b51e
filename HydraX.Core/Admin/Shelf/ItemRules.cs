using System.Globalization;
using System.Text.RegularExpressions;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;

namespace HydraX.Core.Admin.Shelf;

/// <summary>An item as staff wants it.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Description">What it does, in a sentence or two.</param>
/// <param name="Price">XP.</param>
/// <param name="Stock">How many are left; null for as many as are wanted.</param>
/// <param name="MemberLimit">How many one member may have; null for no limit. What is for good is had once.</param>
/// <param name="CooldownMinutes">Minutes from one purchase to a member's next; null for none.</param>
/// <param name="Need">What a buyer must have, as the code of a need on a tier: <c>tier:FANG</c>; null for nothing.</param>
/// <param name="SortOrder">Its place on the shelf, the lowest first.</param>
/// <param name="Does">What it does.</param>
public sealed record ItemDraft(string Name, string Description, long Price, int? Stock, int? MemberLimit, int? CooldownMinutes, string? Need, int SortOrder, ItemEffect Does)
{
    /// <summary>An item as it is.</summary>
    public static ItemDraft Of(ShopItem item) => new(item.Name, item.Description, item.Price, item.Stock, item.MemberLimit, item.CooldownMinutes, item.NeedCode, item.SortOrder, item.Does);
}

/// <summary>What an item may be, and what changed between two of its states. Pure.</summary>
public static partial class ItemRules
{
    /// <summary>Most XP that an item costs.</summary>
    public const long HighestPrice = 1_000_000;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>Most characters of a description.</summary>
    public const int LongestDescription = 500;

    private const int MostStock = 1_000_000, MostEach = 1_000, LongestCooldown = 525_600, LastPlace = 100_000;

    /// <summary>
    /// What is wrong with an item, or null. Problems: <c>shop.name</c>, <c>shop.description</c>, <c>shop.price</c>, <c>shop.stock</c>, <c>shop.member-limit</c>, <c>shop.cooldown</c>,
    /// <c>shop.need</c>, <c>shop.order</c>, <c>shop.effect</c>.
    /// </summary>
    public static Problem? Fault(ItemDraft draft)
    {
        if (draft.Name.Trim().Length is < 2 or > LongestName || !Lettering.IsPlain(draft.Name)) return Problem.Of("shop.name", $"A name has 2 to {LongestName} characters that can be seen, not {draft.Name.Trim().Length}.");
        if (draft.Description.Trim().Length is < 10 or > LongestDescription) return Problem.Of("shop.description", $"Say in 10 to {LongestDescription} characters what it does, not in {draft.Description.Trim().Length}.");
        return Within("shop.price", "A price", draft.Price, 1, HighestPrice, "XP")
            ?? Within("shop.stock", "Stock", draft.Stock, 0, MostStock, "pieces, or nothing for as many as are wanted")
            ?? Within("shop.member-limit", "The limit a member", draft.MemberLimit, 1, MostEach, "pieces, or nothing for no limit")
            ?? Within("shop.cooldown", "The cooldown", draft.CooldownMinutes, 1, LongestCooldown, "minutes, or nothing for none")
            ?? Within("shop.order", "The place on the shelf", draft.SortOrder, 0, LastPlace, "")
            ?? NeedFault(draft.Need)
            ?? Once(draft)
            ?? EffectForm.Read(draft.Does.Kind, EffectForm.Values(draft.Does)).Problem;
    }

    /// <summary>What is wrong with a new item's code, or null. Problem: <c>shop.code</c>.</summary>
    public static Problem? CodeFault(string code) => Code().IsMatch(code) ? null
        : Problem.Of("shop.code", $"A code has 2 to 50 of a–z, 0–9 and _, and begins with a letter, such as night_owl; not '{code}'.");

    /// <summary>What differs between two states, by its name in words; null is written as a dash.</summary>
    public static IReadOnlyList<ItemChange> Changes(ItemDraft before, ItemDraft after)
    {
        var changes = new List<ItemChange>();
        Compare("name", before.Name, after.Name);
        Compare("description", before.Description, after.Description);
        Compare("price", Number(before.Price), Number(after.Price));
        Compare("stock", Number(before.Stock), Number(after.Stock));
        Compare("limit a member", Number(before.MemberLimit), Number(after.MemberLimit));
        Compare("cooldown, minutes", Number(before.CooldownMinutes), Number(after.CooldownMinutes));
        Compare("need", before.Need ?? None, after.Need ?? None);
        Compare("place", Number(before.SortOrder), Number(after.SortOrder));
        var (was, now) = (EffectForm.Values(before.Does), EffectForm.Values(after.Does));
        foreach (var field in EffectForm.Of(after.Does.Kind)) Compare(field.Label.ToLowerInvariant(), was.GetValueOrDefault(field.Name, None), now.GetValueOrDefault(field.Name, None));
        return changes;

        void Compare(string what, string one, string other)
        {
            if (one != other) changes.Add(new(what, one, other));
        }
    }

    private const string None = "–";

    private static Problem? Within(string code, string what, long? value, long least, long most, string unit) => value is null || (value >= least && value <= most) ? null
        : Problem.Of(code, string.Create(CultureInfo.InvariantCulture, $"{what} is {least:N0} to {most:N0}{(unit.Length == 0 ? "" : $" {unit}")}, not {value:N0}."));

    private static Problem? NeedFault(string? need) => need is null || Entitlements.Need.Find(need)?.Tier is not null ? null
        : Problem.Of("shop.need", $"An item needs a tier or nothing; '{need}' is neither. Tiers are {string.Join(", ", Enum.GetValues<TierCode>().Select(tier => $"tier:{tier.Code()}"))}.");

    private static Problem? Once(ItemDraft draft) => draft.Does.Lasts != ItemKind.Permanent || draft.MemberLimit == 1 ? null
        : Problem.Of("shop.member-limit", "What is for good is had once: its limit a member is 1.");

    private static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : None;

    [GeneratedRegex("^[a-z][a-z0-9_]{1,49}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

/// <summary>One thing that changed.</summary>
/// <param name="What">What, in words.</param>
/// <param name="Before">The old value, written.</param>
/// <param name="After">The new value, written.</param>
public sealed record ItemChange(string What, string Before, string After);
