using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Web.Components.Ui;

namespace HydraX.Web.Pages.Home;

/// <summary>A tier's settings in the few words of a plan card. All of it follows from the settings in force.</summary>
public static class PlanWords
{
    /// <summary>What the price is for.</summary>
    public static string Per(TierSettings tier, BillingCycle cycle)
    {
        if (tier.MonthlyPrice == 0) return "one per person";
        var months = TierPrices.Months(cycle);
        return months == 1 ? "a month" : $"for {months} months, {Figures.Money(Money.Round(TierPrices.Of(tier.MonthlyPrice, cycle) / months))} a month";
    }

    /// <summary>A cycle's discount as written: −10 %; null without one.</summary>
    public static string? Discount(BillingCycle cycle) =>
        TierPrices.Discount(cycle) is > 0 and var off ? string.Create(CultureInfo.InvariantCulture, $"−{off * 100:0} %") : null;

    /// <summary>One quiet line about a tier.</summary>
    public static string Note(TierLineup lineup, TierSettings tier)
    {
        if (tier.TrialDays is { } days) return $"{days} days. {(tier.Features[Feature.XpResetNightly] == FeatureGrant.Yes ? "XP goes back to 0 every night." : "")}";
        if (lineup.GrantOf(tier.Tier, Feature.LiveExecution) == FeatureGrant.WhenPaid) return "On paper, free for as long as you like.";
        return tier.XpBonus == 1m ? "" : string.Create(CultureInfo.InvariantCulture, $"XP × {tier.XpBonus:0.0#}");
    }

    /// <summary>What a tier brings, one line each: its limits, and the features that the tier below lacks.</summary>
    public static IReadOnlyList<string> Brings(TierLineup lineup, TierSettings tier)
    {
        var lines = new List<string> { tier.DailyShots is { } shots ? Counted(shots, "shot") + " a day" : "No shot limit" };
        if (tier.MinTcs.Arcade is { } tcs) lines.Add($"TCS {tcs} and up");
        lines.AddRange(Features(lineup, tier));
        lines.Add(Counted(tier.MaxOpenTrades, "open trade"));
        lines.Add($"{tier.RiskLevel} risk controls");
        return lines;
    }

    /// <summary>The sentence about risk per shot.</summary>
    public static string Risk(TierLineup lineup)
    {
        var risks = lineup.All.Select(t => t.RiskPerShot).ToList();
        var most = risks.Max().ToString("0.0#", CultureInfo.InvariantCulture);
        return risks.Distinct().Count() == 1 ? $"Risk per shot is at most {most} % on every tier. Paying more never raises it." : $"Risk per shot is at most {most} %.";
    }

    private static IEnumerable<string> Features(TierLineup lineup, TierSettings tier)
    {
        if (tier.Features[Feature.HasApexAccess] == FeatureGrant.Yes) return ["APEX features, on paper"];
        var below = tier.Tier - 1;
        return Enum.GetValues<Feature>()
            .Where(f => f != Feature.BasicTrading && !f.IsOfThePass() && lineup.Gives(tier.Tier, f, isPaid: true))
            .Where(f => below == TierCode.PressPass || !lineup.Gives(below, f, isPaid: true))
            .Select(f => f.Name());
    }

    private static string Counted(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";
}
