using System.Security.Claims;
using HydraX.Web.Api;

namespace HydraX.Web.Hosting.Logs;

/// <summary>
/// One line for each request to the API, the webhooks, whatever failed and whatever was refused to somebody; others, and the questions after our health, at Debug. It names the route, not the address: addresses may hold
/// one-time links.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, Beginning beginning, TimeProvider machine, ILogger<RequestLog> log)
{
    /// <summary>Lets the request through and tells what became of it.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var began = machine.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            beginning.Answered();
            var level = Level(http);
            if (log.IsEnabled(level))
                Answered(level, http.Request.Method, Route(http), http.Response.StatusCode, machine.GetElapsedTime(began).TotalMilliseconds,
                    http.User.FindFirstValue(ClaimTypes.NameIdentifier), http.User.FindFirstValue(ApiKeyAuthentication.KeyClaim));
        }
    }

    private static LogLevel Level(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/health") ? LogLevel.Debug
        : http.Response.StatusCode >= 500 ? LogLevel.Warning
        : http.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden ? LogLevel.Information
        : http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/webhooks") ? LogLevel.Information
        : LogLevel.Debug;

    private static string Route(HttpContext http) => http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.TrimStart('/') : "(no route)";

    [LoggerMessage("{Method} {Route} answered {Status} in {Milliseconds:0.0} ms, user {UserId}, key {ApiKey}")]
    private partial void Answered(LogLevel level, string method, string route, int status, double milliseconds, string? userId, string? apiKey);
}
