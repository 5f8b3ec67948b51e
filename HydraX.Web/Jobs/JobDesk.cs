using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;

namespace HydraX.Web.Jobs;

/// <summary>A job with its last run and its next, for the admin page.</summary>
/// <param name="Job">The job.</param>
/// <param name="Last">Its last run, if any.</param>
/// <param name="NextAt">When it runs next, by the domain's clock.</param>
public sealed record JobView(ScheduledJob Job, JobRun? Last, DateTimeOffset NextAt);

/// <summary>What staff does with jobs: look, and run one now.</summary>
public sealed partial class JobDesk(IServiceProvider services, JobLog log, Clock clock, HydraXData data, AuditTrail audit, ILogger<JobDesk> logger)
{
    /// <summary>All jobs.</summary>
    public async Task<IReadOnlyList<JobView>> All(CancellationToken stop)
    {
        var last = (await log.Last(stop)).ToDictionary(r => r.Job);
        var now = clock.GetUtcNow();
        return [.. JobSchedule.All.Select(job => new JobView(job, last.GetValueOrDefault(job.Name), job.NextAfter(now)))];
    }

    /// <summary>Runs a job at once, beside its schedule, and returns what it did in words. Problems: <c>jobs.unknown</c>, <c>jobs.failed</c>, <c>audit.why</c>, those of <see cref="Duty.Jobs"/>; a failure is recorded as such.</summary>
    public Task<Outcome<string>> RunNow(string name, string? why, Actor by, CancellationToken stop) =>
        JobSchedule.Find(name) is { } job ? Run(name, token => job.Run(services, token), Duty.Jobs, why, by, stop)
            : Task.FromResult<Outcome<string>>(Problem.Of("jobs.unknown", $"There is no job {name}; there are {string.Join(", ", JobSchedule.All.Select(j => j.Name))}."));

    /// <summary>Runs a job's work in a form of its own, such as one that tells how far it is, and records it as a run of that job, for whoever has the duty.</summary>
    public async Task<Outcome<string>> Run(string name, Func<CancellationToken, Task<string>> work, Duty duty, string? why, Actor by, CancellationToken stop)
    {
        var refused = await data.Run(async w =>
        {
            var refusal = await w.Demand(by, duty) ?? AuditReason.Check(why);
            if (refusal is null) audit.Record(w, by, "jobs.run", new("job", name), why: why!.Trim());
            return refusal;
        }, stop);
        if (refused is not null) return refused;
        try
        {
            return await log.Run(name, JobCause.Hand, log.Now, work, stop);
        }
        // Whatever the job threw: it is recorded as failed, logged, and said to whoever asked for it.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, name);
            return Problem.Of("jobs.failed", failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} failed when it was run by hand")]
    private partial void LogFailed(Exception failure, string job);
}
