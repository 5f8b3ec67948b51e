namespace HydraX.Core.Tiers;

/// <summary>The tiers in force.</summary>
public sealed class TierCatalog(TierLineup current)
{
    /// <summary>All five.</summary>
    public TierLineup Current => current;
}
