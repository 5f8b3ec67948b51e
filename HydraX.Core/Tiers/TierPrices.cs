using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>How often a subscription is paid. Stored as monthly, quarterly, annual.</summary>
[LowerCodes]
public enum BillingCycle
{
    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every three months, 10 % cheaper.</summary>
    Quarterly,

    /// <summary>Every twelve months, 20 % cheaper.</summary>
    Annual,
}

/// <summary>Prices of cycles (specification, Billing Cycles; decisions §7).</summary>
public static class TierPrices
{
    /// <summary>Months that a cycle lasts.</summary>
    public static int Months(BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => 1,
        BillingCycle.Quarterly => 3,
        BillingCycle.Annual => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, null),
    };

    /// <summary>The discount of a cycle as a fraction: 0, 0.10, 0.20.</summary>
    public static decimal Discount(BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => 0m,
        BillingCycle.Quarterly => 0.10m,
        BillingCycle.Annual => 0.20m,
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, null),
    };

    /// <summary>USD for one whole cycle: monthly × months × (1 − discount), rounded to the cent.</summary>
    public static decimal Of(decimal monthlyPrice, BillingCycle cycle) => Money.Round(monthlyPrice * Months(cycle) * (1m - Discount(cycle)));
}
