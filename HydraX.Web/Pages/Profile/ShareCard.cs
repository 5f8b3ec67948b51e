using System.Globalization;
using System.Net;
using System.Text;
using HydraX.Core.Achievements;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Standing;

namespace HydraX.Web.Pages.Profile;

/// <summary>
/// A member's card as an SVG: rank, level, XP and the badges that they show. It stands alone, so it carries its own colours, those of the dark theme, and no
/// font of its own. Whatever people wrote is text in it and nothing else.
/// </summary>
public static class ShareCard
{
    /// <summary>Pixels across.</summary>
    public const int Wide = 840;

    /// <summary>Pixels down.</summary>
    public const int High = 360;

    private const int LeftOfBadges = 204;
    private const int BadgeStep = 84;
    private const int BarWide = 592;

    private const string Style = """
        <style>text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#e8edf3}.quiet{fill:#93a1b0}.line{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round}.solid{fill:currentColor}.cut{fill:none;stroke:#18212b;stroke-linecap:round}</style>
        """;

    private const string Shield = "M24 3 42 8.500V24c0 11-8 18-18 21C14 42 6 35 6 24V8.500Z";

    // The medal of the badges: a hexagon of 72 by 80, and the picture on it.
    private const string Hexagon = "M36 0 72 20V60L36 80 0 60V20Z";
    private const string Core = "M36 5 67.500 22.500V57.500L36 75 4.500 57.500V22.500Z";
    private const string Star = "m36 22 5.300 11.600 12.600 1.400-9.400 8.500 2.700 12.400L36 49.500l-11.200 6.400 2.700-12.400-9.400-8.500 12.600-1.400Z";

    /// <summary>The card in words, for whoever does not see it.</summary>
    public static string Says(ProfileView view) =>
        $"{view.Username}: {view.Standing.Rank.Code()}, level {view.Standing.Level}, {Figures.Count(view.Standing.TotalXp)} XP{(view.Badges.Count == 0 ? "" : $". Badges: {string.Join(", ", view.Badges.Select(b => b.Name))}")}";

    /// <summary>The card.</summary>
    public static string Draw(ProfileView view)
    {
        var (svg, standing) = (new StringBuilder(), view.Standing);
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Wide}\" height=\"{High}\" viewBox=\"0 0 {Wide} {High}\" role=\"img\"><title>{Safe(Says(view))}</title>");
        svg.Append(Style);
        Add($"<clipPath id=\"edge\"><rect width=\"{Wide}\" height=\"{High}\" rx=\"18\"/></clipPath><g clip-path=\"url(#edge)\"><rect width=\"{Wide}\" height=\"{High}\" fill=\"#0f151c\"/><rect width=\"8\" height=\"{High}\" fill=\"{Hue(view.Tier)}\"/></g>");
        Add($"<g transform=\"translate(40 44) scale(2.8)\" color=\"{Metal(standing.Rank)}\"><path d=\"{Shield}\" fill=\"#18212b\" stroke=\"currentColor\" stroke-width=\"1.5\"/>{InsigniaShapes.Of(standing.Rank.Code()).Value}</g>");
        Add($"<text x=\"204\" y=\"88\" font-size=\"42\" font-weight=\"700\">{Safe(view.Username)}{(view.PrestigeLevel == 0 ? "" : $" <tspan fill=\"#ecc45c\">★{view.PrestigeLevel}</tspan>")}</text>");
        Add($"<text x=\"204\" y=\"122\" font-size=\"20\" class=\"quiet\">{Safe(string.Join(" · ", new[] { standing.Rank.Code(), view.Title, view.Tier.Code() }.OfType<string>()))}</text>");
        Add($"<text x=\"796\" y=\"88\" font-size=\"42\" font-weight=\"700\" text-anchor=\"end\">{standing.Level}</text><text x=\"796\" y=\"118\" font-size=\"18\" text-anchor=\"end\" class=\"quiet\">level</text>");
        Add($"<rect x=\"204\" y=\"150\" width=\"{BarWide}\" height=\"10\" rx=\"5\" fill=\"#2a3744\"/><rect x=\"204\" y=\"150\" width=\"{BarWide * standing.RankShare:0.#}\" height=\"10\" rx=\"5\" fill=\"#4cc2a4\"/>");
        Add($"<text x=\"204\" y=\"188\" font-size=\"18\">{Figures.Count(standing.TotalXp)} XP</text><text x=\"796\" y=\"188\" font-size=\"18\" text-anchor=\"end\" class=\"quiet\">{(standing.NextRank is { } next ? $"{Figures.Count(standing.ToNextRank)} to {next.Code()}" : "the highest rank")}</text>");
        foreach (var (place, badge) in view.Badges.Index()) Badge(LeftOfBadges + place * BadgeStep, badge.Tier);
        if (view.Badges.Count == 0) Add($"<text x=\"204\" y=\"262\" font-size=\"18\" class=\"quiet\">{(view.Streak > 1 ? $"{view.Streak} days in a row" : "The first badge is still to come")}</text>");
        Add($"<text x=\"40\" y=\"326\" font-size=\"20\" font-weight=\"700\">HydraX</text><text x=\"796\" y=\"326\" font-size=\"16\" text-anchor=\"end\" class=\"quiet\">{Figures.Count(view.Earned)} achievements, best streak {Figures.Count(view.BestStreak)}</text></svg>");
        return svg.ToString();

        void Badge(int x, BadgeTier tier) => Add($"<g transform=\"translate({x} 212)\" color=\"{Colour(tier)}\"><path d=\"{Hexagon}\" fill=\"currentColor\"/><path d=\"{Core}\" fill=\"#18212b\"/><path d=\"{Star}\" fill=\"{(tier == BadgeTier.Master ? "#d9a7f5" : "currentColor")}\"/></g>");
        void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    // The specification's colours.
    private static string Colour(BadgeTier tier) => tier switch
    {
        BadgeTier.Bronze => "#CD7F32",
        BadgeTier.Silver => "#C0C0C0",
        BadgeTier.Gold => "#FFD700",
        BadgeTier.Platinum => "#E5E4E2",
        BadgeTier.Diamond => "#B9F2FF",
        _ => "#9400D3",
    };

    // As wwwroot/tokens.css has them in the dark theme.
    private static string Hue(TierCode tier) => tier switch
    {
        TierCode.PressPass => "#ffc247",
        TierCode.Nibbler => "#3ddc97",
        TierCode.Fang => "#ff8a4f",
        TierCode.Commander => "#6ba8ff",
        _ => "#b794ff",
    };

    private static string Metal(RankCode rank) => rank switch
    {
        RankCode.Lieutenant or RankCode.Captain or RankCode.Major => "#cfd8e3",
        RankCode.Colonel or RankCode.General or RankCode.FieldMarshal => "#ecc45c",
        _ => "#9fb3c8",
    };
}
