using System.Net;
using System.Security.Cryptography;
using System.Text;
using HydraX.Web.Hosting.Limits;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting.Watching;

/// <summary><c>/metrics</c>, for this machine, or for whoever knows the token.</summary>
public static class MetricsEndpoint
{
    /// <summary>Maps it, and begins to listen: what is measured before is lost.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<PrometheusText>();
        routes.MapGet("/metrics", Answer).OpenToAll().IsDoor(Door.Unlimited).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(HttpContext http, PrometheusText figures, QueueGauges queues, IOptions<MetricsOptions> options)
    {
        if (!IsFromHere(http) && !Knows(http, options.Value.Token))
            return Results.Text("Figures are read from this machine, or with the token of Metrics:Token as Authorization: Bearer.", statusCode: StatusCodes.Status403Forbidden);
        await queues.Refresh(http.RequestAborted);
        return Results.Text(figures.Render(), PrometheusText.ContentType);
    }

    // A proxy on this machine makes every request look local; what it adds gives it away.
    private static bool IsFromHere(HttpContext http)
    {
        string[] added = ["X-Forwarded-For", "X-Original-For", "Forwarded"];
        return http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !added.Any(http.Request.Headers.ContainsKey);
    }

    private static bool Knows(HttpContext http, string? token)
    {
        if (string.IsNullOrEmpty(token)) return false;
        var sent = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(sent), SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")));
    }
}
