using HydraX.Web.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting;

/// <summary>Refuses a circuit that a page of another site tries to open with a member's cookies: browsers send them along with WebSockets, and tell the origin.</summary>
public static class OwnOrigin
{
    private const string Circuits = "/_blazor";

    /// <summary>Looks at the origin of everything that goes to circuits.</summary>
    public static void UseOwnOriginForCircuits(this WebApplication app)
    {
        var publicUrl = app.Services.GetRequiredService<IOptions<AddressOptions>>().Value.PublicUrl;
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Circuits), circuits => circuits.Use(async (http, next) =>
        {
            if (IsOwn(http.Request, publicUrl)) await next(http);
            else await Results.Text("Circuits are opened by pages of this site.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
        }));
    }

    // Programs other than browsers send no origin, and no cookie that is not theirs.
    private static bool IsOwn(HttpRequest request, string? publicUrl)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from)) return false;
        // Scheme apart: a proxy that ends TLS may not have told us of it.
        return IsSame(from, request.Host.Value) || (Uri.TryCreate(publicUrl, UriKind.Absolute, out var site) && IsSame(from, site.Authority));
    }

    private static bool IsSame(Uri from, string? authority) => from.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase);
}
