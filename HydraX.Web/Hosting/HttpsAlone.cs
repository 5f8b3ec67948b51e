namespace HydraX.Web.Hosting;

/// <summary>
/// Where people come by https, nobody is served by plain http: cookies insist on https, so pages would fail one by one, and keys and passwords would be read on the
/// way. A redirect would hide that, and turn round for ever behind a proxy that does not say how people came. Health and figures are asked from inside.
/// </summary>
public static class HttpsAlone
{
    private const string Says = "This site is open by https alone. If you came by https, then the proxy in front of it does not say so: it must send X-Forwarded-Proto, and its address must " +
        "stand in the setting Proxy:Trusted. To run it on a closed network without https, set PublicUrl to its http address.";

    /// <summary>Refuses what came by plain http.</summary>
    public static void UseHttpsAlone(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<PublicAddress>().IsSecure) return;
        app.UseWhen(http => !http.Request.IsHttps && !IsFromInside(http.Request.Path), plain => plain.Run(http => Results.Text(Says, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http)));
    }

    private static bool IsFromInside(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");
}
