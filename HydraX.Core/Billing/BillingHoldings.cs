using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Billing;

/// <summary>What this slice holds about people.</summary>
internal static class BillingHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<Subscription>("Your subscriptions", who => s => s.UserId == who.UserId)
            .Shows(s => new { s.SubscriptionId, s.Tier, s.Status, s.BillingCycle, s.Price, s.StartedAt, s.CurrentPeriodEnd, s.NextBillingDate, s.AutoRenew, s.CreatedAt })
            .Withholds("It is your own number.", s => s.UserId)
            .Overwrites(s => s.AutoRenew, _ => false)
            .Empties(s => s.NextBillingDate)
            .Kept("Books must be kept for as long as the law says. It renews no more."),
    ];
}
