using HydraX.Web.Hosting.Limits;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HydraX.Web.Hosting.Watching;

/// <summary>
/// <c>/health/live</c>: the process answers; restart it if not. <c>/health/ready</c>: it can do its work; send it nobody if not. Answers are JSON
/// and name no addresses or secrets.
/// </summary>
public static class HealthEndpoints
{
    private const string Ready = "ready";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The checks of readiness. A bot in trouble leaves the pages working, so it is degraded, not unready.</summary>
    public static IHealthChecksBuilder AddReadiness(this IServiceCollection services) => services.AddSingleton<DatabaseHealth>().AddHealthChecks()
        .AddCheck<DatabaseHealth>("database", tags: [Ready], timeout: Patience)
        .AddCheck<SchedulerHealth>("scheduler", tags: [Ready], timeout: Patience);

    /// <summary>Maps both.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", Options(_ => false)).OpenToAll().IsDoor(Door.Unlimited);
        routes.MapHealthChecks("/health/ready", Options(check => check.Tags.Contains(Ready))).OpenToAll().IsDoor(Door.Unlimited);
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) => new() { Predicate = which, ResponseWriter = Write };

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        Status = Word(report.Status),
        Checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { Status = Word(entry.Value.Status), entry.Value.Description }),
    });

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
