using HydraX.Web.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace HydraX.Web.Hosting.Watching;

/// <summary>Ready when jobs fall due: Quartz runs, or in rehearsal the stepper does.</summary>
public sealed class SchedulerHealth(IServiceProvider services, Rehearsal rehearsal) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (rehearsal.IsOn)
            return rehearsal.ExecuteTask is { IsCompleted: false } ? HealthCheckResult.Healthy("Jobs follow the rehearsal clock.") : HealthCheckResult.Unhealthy("The rehearsal clock has stopped.");
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        return await scheduler.GetStatus(cancellationToken) == SchedulerStatus.Running
            ? HealthCheckResult.Healthy("Jobs run on schedule.") : HealthCheckResult.Unhealthy("The scheduler does not run.");
    }
}
