using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Entitlements;

/// <summary>What this slice holds about people.</summary>
internal static class EntitlementHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<LimitAdjustment>("Limits that were changed for you", who => a => a.UserId == who.UserId)
            .Shows(a => new { a.Limit, a.Delta, a.Cap, a.StartsAt, a.Until, a.Reason })
            .Withholds("It holds the row together and says nothing about anybody.", a => new { a.LimitAdjustmentId, a.UserId, a.SourceKey })
            .Deleted(),
    ];
}
