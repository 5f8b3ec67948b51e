using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>To whom a changed price applies. A paid period is never touched.</summary>
[LowerCodes]
public enum PriceApplies
{
    /// <summary>New subscribers at once, present ones from their next renewal, with notice.</summary>
    FromNextRenewal,

    /// <summary>New subscribers only; present ones renew at the price they have.</summary>
    NewSubscribersOnly,
}

/// <summary>
/// One state of all tiers: the row of <c>tier_revisions</c>. Numbers run without gaps and rows are never changed, so the revision
/// before is what there was before.
/// </summary>
public sealed class TierRevision
{
    /// <summary>1 is what the file said at the first start; the highest is in force.</summary>
    public int Number { get; set; }

    /// <summary>When it came into force.</summary>
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>Who saved it; null for the first start.</summary>
    public long? SavedByUserId { get; set; }

    /// <summary>Why, in the admin's words.</summary>
    public string Why { get; set; } = "";

    /// <summary>All settings, as <see cref="TierSheet.ToJson"/> writes them.</summary>
    public string Settings { get; set; } = "{}";

    /// <summary>To whom its prices apply, where they differ from the revision before.</summary>
    public PriceApplies PriceApplies { get; set; }

    /// <summary>The earlier revision that it returns to, if it does.</summary>
    public int? ReturnsTo { get; set; }
}
