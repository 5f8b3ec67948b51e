using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HydraX.Web.Hosting.Watching;

/// <summary>Ready when the database answers and has every migration of this version.</summary>
public sealed class DatabaseHealth(HydraXData data, ILogger<DatabaseHealth> log) : IHealthCheck
{
    private readonly Outage outage = new(log, "This node is not ready");

    // Once applied they stay applied.
    private volatile bool isMigrated;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var health = await data.Read(async db =>
            {
                await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
                if (isMigrated) return HealthCheckResult.Healthy("The database answers.");
                var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
                isMigrated = pending == 0;
                return isMigrated ? HealthCheckResult.Healthy("The database answers.") : HealthCheckResult.Unhealthy($"The database lacks {pending} migrations of this version.");
            }, cancellationToken);
            outage.Over();
            return health;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            outage.Met(e);
            return HealthCheckResult.Unhealthy(DatabaseTrouble.Sentence(e) ?? "The database does not answer.");
        }
    }
}
