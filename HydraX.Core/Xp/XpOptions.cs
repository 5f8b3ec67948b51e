namespace HydraX.Core.Xp;

/// <summary>Section <c>Xp</c>.</summary>
public sealed class XpOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Xp";

    /// <summary>XP that a member may get from trades on one UTC day.</summary>
    public long TradeXpPerDay { get; set; } = 3_000;
}
