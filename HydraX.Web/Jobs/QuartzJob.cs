using HydraX.Core.Jobs;
using Quartz;

namespace HydraX.Web.Jobs;

/// <summary>Quartz' way into <see cref="JobSchedule"/>: the job's name is the job's key. Never two runs of one job at once, on any node.</summary>
[DisallowConcurrentExecution]
public sealed class QuartzJob(JobRunner jobs, SchedulerTrouble trouble) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = JobSchedule.Find(context.JobDetail.Key.Name) ?? throw new InvalidOperationException($"No job {context.JobDetail.Key.Name} is in the schedule.");
        await jobs.Run(job, JobCause.Schedule, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
        trouble.Over();
    }
}
