namespace HydraX.Web.Api;

/// <summary>Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Api";

    /// <summary>Questions a minute with one key; as many may come at once.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Questions a minute from one address, whatever their keys; as many may come at once.</summary>
    public int RequestsPerMinuteFromAddress { get; set; } = 1_200;

    /// <summary>Changes a minute with one key.</summary>
    public int WritesPerMinute { get; set; } = 600;

    /// <summary>Changes a minute from one address, whatever their keys.</summary>
    public int WritesPerMinuteFromAddress { get; set; } = 1_200;

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults()
    {
        if (RequestsPerMinute < 1) yield return "Api:RequestsPerMinute must be at least 1, for example 600.";
        if (RequestsPerMinuteFromAddress < 1) yield return "Api:RequestsPerMinuteFromAddress must be at least 1, for example 1200.";
        if (WritesPerMinute < 1) yield return "Api:WritesPerMinute must be at least 1, for example 600.";
        if (WritesPerMinuteFromAddress < 1) yield return "Api:WritesPerMinuteFromAddress must be at least 1, for example 1200.";
    }
}
