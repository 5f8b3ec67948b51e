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
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null && !EachProviderAttribute.Ci, "Set HYDRAX_TEST_POSTGRESQL to run this.");
        await using var database = await TestDatabase.Create(Core.Data.DatabaseProvider.PostgreSql);
        await using var first = Node(database);
        await first.Answers("/health/ready");
        await using var second = Node(database);
        await second.Answers("/health/ready");
        await Eventually.Holds(async () => await Number(database, "SELECT COUNT(*)::int AS \"Value\" FROM qrtz_scheduler_state") == 2, () => first.Written + second.Written);

        await MakeDue(database);
        await AssertEachRanOnce(database, DateTimeOffset.MinValue, first, second);

        await first.Kill();
        var killed = TimeProvider.System.GetUtcNow();
        await MakeDue(database);
        var runs = await AssertEachRanOnce(database, killed, first, second);
        Assert.All(runs, run => Assert.EndsWith($":{second.Id}", run.Node, StringComparison.Ordinal));
    }

    private static WebProcess Node(TestDatabase database) =>
        WebProcess.Start("Development", ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", database.ConnectionString), ("Admin:Email", "chief@hydrax.example"), ("Admin:Password", "a long enough password"));

    private static async Task MakeDue(TestDatabase database)
    {
        await using var db = database.Open();
        await Eventually.Holds(async () =>
            await db.Database.ExecuteSqlRawAsync("UPDATE qrtz_triggers SET next_fire_time = {0} WHERE trigger_state = 'WAITING'", [TimeProvider.System.GetUtcNow().UtcTicks], Stop) == JobSchedule.All.Count);
    }

    private static async Task<List<JobRun>> AssertEachRanOnce(TestDatabase database, DateTimeOffset since, params WebProcess[] nodes)
    {
        var runs = new List<JobRun>();
        await using var db = database.Open();
        await Eventually.Holds(async () =>
        {
            runs = await db.Set<JobRun>().AsNoTracking().Where(run => run.Cause == JobCause.Schedule && run.StartedAt > since && run.Result == JobResult.Done).ToListAsync(Stop);
            return runs.Select(run => run.Job).Distinct().Count() == JobSchedule.All.Count;
        }, () => $"ran: {string.Join(", ", runs.Select(run => run.Job))}{Environment.NewLine}{string.Join(Environment.NewLine, nodes.Select(node => node.Written))}", Round, every: TimeSpan.FromMilliseconds(500));

        Assert.Equal(JobSchedule.All.Select(job => job.Name).Order(), runs.Select(run => run.Job).Order());
        return runs;
    }

    private static async Task<int> Number(TestDatabase database, string question)
    {
        await using var db = database.Open();
        return await db.Database.SqlQueryRaw<int>(question).SingleAsync(Stop);
    }
}
