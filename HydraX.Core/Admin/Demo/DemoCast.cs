using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using static HydraX.Core.Kernel.TierCode;

namespace HydraX.Core.Admin.Demo;

/// <summary>Who appears: birds, in every tier and rank. Nobody of them is a person.</summary>
internal static class DemoCast
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoMember> All { get; } =
    [
        new("eagle", Apex, 301_500, 120, 0.95, 8, 0.64) { Streak = 94, Buys = ["vanguard", "xp_boost"], Bio = "Long view, small risk. Fires a dozen times a week and sleeps well.", Zone = "Europe/London" },
        new("osprey", Apex, 38_000, 118, 0.9, 9, 0.61) { Prestige = 1, Streak = 37, Buys = ["old_hand", "streak_freeze", "frame_laurel", "xp_boost"], Bio = "Second time up the ladder. Metals in the morning, nothing after four.", Zone = "Europe/Berlin" },
        new("merlin", Apex, 168_000, 104, 0.85, 8, 0.63) { Streak = 21, Buys = ["pathfinder"], Zone = "America/New_York" },
        new("goshawk", Apex, 74_500, 92, 0.8, 7, 0.58) { Streak = 12, Buys = ["cool_head"], Bio = "If the stop is too wide, the answer is no.", Zone = "Europe/Paris" },
        new("heron", Apex, 26_000, 100, 0.75, 6, 0.66) { Streak = 30, Buys = ["early_bird"], Bio = "Stands still for an hour, then moves once." },
        new("harrier", Commander, 151_000, 111, 0.9, 8, 0.57) { Prestige = 2, Streak = 5, Buys = ["vanguard", "frame_aurora", "night_owl"], Zone = "Europe/Madrid" },
        new("hobby", Commander, 83_000, 96, 0.85, 7, 0.6) { Streak = 64, Buys = ["cool_head", "xp_boost"], Zone = "Europe/Amsterdam" },
        new("buzzard", Commander, 52_000, 88, 0.7, 6, 0.55) { Streak = 2, Bio = "Circles. Mostly circles.", Visibility = Visibility.Members },
        new("gyrfalcon", Commander, 21_500, 90, 0.9, 8, 0.62) { Streak = 45, Buys = ["night_owl"], Zone = "Atlantic/Reykjavik" },
        new("curlew", Commander, 9_200, 80, 0.7, 5, 0.56) { Streak = 8, Buys = ["steady_hand"] },
        new("kestrel", Commander, 900, 66, 0.75, 4, 0.6) { Streak = 23, Buys = ["xp_boost", "streak_freeze"], Bio = "Holds position in any wind.", Zone = "Europe/London" },
        new("spoonbill", Commander, 4_100, 74, 0.65, 4, 0.52) { Streak = 3, Zone = "Asia/Singapore" },
        new("kite", Fang, 41_500, 99, 0.8, 7, 0.59) { Streak = 16, Buys = ["pathfinder", "early_bird"], Bio = "Thermals before breakfast.", Zone = "Europe/Lisbon" },
        new("bittern", Fang, 19_500, 86, 0.75, 6, 0.54) { Streak = 9, Buys = ["cool_head"] },
        new("peregrine", Fang, 9_000, 94, 0.9, 7, 0.65) { Prestige = 1, Streak = 52, Buys = ["vanguard", "frame_ember", "streak_freeze"], Bio = "Fast in, fast out, home by noon." },
        new("avocet", Fang, 8_200, 82, 0.7, 5, 0.5) { Streak = 4, Zone = "Australia/Sydney" },
        new("cormorant", Fang, 9_600, 76, 0.6, 5, 0.53) { Streak = 1, Buys = ["steady_hand"] },
        new("lapwing", Fang, 4_300, 70, 0.75, 5, 0.57) { Streak = 14, Zone = "Africa/Johannesburg" },
        new("gannet", Fang, 3_900, 64, 0.7, 5, 0.48) { Streak = 0, Bio = "Dives first, checks the depth later. Working on it." },
        new("godwit", Fang, 0, 62, 0.8, 4, 0.58) { Streak = 11, Pass = new(40, 7, PassEnd.Converted), Bio = "Came for a week, stayed for the season.", Zone = "Pacific/Auckland" },
        new("redshank", Nibbler, 4_400, 72, 0.7, 5, 0.55) { Streak = 7, Buys = ["early_bird"] },
        new("whimbrel", Nibbler, 1_700, 68, 0.65, 4, 0.51) { Streak = 6 },
        new("puffin", Nibbler, 1_100, 75, 0.6, 4, 0.56) { Streak = 19, Buys = ["steady_hand"], Bio = "Small position, large opinions." },
        new("razorbill", Nibbler, 1_400, 61, 0.6, 3, 0.49) { Streak = 2 },
        new("oystercatcher", Nibbler, 600, 60, 0.55, 3, 0.53) { Streak = 3, Zone = "Europe/Dublin" },
        new("guillemot", Nibbler, 350, 63, 0.5, 3, 0.47) { Streak = 0 },
        new("fulmar", Nibbler, 300, 60, 0.45, 3, 0.55) { Streak = 5, Visibility = Visibility.Members },
        new("tern", Nibbler, 200, 60, 0.55, 3, 0.5) { Streak = 10, Zone = "America/Sao_Paulo" },
        new("skua", Nibbler, 250, 60, 0.4, 3, 0.44) { Streak = 1 },
        new("shearwater", Nibbler, 0, 60, 0.5, 3, 0.52) { Streak = 13 },
        new("corncrake", Nibbler, 150, 60, 0.4, 3, 0.5) { Suspended = "Offered signals of others for sale in the group." },
        new("swift", Nibbler, 0, 60, 0.12, 2, 0.5) { Streak = 1 },
        new("wheatear", Nibbler, 0, 60, 0.15, 2, 0.6) { Streak = 2, Bio = "New here." },
        new("stonechat", Nibbler, 0, 60, 0.1, 2, 0.4) { Streak = 0, Visibility = Visibility.Hidden },
        new("dipper", Nibbler, 0, 60, 0.14, 2, 0.55) { Streak = 3 },
        new("knot", Nibbler, 0, 60, 0.2, 3, 0.45) { Streak = 2, Pass = new(24, 7, PassEnd.Expired) },
        new("dunlin", TierCode.PressPass, 0, 60, 0.3, 4, 0.6) { Streak = 5, Pass = new(4, 7), Bio = "Four wipes in, still here.", Zone = "Europe/Berlin" },
        new("sanderling", TierCode.PressPass, 0, 60, 0.2, 3, 0.5) { Streak = 2, Pass = new(1, 7) },
        new("turnstone", TierCode.PressPass, 2_400, 60, 0.3, 4, 0.56) { Streak = 6, Buys = ["steady_hand"], Pass = new(5, 7), Bio = "Looks under everything.", Zone = "Europe/Copenhagen" },
        new("plover", TierCode.PressPass, 0, 60, 0.35, 4, 0.52) { Streak = 17, Pass = new(16, 30) },
    ];
}
