using HydraX.Core.Jobs;

namespace HydraX.Web.Jobs;

/// <summary>At start, once: what may have fallen due while no process ran.</summary>
public sealed partial class CatchUp(IServiceProvider services, JobLog log, ILogger<CatchUp> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var job in JobSchedule.All.Where(j => j.RunsAtStart))
        {
            try
            {
                await log.Run(job.Name, JobCause.Start, log.Now, stop => job.Run(services, stop), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e, job.Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} failed at start; its schedule will try it again")]
    private partial void LogFailed(Exception exception, string job);
}
