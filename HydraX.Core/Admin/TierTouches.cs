using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Core.Admin;

/// <summary>How many are in a tier.</summary>
/// <param name="Tier">Which.</param>
/// <param name="Members">Members whose effective tier it is.</param>
/// <param name="Renewing">Subscriptions to it that will be charged again.</param>
public sealed record TierHeadcount(TierCode Tier, int Members, int Renewing);

/// <summary>In what way a change touches members.</summary>
public enum TouchKind
{
    /// <summary>Their limits or features change when it is saved.</summary>
    AtOnce,

    /// <summary>Their price changes from the next renewal on, and they are told.</summary>
    FromNextRenewal,

    /// <summary>Their price stays; only new subscribers pay the new one.</summary>
    KeepTheirPrice,
}

/// <summary>Whom a change touches.</summary>
/// <param name="Tier">Members of which tier.</param>
/// <param name="Kind">In what way.</param>
/// <param name="Members">How many.</param>
public sealed record TierTouch(TierCode Tier, TouchKind Kind, int Members);

/// <summary>Whom the step from one line-up to another touches.</summary>
public static class TierTouches
{
    /// <summary>The touched, by tier. APEX's features touch Press Pass members too while these count as APEX.</summary>
    public static IReadOnlyList<TierTouch> Of(TierLineup before, TierLineup after, PriceApplies priceApplies, IReadOnlyList<TierHeadcount> heads)
    {
        var changes = TierRules.Difference(before.Sheet, after.Sheet);
        var touches = new List<TierTouch>();
        foreach (var head in heads.OrderBy(head => head.Tier))
        {
            var own = changes.Where(change => change.Tier == head.Tier).ToList();
            if (own.Exists(change => change.Setting == TierForm.MonthlyPrice))
                touches.Add(new(head.Tier, priceApplies == PriceApplies.FromNextRenewal ? TouchKind.FromNextRenewal : TouchKind.KeepTheirPrice, head.Renewing));
            if (own.Exists(change => change.Setting != TierForm.MonthlyPrice) || Enum.GetValues<Feature>().Any(feature => before.GrantOf(head.Tier, feature) != after.GrantOf(head.Tier, feature)))
                touches.Add(new(head.Tier, TouchKind.AtOnce, head.Members));
        }
        return touches;
    }
}
