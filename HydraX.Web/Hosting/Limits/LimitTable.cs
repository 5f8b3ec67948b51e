using HydraX.Web.Api;

namespace HydraX.Web.Hosting.Limits;

/// <summary>Kinds of doors.</summary>
public enum Door
{
    /// <summary>Never refused: health, figures, files of the design, what a circuit that is open says.</summary>
    Unlimited,

    /// <summary>Pages, and what opens a circuit.</summary>
    Pages,

    /// <summary>What pages send.</summary>
    Forms,

    /// <summary>Questions to the API.</summary>
    ApiReads,

    /// <summary>Changes through the API.</summary>
    ApiWrites,

    /// <summary>Files that are taken away, such as an export.</summary>
    Downloads,

    /// <summary>What other systems tell.</summary>
    Webhooks,
}

/// <summary>Whose uses are counted together.</summary>
public enum CountedBy
{
    /// <summary>The network address; of IPv6 the network of 64 bits.</summary>
    Address,

    /// <summary>The API key that was sent.</summary>
    Key,

    /// <summary>The member who is signed in.</summary>
    Member,
}

/// <summary>How often a kind of door may be used.</summary>
/// <param name="Door">The kind.</param>
/// <param name="By">Whose uses count together.</param>
/// <param name="Permits">Uses within the window; as many may come at once.</param>
/// <param name="Window">The window.</param>
public sealed record Limit(Door Door, CountedBy By, int Permits, TimeSpan Window);

/// <summary>Says of an endpoint which kind of door it is, where its address does not.</summary>
public sealed record DoorKind(Door Door);

/// <summary>The one table of limits on requests. Sign-in tries and the bot's questions, which answer in their own words, take their figures from the same section.</summary>
public static class LimitTable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>All limits.</summary>
    public static IReadOnlyList<Limit> Of(LimitOptions limits, ApiOptions api) =>
    [
        new(Door.Pages, CountedBy.Address, limits.PagesPerMinute, Minute),
        new(Door.Forms, CountedBy.Address, limits.FormsPerMinute, Minute),
        new(Door.Forms, CountedBy.Member, limits.FormsPerMinute, Minute),
        new(Door.ApiReads, CountedBy.Address, api.RequestsPerMinuteFromAddress, Minute),
        new(Door.ApiReads, CountedBy.Key, api.RequestsPerMinute, Minute),
        new(Door.ApiWrites, CountedBy.Address, api.WritesPerMinuteFromAddress, Minute),
        new(Door.ApiWrites, CountedBy.Key, api.WritesPerMinute, Minute),
        new(Door.Downloads, CountedBy.Address, 4 * limits.DownloadsPerHour, Hour),
        new(Door.Downloads, CountedBy.Member, limits.DownloadsPerHour, Hour),
        new(Door.Webhooks, CountedBy.Address, limits.WebhooksPerMinute, Minute),
    ];

    private const string Circuits = "/_blazor";

    /// <summary>Which kind of door a request is for.</summary>
    public static Door DoorOf(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DoorKind>() is { } said) return said.Door;
        var (path, isRead) = (http.Request.Path, HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));
        if (path.StartsWithSegments("/webhooks")) return Door.Webhooks;
        if (path.StartsWithSegments("/api")) return isRead ? Door.ApiReads : Door.ApiWrites;
        // What opens a circuit costs as much as a page; what is said in one comes with its id.
        if (path.StartsWithSegments(Circuits)) return path.Value!.Length == Circuits.Length && http.Request.Query.ContainsKey("id") ? Door.Unlimited : Door.Pages;
        return isRead ? Door.Pages : Door.Forms;
    }

    /// <summary>Says that these are files of the design, or taken away, or whatever else their address does not tell.</summary>
    public static T IsDoor<T>(this T routes, Door door) where T : IEndpointConventionBuilder
    {
        routes.Add(endpoint => endpoint.Metadata.Add(new DoorKind(door)));
        return routes;
    }
}
