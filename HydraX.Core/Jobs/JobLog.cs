using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Jobs;

/// <summary>The record of jobs: what ran, when, why, and how it ended.</summary>
public sealed class JobLog(HydraXData data, Clock clock, TimeProvider machine, DomainMeter meter)
{
    /// <summary>How long runs are remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int LongestReport = 2_000;

    /// <summary>This process, as it stands on runs: machine name and process id.</summary>
    public static string Node { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Runs a job and records it. An error is recorded and thrown on: a job that failed looks failed.</summary>
    public async Task<string> Run(string job, JobCause cause, DateTimeOffset dueAt, Func<CancellationToken, Task<string>> work, CancellationToken stop)
    {
        var began = machine.GetTimestamp();
        var run = new JobRun { Job = job, Cause = cause, Node = Node, DueAt = dueAt, StartedAt = Clock.Cut(machine.GetUtcNow()), Result = JobResult.Running };
        await data.Run(async w => { w.Db.Add(run); await w.Save(); }, stop);
        try
        {
            var report = await work(stop);
            await End(run.RunId, JobResult.Done, report);
            meter.JobRan(job, JobResult.Done.Code(), machine.GetElapsedTime(began));
            return report;
        }
        catch (Exception e)
        {
            meter.JobRan(job, JobResult.Failed.Code(), machine.GetElapsedTime(began));
            await End(run.RunId, JobResult.Failed, e is OperationCanceledException ? "Stopped half-way; what was not done is done by the next run." : e.Message);
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

    private Task End(long runId, JobResult result, string report) => data.Run(async work =>
    {
        var run = await work.Db.Set<JobRun>().FirstAsync(r => r.RunId == runId);
        run.EndedAt = Clock.Cut(machine.GetUtcNow());
        run.Result = result;
        run.Report = report.Length > LongestReport ? report[..LongestReport] : report;
    });
}
