using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Tests.Support;
using HydraX.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Jobs;

/// <summary>Two processes on one PostgreSQL, their jobs due by Quartz' own store.</summary>
public sealed class ClusterTests
{
    // A scheduler looks for what is due once in 30 s where nothing tells it of a change.
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(90);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_due_runs_once_among_all_nodes_and_goes_on_when_one_of_them_dies()
    {
        Needs.PostgreSql();
        await using var database = await TestDatabase.Create(DatabaseProvider.PostgreSql);
        await using var first = Node(database);
        await first.Answers("/health/ready");
        await using var second = Node(database);
        await second.Answers("/health/ready");
        await Eventually.Holds(async () => await Number(database, "SELECT COUNT(*)::int AS \"Value\" FROM qrtz_scheduler_state") == 2, () => first.Written + second.Written);

        await AssertEachRanOnce(database, after: await MakeDue(database), first, second);

        await first.Kill();
        var runs = await AssertEachRanOnce(database, after: await MakeDue(database), first, second);
        Assert.All(runs, run => Assert.EndsWith($":{second.Id}", run.Node, StringComparison.Ordinal));
    }

    private static WebProcess Node(TestDatabase database) =>
        WebProcess.Start("Development", ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", database.ConnectionString), ("Admin:Email", "chief@hydrax.example"), ("Admin:Password", "a long enough password"));

    // Everything is due now and then not for decades, lest a full hour during the test adds a run. Returns the last run before.
    private static async Task<long> MakeDue(TestDatabase database)
    {
        long? last = null;
        await Eventually.Holds(async () => (last = await TryMakeDue(database)) is not null);
        return last!.Value;
    }

    // In one transaction under the schedulers' own lock, and only while each job waits: one that is about to run would write its old schedule back, and one that
    // runs would be counted with those to come.
    private static async Task<long?> TryMakeDue(TestDatabase database)
    {
        await using var db = database.Open();
        await using var work = await db.Database.BeginTransactionAsync(Stop);
        await db.Database.ExecuteSqlRawAsync("SELECT 1 FROM qrtz_locks WHERE lock_name = 'TRIGGER_ACCESS' FOR UPDATE", Stop);
        var due = await db.Database.ExecuteSqlRawAsync("UPDATE qrtz_triggers SET next_fire_time = {0} WHERE trigger_state = 'WAITING'", [TimeProvider.System.GetUtcNow().UtcTicks], Stop);
        if (due != JobSchedule.All.Count) return null;
        await db.Database.ExecuteSqlRawAsync("UPDATE qrtz_cron_triggers SET cron_expression = '0 0 0 1 1 ? 2090'", Stop);
        var last = await db.Set<JobRun>().MaxAsync(run => (long?)run.RunId, Stop) ?? 0;
        await work.CommitAsync(Stop);
        return last;
    }

    private static async Task<List<JobRun>> AssertEachRanOnce(TestDatabase database, long after, params WebProcess[] nodes)
    {
        var runs = new List<JobRun>();
        await using var db = database.Open();
        await Eventually.Holds(async () =>
        {
            runs = await db.Set<JobRun>().AsNoTracking().Where(run => run.Cause == JobCause.Schedule && run.RunId > after && run.Result == JobResult.Done).ToListAsync(Stop);
            return runs.Select(run => run.Job).Distinct().Count() == JobSchedule.All.Count;
        }, () => $"ran: {string.Join(", ", runs.Select(run => run.Job))}{Environment.NewLine}{string.Join(Environment.NewLine, nodes.Select(node => node.Written))}", Round);

        Assert.Equal(JobSchedule.All.Select(job => job.Name).Order(), runs.Select(run => run.Job).Order());
        return runs;
    }

    private static async Task<int> Number(TestDatabase database, string question)
    {
        await using var db = database.Open();
        return await db.Database.SqlQueryRaw<int>(question).SingleAsync(Stop);
    }
}
