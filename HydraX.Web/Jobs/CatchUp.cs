using HydraX.Core.Jobs;
using HydraX.Core.Kernel;

namespace HydraX.Web.Jobs;

/// <summary>At start, once: what may have fallen due while no process ran.</summary>
public sealed partial class CatchUp(IServiceProvider services, JobLog log, ILogger<CatchUp> logger) : BackgroundPart
{
    /// <inheritdoc/>
    protected override async Task Run(CancellationToken stop)
    {
        foreach (var job in JobSchedule.All.Where(j => j.RunsAtStart))
        {
            try
            {
                await log.Run(job.Name, JobCause.Start, log.Now, token => job.Run(services, token), stop);
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
