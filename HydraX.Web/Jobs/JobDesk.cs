using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using Quartz;

namespace HydraX.Web.Jobs;

/// <summary>A job with its last run and its next, for the admin page.</summary>
/// <param name="Job">The job.</param>
/// <param name="Last">Its last run, if any.</param>
/// <param name="NextAt">When it runs next, by the domain's clock.</param>
public sealed record JobView(ScheduledJob Job, JobRun? Last, DateTimeOffset NextAt);

/// <summary>What admins do with jobs: look, and run one now.</summary>
public sealed class JobDesk(IServiceProvider services, JobLog log, Clock clock)
{
    /// <summary>All jobs.</summary>
    public async Task<IReadOnlyList<JobView>> All(CancellationToken stop)
    {
        var last = (await log.Last(stop)).ToDictionary(r => r.Job);
        var now = clock.GetUtcNow();
        return [.. JobSchedule.All.Select(job => new JobView(job, last.GetValueOrDefault(job.Name), Next(job, now)))];
    }

    /// <summary>Runs a job at once, beside its schedule. Problem: <c>jobs.unknown</c>. A failure is recorded and thrown.</summary>
    public async Task<Outcome<string>> RunNow(string name, CancellationToken stop)
    {
        if (JobSchedule.Find(name) is not { } job) return Problem.Of("jobs.unknown", $"There is no job {name}; there are {string.Join(", ", JobSchedule.All.Select(j => j.Name))}.");
        return await log.Run(job.Name, JobCause.Hand, log.Now, token => job.Run(services, token), stop);
    }

    /// <summary>When a job runs next after an instant.</summary>
    public static DateTimeOffset Next(ScheduledJob job, DateTimeOffset after) =>
        new CronExpression(job.Cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(after) ?? DateTimeOffset.MaxValue;
}
