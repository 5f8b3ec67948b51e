using HydraX.Core.Kernel;

namespace HydraX.Core.Billing;

/// <summary>What a subscription's status and dates mean. Pure.</summary>
public static class SubscriptionRules
{
    /// <summary>Full access after a failed renewal, from the period's end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(3);

    /// <summary>Whether a subscription gives access at an instant: trialing until its end, active, past due within grace, or cancelled before its period's end.</summary>
    public static bool IsEntitled(SubscriptionStatus status, DateTimeOffset? currentPeriodEnd, DateTimeOffset now) => status switch
    {
        SubscriptionStatus.Active => true,
        SubscriptionStatus.Trialing => currentPeriodEnd is not { } end || now < end,
        SubscriptionStatus.PastDue => currentPeriodEnd is { } end && now < end + Grace,
        SubscriptionStatus.Cancelled => currentPeriodEnd is { } end && now < end,
        _ => false,
    };
}
