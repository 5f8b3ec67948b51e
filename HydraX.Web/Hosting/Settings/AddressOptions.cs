namespace HydraX.Web.Hosting.Settings;

/// <summary>Settings that stand alone.</summary>
public sealed class AddressOptions
{
    /// <summary>Under which address people reach the pages: links in bot and mail, passkeys. Empty means the address that a request came to.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(PublicUrl)) yield break;
        var isAddress = Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url is { Query: "", Fragment: "", UserInfo: "" };
        if (!isAddress) yield return "PublicUrl must be empty or the address of the site, for example https://hydrax.example";
    }
}

/// <summary>Section <c>ConnectionStrings</c>.</summary>
public sealed class ConnectionStringsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "ConnectionStrings";

    /// <summary>Where the database is. A secret where it holds a password.</summary>
    public string? HydraX { get; set; }
}
