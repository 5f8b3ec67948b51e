using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Jobs;

/// <summary>The record of jobs: what ran, when, why, and how it ended.</summary>
public sealed class JobLog(HydraXData data, Clock clock, TimeProvider machine, DomainMeter meter, ILogger<JobLog> log)
{
    /// <summary>How long runs are remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int LongestReport = 2_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Outage outage = new(log, "A job waits for the database");

    /// <summary>This process, as it stands on runs: machine name and process id.</summary>
    public static string Node { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>
    /// Runs a job and records it. Midnight comes once a day, so a job that the database keeps from its work, or from being recorded, is tried until it works; not so one
    /// for which somebody waits. Any other error is recorded and thrown on: a job that failed looks failed.
    /// </summary>
    /// <param name="job">Which job.</param>
    /// <param name="cause">Why.</param>
    /// <param name="dueAt">When it was due, by the domain's clock.</param>
    /// <param name="work">The job; returns what it did in words. Tried again, it goes on where it had come to.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<string> Run(string job, JobCause cause, DateTimeOffset dueAt, Func<CancellationToken, Task<string>> work, CancellationToken stop)
    {
        Task<T> Try<T>(Func<Task<T>> part) => cause == JobCause.Hand ? part() : UntilItWorks(part, stop);

        var began = machine.GetTimestamp();
        var started = Clock.Cut(machine.GetUtcNow());
        var runId = await Try(() => data.Run(async w =>
        {
            var run = new JobRun { Job = job, Cause = cause, Node = Node, DueAt = dueAt, StartedAt = started, Result = JobResult.Running };
            w.Db.Add(run);
            await w.Save();
            return run.RunId;
        }, stop));
        try
        {
            var report = await Try(() => work(stop));
            await Try(() => End(runId, JobResult.Done, report));
            meter.JobRan(job, JobResult.Done.Code(), machine.GetElapsedTime(began));
            return report;
        }
        catch (Exception e)
        {
            meter.JobRan(job, JobResult.Failed.Code(), machine.GetElapsedTime(began));
            await End(runId, JobResult.Failed, e is OperationCanceledException ? "Stopped half-way; what was not done is done by the next run." : e.Message);
            throw;
        }
    }

    /// <summary>The last run of each job that has run.</summary>
    public Task<List<JobRun>> Last(CancellationToken stop) => data.Read(db => db.Set<JobRun>()
        .Where(r => r.RunId == db.Set<JobRun>().Where(o => o.Job == r.Job).Max(o => o.RunId)).ToListAsync(stop), stop);

    /// <summary>Runs of one job or of all, newest first, before a run's id.</summary>
    public Task<List<JobRun>> Runs(string? job, long? before, int count, CancellationToken stop) => data.Read(db => db.Set<JobRun>()
        .Where(r => (job == null || r.Job == job) && (before == null || r.RunId < before)).OrderByDescending(r => r.RunId).Take(count).ToListAsync(stop), stop);

    /// <summary>Forgets runs that are older than <see cref="Kept"/>.</summary>
    public Task<int> Prune(CancellationToken stop)
    {
        var oldest = Clock.Cut(machine.GetUtcNow() - Kept);
        return data.Run(work => work.Db.Set<JobRun>().Where(r => r.StartedAt < oldest).ExecuteDeleteAsync(stop), stop);
    }

    /// <summary>The present instant by the domain's clock, for runs that nothing scheduled.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    private async Task<T> UntilItWorks<T>(Func<Task<T>> part, CancellationToken stop)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var result = await part();
                outage.Over();
                return result;
            }
            catch (Exception failure) when (DatabaseTrouble.Sentence(failure) is not null)
            {
                outage.Met(failure);
            }
            await Task.Delay(pause, machine, stop);
        }
    }

    private Task<bool> End(long runId, JobResult result, string report) => data.Run(async work =>
    {
        var run = await work.Db.Set<JobRun>().FirstAsync(r => r.RunId == runId);
        run.EndedAt = Clock.Cut(machine.GetUtcNow());
        run.Result = result;
        run.Report = report.Length > LongestReport ? report[..LongestReport] : report;
        return true;
    });
}
