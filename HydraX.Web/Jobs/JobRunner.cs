using HydraX.Core.Jobs;
using HydraX.Core.Kernel;

namespace HydraX.Web.Jobs;

/// <summary>Runs the jobs that nobody waits for: by schedule, at start, by the rehearsal's clock. One that fails is recorded and logged, and the next go on.</summary>
public sealed partial class JobRunner(IServiceProvider services, JobLog log, ILogger<JobRunner> logger)
{
    /// <summary>Runs a job to its end, however that looks.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cause">Why.</param>
    /// <param name="dueAt">When it was due, by the domain's clock; null is now.</param>
    /// <param name="stop">Gives up.</param>
    public async Task Run(ScheduledJob job, JobCause cause, DateTimeOffset? dueAt, CancellationToken stop)
    {
        try
        {
            await log.Run(job.Name, cause, dueAt ?? log.Now, token => job.Run(services, token), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, job.Name, cause.Code());
        }
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} failed (cause: {Cause}); it is tried again when it is due next")]
    private partial void LogFailed(Exception exception, string job, string cause);
}
