using HydraX.Core.Kernel;
using HydraX.Core.Users.Days;

namespace HydraX.Core.Shop;

/// <summary>
/// What is on the shelf at the first start. Prices: decisions §6. From then on the database is the truth: an item that is there already is left
/// as admins made it, and one that a later version brings is added.
/// </summary>
public static class ShippedItems
{
    /// <summary>All of them, in the order shown.</summary>
    public static IReadOnlyList<ShopItem> All { get; } = Shelve(
    [
        new()
        {
            Code = "xp_boost", Name = "XP boost ×1.5", Price = 800, Kind = ItemKind.Timed, Effect = EffectKind.XpBoost, EffectData = new XpBoost(1.5m, 60).Write(),
            Description = "The XP you earn by trading, daily login and perfect days counts 1.5 times for one hour. Another one bought while it runs adds its hour at the end.",
        },
        new()
        {
            Code = "streak_freeze", Name = "Streak freeze", Price = 300, Kind = ItemKind.UseUp, Effect = EffectKind.StreakFreeze, EffectData = new StreakFreeze().Write(),
            Description = $"Protects one day on which you are not here: your streak goes on as if the day were not there. It is used by itself, and you may hold {StreakRules.MostFreezes}.",
        },
        Title("steady_hand", "Steady hand", 500, "For those who size every shot alike."),
        Title("early_bird", "Early bird", 750, "For those who are there before London opens."),
        Title("night_owl", "Night owl", 1_000, "For those who read the tape while others sleep."),
        Title("cool_head", "Cool head", 1_500, "For those who walk away after two losses."),
        Title("pathfinder", "Pathfinder", 2_500, "For those whom others follow."),
        Title("old_hand", "Old hand", 4_000, "For those who have seen a few markets."),
        Title("vanguard", "Vanguard", 5_000, "For those at the front of the formation.", "tier:FANG"),
    ]);

    private static ShopItem Title(string code, string title, long price, string line, string? need = null) => new()
    {
        Code = code,
        Name = title,
        Price = price,
        Kind = ItemKind.Permanent,
        Effect = EffectKind.ProfileTitle,
        EffectData = new ProfileTitle(title).Write(),
        NeedCode = need,
        MemberLimit = 1,
        Description = $"A title beside your name on profile and boards. {line}",
    };

    private static List<ShopItem> Shelve(List<ShopItem> items)
    {
        for (var i = 0; i < items.Count; i++) items[i].SortOrder = (i + 1) * 10;
        return items;
    }
}
