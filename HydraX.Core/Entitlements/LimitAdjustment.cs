using HydraX.Core.Kernel;

namespace HydraX.Core.Entitlements;

/// <summary>The figures that a tier limits.</summary>
[LowerCodes]
public enum Limits
{
    /// <summary>Entries a UTC day; null is unlimited.</summary>
    DailyShots,

    /// <summary>Percent of the balance that a shot may risk.</summary>
    RiskPerShot,

    /// <summary>Trades open at a time.</summary>
    MaxOpenTrades,

    /// <summary>Percent of the day's starting equity that may be lost in a day.</summary>
    DrawdownCap,
}

/// <summary>
/// A member's limit changed for a time: the row of <c>limit_adjustments</c>. It either adds to the tier's figure (an extra shot) or
/// caps it (1.0 % risk while mentored). Those who grant or take write it; whoever keeps the limit only asks <see cref="Access"/>.
/// </summary>
public sealed class LimitAdjustment
{
    /// <summary>Row id.</summary>
    public long LimitAdjustmentId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>Which limit.</summary>
    public Limits Limit { get; set; }

    /// <summary>What is added to the tier's figure; null for a cap.</summary>
    public decimal? Delta { get; set; }

    /// <summary>What the figure may not exceed, whatever is added; null for an addition.</summary>
    public decimal? Cap { get; set; }

    /// <summary>The least TCS of what the addition may be used for; null for anything. Only <see cref="Limits.DailyShots"/> has one: an extended magazine holds good signals alone.</summary>
    public int? LeastTcs { get; set; }

    /// <summary>From when.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>Until when, exclusive; null until it is taken back.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Why, as a sentence begins with it: "Extra shot", "Mentoring".</summary>
    public string Reason { get; set; } = "";

    /// <summary>What it came with, unique: <c>purchase:12</c>. A repeat changes nothing.</summary>
    public string SourceKey { get; set; } = "";
}
