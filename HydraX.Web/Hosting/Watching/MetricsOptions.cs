namespace HydraX.Web.Hosting.Watching;

/// <summary>Section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Metrics";

    /// <summary>What who reads <c>/metrics</c> from another machine sends as <c>Authorization: Bearer</c>; empty means from this machine only. A secret.</summary>
    public string? Token { get; set; }

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults() =>
        string.IsNullOrEmpty(Token) || (Token.Length >= 16 && Token.All(c => c is > ' ' and < (char)127))
            ? [] : ["Metrics:Token must be empty or have at least 16 printable characters, for example the output of: openssl rand -hex 32"];
}
