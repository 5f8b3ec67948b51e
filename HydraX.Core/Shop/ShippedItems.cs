using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;
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
        Frame("frame_steel", "steel", 750, "A plain ring of steel."),
        Frame("frame_ember", "ember", 1_500, "Glows like what is left of a fire."),
        Frame("frame_tide", "tide", 2_000, "Two blues, one inside the other."),
        Frame("frame_laurel", "laurel", 3_000, "A double ring of gold."),
        Frame("frame_aurora", "aurora", 5_000, "All colours of a northern night."),
        new()
        {
            Code = "extra_shot", Name = "Extra shot", Price = 1_500, Kind = ItemKind.Timed, Effect = EffectKind.ExtraShot, EffectData = new ExtraShot().Write(),
            Description = "One more shot today, until 00:00 UTC. Risk a shot, drawdown cap and open trades stay as they are. One a day.",
        },
        new()
        {
            Code = "extended_magazine", Name = "Extended magazine", Price = 3_000, Kind = ItemKind.Timed, Effect = EffectKind.ExtendedMagazine, EffectData = new ExtendedMagazine(2, 85, 24).Write(), NeedCode = "tier:FANG",
            Description = "Two more shots within 24 hours, for signals of TCS 85 and up alone. Risk a shot, drawdown cap and open trades stay as they are.",
        },
        new()
        {
            Code = "squad_radar", Name = "Squad radar", Price = 500, Kind = ItemKind.Timed, Effect = EffectKind.SquadRadar, EffectData = new SquadRadar(24).Write(),
            Description = "Shows the open trades of your squad for 24 hours, those in stealth excepted.",
        },
        new()
        {
            Code = "squad_banner", Name = "Squad banner", Price = 2_000, Kind = ItemKind.Permanent, Effect = EffectKind.SquadBanner, EffectData = new SquadBanner().Write(), MemberLimit = 1,
            Description = "A banner above the squad that you lead, for good.",
        },
    ]);

    private static ShopItem Frame(string code, string frame, long price, string line) => new()
    {
        Code = code,
        Name = $"{WornFrames.Find(frame)!.Name} frame",
        Price = price,
        Kind = ItemKind.Permanent,
        Effect = EffectKind.ProfileFrame,
        EffectData = new ProfileFrame(frame).Write(),
        MemberLimit = 1,
        Description = $"A frame around your insignia on profile, boards and home. {line}",
    };

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
