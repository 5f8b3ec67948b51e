namespace HydraX.Core.Achievements;

/// <summary>How precious a badge is; the specification's six.</summary>
public enum BadgeTier
{
    /// <summary>×1.</summary>
    Bronze,

    /// <summary>×1.5.</summary>
    Silver,

    /// <summary>×2.</summary>
    Gold,

    /// <summary>×3.</summary>
    Platinum,

    /// <summary>×5.</summary>
    Diamond,

    /// <summary>×10.</summary>
    Master,
}
