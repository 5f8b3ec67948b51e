namespace HydraX.Core.Admin.Demo;

/// <summary>Section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Demo";

    /// <summary>Whether the first start makes demo content. Empty means in Development only.</summary>
    public bool? Enabled { get; set; }
}
