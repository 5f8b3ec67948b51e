using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about tiers.</summary>
internal static class TierReplies
{
    /// <summary>All five, lowest first; the asker's own is marked.</summary>
    public static BotReply All(TierLineup lineup, TierCode? own, Links links) =>
        new BotReply("<b>Tiers</b>\n\n" + string.Join("\n\n", lineup.All.Select(tier => One(lineup, tier, own))) + "\n\nLimits are per UTC day. Trading is risky; paper trades cost nothing.")
            .WithLinks(links.Button("Compare on the site", Urls.Home));

    private static string One(TierLineup lineup, TierSettings tier, TierCode? own)
    {
        var price = tier.MonthlyPrice == 0 ? $"free for {tier.TrialDays} days" : $"{Say.Usd(tier.MonthlyPrice)} a month";
        var shots = tier.DailyShots switch { null => "unlimited shots", 1 => "1 shot", var many => $"{many} shots" };
        var trades = tier.MaxOpenTrades == 1 ? "1 open trade" : $"{tier.MaxOpenTrades} open trades";
        var lines = $"<b>{tier.Tier.Code()}</b> – {price}{(tier.Tier == own ? " · yours" : "")}\n{shots}, {trades}";
        var added = Added(lineup, tier.Tier);
        return added.Length == 0 ? lines : $"{lines}\n{added}";
    }

    // What a tier has beyond the one below it; the Press Pass has what APEX has.
    private static string Added(TierLineup lineup, TierCode tier)
    {
        if (tier == TierCode.PressPass) return lineup.GrantOf(tier, Feature.HasApexAccess) == FeatureGrant.Yes ? "APEX features, XP wiped at 00:00 UTC" : "XP wiped at 00:00 UTC";
        var below = tier - 1;
        return string.Join(", ", Enum.GetValues<Feature>().Where(feature => !feature.IsOfThePass() && lineup.Gives(tier, feature, isPaid: true)
            && (below == TierCode.PressPass || !lineup.Gives(below, feature, isPaid: true))).Select(feature => feature.Name()));
    }
}
