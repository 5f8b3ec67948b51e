using HydraX.Core.Data;
using Quartz;

namespace HydraX.Web.Jobs;

/// <summary>
/// What Quartz meets, such as a database that is gone. Quartz' own log would write a page every few seconds; this tells of each trouble once,
/// and once when jobs run again.
/// </summary>
public sealed class SchedulerTrouble(ILogger<SchedulerTrouble> log) : ISchedulerListener
{
    private readonly Outage outage = new(log, "The scheduler met trouble");

    /// <inheritdoc/>
    public string Name => nameof(SchedulerTrouble);

    /// <inheritdoc/>
    public ValueTask SchedulerError(IScheduler scheduler, SchedulerErrorContext errorContext, CancellationToken cancellationToken = default)
    {
        outage.Met(errorContext.Exception);
        return ValueTask.CompletedTask;
    }

    /// <summary>A job ran to its end.</summary>
    public void Over() => outage.Over();
}
