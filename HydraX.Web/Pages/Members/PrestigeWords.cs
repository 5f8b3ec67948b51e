using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Core.Screens;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Web.Pages.Members;

/// <summary>Prestige in the same words on its page and in the bot.</summary>
public static class PrestigeWords
{
    /// <summary>What it is, in a sentence.</summary>
    public const string What = "Total XP for a star: rank and level begin again, and what you earn counts more, for good.";

    /// <summary>What stays, each with its figure.</summary>
    public static IReadOnlyList<Sum.Entry> Keeps(PrestigeView view)
    {
        var keeps = view.Keeps;
        return
        [
            new("XP balance", $"{Count(keeps.Balance)} XP"),
            new("Streak", keeps.Streak == 0 ? "none now" : $"{Spoken.Number(keeps.Streak, "day")}{(keeps.Freezes > 0 ? $", {Spoken.Number(keeps.Freezes, "freeze")}" : "")}"),
            new("Bought in the shop", keeps.Purchases == 0 ? "nothing yet" : Spoken.Number(keeps.Purchases, "thing")),
            new("Achievements and badges", keeps.Achievements == 0 ? "none yet" : Count(keeps.Achievements)),
            new("Squad", keeps.Squad ?? "none"),
            new("Tier", keeps.Tier.Code()),
            new("Board of all time", $"{Count(keeps.AllTime)} XP"),
            new("Boards of day, week and month", "as they are"),
        ];
    }

    /// <summary>What begins again: before and after; below FIELD_MARSHAL as it would be there.</summary>
    public static IReadOnlyList<(string What, string Before, string After)> BeginsAgain(PrestigeView view)
    {
        var total = Math.Max(view.Standing.TotalXp, PrestigeRules.OpensAt);
        return [("Total XP", Count(total), "0"), ("Rank", RankRules.Highest.Code(), RankCode.Recruit.Code()), ("Level", Count(RankRules.Level(total)), "1")];
    }

    /// <summary>What is gained: before and after.</summary>
    public static IReadOnlyList<(string What, string Before, string After)> Gains(PrestigeView view) =>
    [
        ("Stars", Count(view.Stars), Count(view.Stars + 1)),
        ("What you earn counts", $"× {Factor(view.Factor)}", $"× {Factor(view.NextFactor)}"),
    ];

    /// <summary>On a Press Pass: what midnight does. Null off it.</summary>
    public static string? Tonight(PrestigeView view) => view.WipeAt is { } wipe
        ? $"Tonight's wipe takes balance and total XP {Spoken.At(wipe, view.Now)}, with or without a star. A star stays."
        : null;

    /// <summary>How far it is to prestige: "41,000 XP to FIELD_MARSHAL".</summary>
    public static string Ahead(PrestigeView view) => $"{Count(PrestigeRules.OpensAt - Math.Max(0, view.Standing.TotalXp))} XP to {RankRules.Highest.Code()}";

    /// <summary>After it: what was set aside, and what counts now.</summary>
    public static string Taken(PrestigeTaken taken) => taken.WasKnown
        ? $"Star {taken.Star} was yours already. Nothing has changed."
        : $"Star {taken.Star} is yours. {Count(taken.SetAside)} total XP are set aside for it; what you earn counts × {Factor(taken.Factor)} from now on.";

    /// <summary>The bonus of stars, beside a name; null without any.</summary>
    public static string? Bonus(int stars) => stars == 0 ? null : $"{Spoken.Number(stars, "star")}: XP × {Factor(Core.Xp.XpRules.Prestige(stars))}";

    /// <summary>A factor with one decimal: 1.1.</summary>
    public static string Factor(decimal factor) => factor.ToString("0.0#", CultureInfo.InvariantCulture);

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
