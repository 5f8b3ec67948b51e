using HydraX.Core.Kernel;

namespace HydraX.Core.Entitlements;

/// <summary>What a permit lets its member do.</summary>
[LowerCodes]
public enum PermitKind
{
    /// <summary>See the open trades of the own squad, stealth ones excepted.</summary>
    SquadRadar,

    /// <summary>Show a banner on the squad that the member leads.</summary>
    SquadBanner,
}

/// <summary>
/// Something that a member may do whatever the tier, for a time or for good: the row of <c>permits</c>. Those who grant or take write it; whoever keeps what it
/// opens only asks <see cref="Standing.Holds"/>.
/// </summary>
public sealed class Permit
{
    /// <summary>Row id.</summary>
    public long PermitId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>What for.</summary>
    public PermitKind Kind { get; set; }

    /// <summary>From when.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>Until when, exclusive; null is for good.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Why, as a sentence begins with it: "Squad radar".</summary>
    public string Reason { get; set; } = "";

    /// <summary>What it came with, unique: <c>purchase:12</c>. A repeat changes nothing.</summary>
    public string SourceKey { get; set; } = "";
}
