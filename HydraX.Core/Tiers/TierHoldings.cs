using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Tiers;

/// <summary>What this slice holds about people.</summary>
internal static class TierHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<TierRevision>("Tier settings that you saved as staff", who => r => r.SavedByUserId == who.UserId)
            .Shows(r => new { r.Number, r.SavedAt, r.Why, r.PriceApplies, r.ReturnsTo })
            .Withholds("Settings of the house; an admin can export them.", r => r.Settings)
            .Withholds("It is your own number.", r => r.SavedByUserId)
            .Kept("The history of prices must stay whole; it holds a number, not a name."),
    ];
}
