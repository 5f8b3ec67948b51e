using HydraX.Core.Kernel;

namespace HydraX.Core.Billing;

/// <summary>One subscription: the row of <c>user_subscriptions</c>. Its dates, not its status alone, say whether it gives access.</summary>
public sealed class Subscription
{
    /// <summary>Row id.</summary>
    public long SubscriptionId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>What was bought.</summary>
    public TierCode Tier { get; set; }

    /// <summary>Where it stands.</summary>
    public SubscriptionStatus Status { get; set; } = SubscriptionStatus.Pending;

    /// <summary>monthly, quarterly or annual.</summary>
    public string BillingCycle { get; set; } = "monthly";

    /// <summary>Of one cycle, USD.</summary>
    public decimal Price { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When what is paid ends, exclusive.</summary>
    public DateTimeOffset? CurrentPeriodEnd { get; set; }

    /// <summary>When the next invoice is due.</summary>
    public DateTimeOffset? NextBillingDate { get; set; }

    /// <summary>Whether it renews.</summary>
    public bool AutoRenew { get; set; } = true;

    /// <summary>When the row was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
