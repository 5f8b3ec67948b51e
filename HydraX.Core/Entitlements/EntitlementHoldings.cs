using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Entitlements;

/// <summary>What this slice holds about people.</summary>
internal static class EntitlementHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<LimitAdjustment>("Limits that were changed for you", who => a => a.UserId == who.UserId)
            .Shows(a => new { a.Limit, a.Delta, a.Cap, a.LeastTcs, a.StartsAt, a.Until, a.Reason })
            .Withholds("It holds the row together and says nothing about anybody.", a => new { a.LimitAdjustmentId, a.UserId, a.SourceKey })
            .Deleted(),
        Holding.Of<Permit>("What you may do for a time, whatever your tier", who => p => p.UserId == who.UserId)
            .Shows(p => new { p.Kind, p.StartsAt, p.Until, p.Reason })
            .Withholds("It holds the row together and says nothing about anybody.", p => new { p.PermitId, p.UserId, p.SourceKey })
            .Deleted(),
    ];
}
