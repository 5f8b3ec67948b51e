using HydraX.Core.Jobs;
using HydraX.Core.Kernel;

namespace HydraX.Web.Jobs;

/// <summary>At start, once: what may have fallen due while no process ran.</summary>
public sealed class CatchUp(JobRunner jobs) : BackgroundPart
{
    /// <inheritdoc/>
    protected override async Task Run(CancellationToken stop)
    {
        foreach (var job in JobSchedule.All.Where(j => j.RunsAtStart)) await jobs.Run(job, JobCause.Start, null, stop);
    }
}
