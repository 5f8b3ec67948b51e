using System.Net.Mime;

namespace HydraX.Web.Hosting;

/// <summary>Marks a page that Telegram's web client may show in its frame, as Mini App. No other page lets itself be framed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FramedByTelegramAttribute : Attribute;

/// <summary>Marks a picture that is made here: nothing in it runs or is fetched, whatever it is opened in.</summary>
public sealed class PictureAttribute : Attribute;

/// <summary>
/// What every answer tells the browser: scripts from here and nowhere inline, no framing, no guessing of types, no referrer across sites, no
/// devices. Private answers are not stored.
/// </summary>
public static class SecurityHeaders
{
    // Bars and rings are sized by style attributes; style elements and scripts come from files alone. Blazor's connection goes to the own origin.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    private const string OfPictures = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private const string Devices = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Adds the headers to every answer.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(Add, http);
        return next(http);
    });

    private static Task Add(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(http.GetEndpoint()?.Metadata);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = Devices;
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        if (IsPrivate(http)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static string PolicyFor(EndpointMetadataCollection? marks)
    {
        if (marks?.GetMetadata<PictureAttribute>() is not null) return OfPictures;
        return Policy + (marks?.GetMetadata<FramedByTelegramAttribute>() is null ? "'none'" : "https://web.telegram.org");
    }

    // Where people sign in, what staff sees, and whatever a signed-in person gets that says nothing else of itself, as files of the design do.
    private static bool IsPrivate(HttpContext http)
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments("/account") || path.StartsWithSegments("/admin")) return true;
        var isPage = http.Response.ContentType?.StartsWith(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) == true;
        return http.User.Identity?.IsAuthenticated == true && (isPage || http.Response.Headers.CacheControl.Count == 0);
    }
}
