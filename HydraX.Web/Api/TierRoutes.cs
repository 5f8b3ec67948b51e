using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Web.Api;

/// <summary>A tier as the API gives it.</summary>
/// <param name="Tier">Its code, PRESS_PASS to APEX.</param>
/// <param name="MonthlyPrice">USD a month.</param>
/// <param name="Prices">USD for a whole cycle: monthly, quarterly (10 % less), annual (20 % less).</param>
/// <param name="TrialDays">Days that a Press Pass lasts; null for the other tiers.</param>
/// <param name="DailyShots">Entries a UTC day; null is unlimited.</param>
/// <param name="MinTcs">The least TCS by mode; null where a mode is closed.</param>
/// <param name="Execution">Who may pull the trigger: manual, semi, auto.</param>
/// <param name="RiskPerShot">Percent of the balance that a shot may risk at most.</param>
/// <param name="MaxOpenTrades">Trades open at a time at most.</param>
/// <param name="DrawdownCap">Percent of the day's starting equity that may be lost in a day.</param>
/// <param name="RiskLevel">Which risk controls it has: basic, advanced, professional, ultimate.</param>
/// <param name="XpBonus">The factor on earned XP.</param>
/// <param name="Features">Feature keys that paying members of the tier have.</param>
public sealed record TierView(
    string Tier, decimal MonthlyPrice, IReadOnlyDictionary<string, decimal> Prices, int? TrialDays, int? DailyShots, MinTcs MinTcs, IReadOnlyList<string> Execution,
    decimal RiskPerShot, int MaxOpenTrades, decimal DrawdownCap, string RiskLevel, decimal XpBonus, IReadOnlyList<string> Features);

/// <summary><c>/tiers</c></summary>
public static class TierRoutes
{
    /// <summary>Maps the group.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/tiers", All)
        .NeedsScope(Core.Users.Keys.ApiScopes.Read).Produces<IReadOnlyList<TierView>>()
        .WithSummary("All tiers").WithDescription("The five tiers in force, lowest first: what they cost, allow and give.");

    private static IReadOnlyList<TierView> All(TierCatalog tiers)
    {
        var lineup = tiers.Current;
        return [.. lineup.All.Select(tier => View(lineup, tier))];
    }

    private static TierView View(TierLineup lineup, TierSettings tier) => new(
        tier.Tier.Code(), tier.MonthlyPrice, Enum.GetValues<BillingCycle>().ToDictionary(cycle => cycle.Code(), cycle => TierPrices.Of(tier.MonthlyPrice, cycle)),
        tier.TrialDays, tier.DailyShots, tier.MinTcs, [.. tier.Execution.Order().Select(way => way.Code())], tier.RiskPerShot, tier.MaxOpenTrades, tier.DrawdownCap,
        tier.RiskLevel.Code(), tier.XpBonus,
        [.. Enum.GetValues<Feature>().Where(feature => lineup.Gives(tier.Tier, feature, isPaid: true)).Select(feature => feature.Code())]);
}
