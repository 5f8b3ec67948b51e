using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;

namespace HydraX.Web.Pages.Members;

/// <summary>What the shop's things do, in the same words on pages and in the bot.</summary>
public static class ShopWords
{
    /// <summary>What is worn now: "Night owl is your title now", "You wear no frame now".</summary>
    public static string Wears(Worn worn) => (worn.Kind, worn.Name) switch
    {
        (EffectKind.ProfileFrame, null) => "You wear no frame now",
        (EffectKind.ProfileFrame, var frame) => $"You wear the {frame} frame now",
        (_, null) => "You wear no title now",
        (_, var title) => $"{title} is your title now",
    };

    /// <summary>How long something works that has no end: "until it is used", "for good".</summary>
    public static string Lasts(EffectKind effect) => effect == EffectKind.StreakFreeze ? "until it is used" : "for good";
}
