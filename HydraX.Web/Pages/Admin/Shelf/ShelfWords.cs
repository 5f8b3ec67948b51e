using System.Globalization;
using HydraX.Core.Admin.Shelf;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;

namespace HydraX.Web.Pages.Admin.Shelf;

/// <summary>Items in the words of staff.</summary>
public static class ShelfWords
{
    /// <summary>What an item does, with its figures: "XP boost, factor 1.5, minutes 60".</summary>
    public static string Does(ItemEffect effect)
    {
        var values = EffectForm.Values(effect);
        return string.Join(", ", EffectForm.Of(effect.Kind).Select(field => $"{field.Label.ToLowerInvariant()} {values[field.Name]}").Prepend(EffectForm.Name(effect.Kind)));
    }

    /// <summary>Who may buy it, how many and how often.</summary>
    public static string Whom(ItemDraft item)
    {
        var parts = new[]
        {
            item.Need is { } need ? $"{Need.Find(need)?.Tier?.Code() ?? need} and up" : "everybody",
            item.MemberLimit is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{limit:N0} each") : null,
            item.CooldownMinutes is { } minutes ? $"again after {Spoken.Span(TimeSpan.FromMinutes(minutes))}" : null,
        };
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>What was done to an item: "edited".</summary>
    public static string Act(string action) => action.Replace("shop.item-", "", StringComparison.Ordinal).Replace('-', ' ');
}
