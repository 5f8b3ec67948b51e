namespace HydraX.Web.Components.Ui.Standing;

/// <summary>Which class gives a piece its tier's hue.</summary>
public static class TierStyle
{
    /// <summary><c>t-press-pass</c> for PRESS_PASS, and so on.</summary>
    public static string Class(string tier) => "t-" + tier.ToLowerInvariant().Replace('_', '-');
}
