using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Tests.Support;
using HydraX.Web.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Jobs;

public sealed class JobLogTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_job_that_the_database_keeps_from_its_work_is_tried_until_it_works(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var tries = 0;

        var report = await Log(core).Run("night", JobCause.Schedule, core.Clock.GetUtcNow(), _ => ++tries < 3 ? throw Full() : Task.FromResult("all done"), Stop);

        Assert.Equal(("all done", 3), (report, tries));
        Assert.Equal((JobResult.Done, "all done"), await OnlyRun(core));
    }

    [Theory, EachProvider]
    public async Task A_job_for_which_somebody_waits_fails_at_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var tries = 0;

        await Assert.ThrowsAsync<SqliteException>(() => Log(core).Run("night", JobCause.Hand, core.Clock.GetUtcNow(), _ => ++tries < 3 ? throw Full() : Task.FromResult("all done"), Stop));

        Assert.Equal(1, tries);
        Assert.Equal((JobResult.Failed, Full().Message), await OnlyRun(core));
    }

    [Theory, EachProvider]
    public async Task A_job_that_fails_by_itself_is_not_tried_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var tries = 0;

        await Assert.ThrowsAsync<FormatException>(() => Log(core).Run("night", JobCause.Schedule, core.Clock.GetUtcNow(), _ => ++tries < 3 ? throw new FormatException("odd") : Task.FromResult("all done"), Stop));

        Assert.Equal(1, tries);
        Assert.Equal((JobResult.Failed, "odd"), await OnlyRun(core));
    }

    [Theory, EachProvider]
    public async Task A_failed_job_is_logged_and_those_after_it_go_on(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var none = new ServiceCollection().BuildServiceProvider();
        var runner = new JobRunner(none, Log(core), NullLogger<JobRunner>.Instance);
        ScheduledJob Job(string name, Func<Task<string>> run) => new(name, "0 0 0 * * ?", "00:00 UTC", "For the test.", RunsAtStart: true, (_, _) => run());

        await runner.Run(Job("first", () => throw new FormatException("odd")), JobCause.Start, null, Stop);
        await runner.Run(Job("second", () => Task.FromResult("well")), JobCause.Start, null, Stop);

        var runs = await Log(core).Last(Stop);
        Assert.Equal([("first", JobResult.Failed, "odd"), ("second", JobResult.Done, "well")], runs.OrderBy(run => run.RunId).Select(run => (run.Job, run.Result, run.Report)));
    }

    [Theory]
    [InlineData("while it is written down")]
    [InlineData("while it works")]
    [InlineData("while its end is written down")]
    public async Task A_midnight_at_which_the_database_is_gone_is_made_up_for_once_it_is_back(string when)
    {
        Needs.PostgreSql();
        await using var database = await TestDatabase.Create(DatabaseProvider.PostgreSql);
        await using var wire = TestDatabase.Wire();
        await using var core = await TestCore.On(database.Through(wire));
        var members = new[] { await core.MemberOnPass(), await core.MemberOnPass() };
        foreach (var member in members) await core.Give(member, 500);
        core.Time.Midnight();
        var tries = 0;
        async Task<string> Sweep(CancellationToken stop)
        {
            if (tries++ == 0 && when == "while it works") wire.Cut();
            await core.Night.Wipe(stop);
            if (tries == 1 && when == "while its end is written down") wire.Cut();
            return "swept";
        }

        if (when == "while it is written down") wire.Cut();
        var run = Log(core).Run("press-pass-reset", JobCause.Schedule, core.Clock.GetUtcNow(), Sweep, Stop);
        await Eventually.Holds(() => wire.Refused > 1);
        Assert.False(run.IsCompleted);
        wire.Mend();
        await run;

        foreach (var member in members)
        {
            Assert.Equal(0, (await core.Profile(member)).XpBalance);
            Assert.Single(await core.Ledger(member), line => line.SourceType == "press_pass_reset");
        }
        Assert.Equal((JobResult.Done, "swept"), await OnlyRun(core));
    }

    private static JobLog Log(TestCore core) => new(core.Data, core.Clock, core.Time, core.Get<DomainMeter>(), NullLogger<JobLog>.Instance);

    private static SqliteException Full() => new("The disk is full.", 13);

    private static async Task<(JobResult, string?)> OnlyRun(TestCore core)
    {
        var run = Assert.Single(await Log(core).Runs(null, null, 10, Stop));
        Assert.NotNull(run.EndedAt);
        return (run.Result, run.Report);
    }
}
