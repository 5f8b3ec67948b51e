using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Web.Jobs;

/// <summary>
/// Steps a rehearsal's clock: walks the schedule occurrence by occurrence, sets the clock to each, runs its job, and only then goes on, so that a
/// jump over a night warns, warns again and wipes in that order. Between moves time runs on and jobs fall due as it does.
/// </summary>
public sealed class Rehearsal(JobRunner jobs, HydraXData data, AuditTrail audit, Clock clock, TimeProvider machine, IConfiguration configuration, ILogger<Rehearsal> logger)
    : BackgroundService
{
    private readonly Outage outage = new(logger, "Jobs cannot be run by the rehearsal's clock");
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset steppedTo;

    /// <summary>Whether this process rehearses.</summary>
    public bool IsOn => ClockOptions.IsRehearsal(configuration);

    /// <summary>What to wait for after each job that ran, such as messages on their way; set by what sends them.</summary>
    public Func<CancellationToken, Task> AfterJob { get; set; } = _ => Task.CompletedTask;

    /// <summary>Takes the clock from where an earlier process left it. Called before anything asks for the time.</summary>
    public async Task Restore(CancellationToken stop)
    {
        if (!IsOn) return;
        if (await data.Read(db => db.Set<ClockState>().SingleOrDefaultAsync(stop), stop) is { } state)
        {
            if (state.OffsetTicks > clock.Offset.Ticks) clock.MoveTo(machine.GetUtcNow().AddTicks(state.OffsetTicks));
            steppedTo = state.SteppedTo;
        }
        else steppedTo = clock.GetUtcNow();
        ready.TrySetResult();
    }

    /// <summary>
    /// Moves the clock to a later instant and runs what falls due on the way, one job after another. Problems: <c>clock.fixed</c> (no rehearsal),
    /// <c>clock.backwards</c>, <c>clock.too-far</c> (more than 400 days at once), those of <see cref="Duty.MoveClock"/>.
    /// </summary>
    public async Task<Outcome<DateTimeOffset>> MoveTo(DateTimeOffset to, Actor by, CancellationToken stop)
    {
        if (!IsOn) return Problem.Of("clock.fixed", "The clock is the machine's. Start with Clock:Mode=Rehearsal to move it.");
        await one.WaitAsync(stop);
        try
        {
            var now = clock.GetUtcNow();
            if (to < now) return Problem.Of("clock.backwards", $"The clock only moves forward; it stands at {now:yyyy-MM-dd HH:mm:ss} UTC.");
            if (to > now.AddDays(400)) return Problem.Of("clock.too-far", "The clock moves at most 400 days at a time.");
            if (await Begin(now, to, by, stop) is { } refused) return refused;
            await Step(to, stop);
            if (to > clock.GetUtcNow()) clock.MoveTo(to);
            await Remember();
            return clock.GetUtcNow();
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), machine);
        do
        {
            await one.WaitAsync(stoppingToken);
            try
            {
                await Step(clock.GetUtcNow(), stoppingToken);
                outage.Over();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                outage.Met(e);
            }
            finally
            {
                one.Release();
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Recorded at the hour that was: what falls due on the way stands after it.
    private Task<Problem?> Begin(DateTimeOffset from, DateTimeOffset to, Actor by, CancellationToken stop) => data.Run(async work =>
    {
        var refused = await work.Demand(by, Duty.MoveClock);
        if (refused is null) audit.Record(work, by, "clock.moved", new("clock", "rehearsal"), new { at = from }, new { at = to });
        return refused;
    }, stop);

    private async Task Step(DateTimeOffset to, CancellationToken stop)
    {
        while (NextDue(steppedTo) is var (job, due) && due <= to)
        {
            if (due > clock.GetUtcNow())
            {
                // Kept before anything is done at the new hour: who is killed there must not come back to an earlier one.
                clock.MoveTo(due);
                await Remember();
            }
            foreach (var same in JobSchedule.All.Where(j => j.NextAfter(steppedTo) == due))
                await jobs.Run(same, JobCause.Rehearsal, due, stop);
            steppedTo = due;
            await AfterJob(stop);
        }
    }

    private static (ScheduledJob Job, DateTimeOffset Due) NextDue(DateTimeOffset after) =>
        JobSchedule.All.Select(job => (job, job.NextAfter(after))).MinBy(next => next.Item2);

    private Task Remember() => data.Run(async work =>
    {
        var state = await work.Db.Set<ClockState>().SingleOrDefaultAsync(work.Stop);
        if (state is null) work.Db.Add(state = new());
        state.OffsetTicks = clock.Offset.Ticks;
        state.SteppedTo = steppedTo;
    });
}
