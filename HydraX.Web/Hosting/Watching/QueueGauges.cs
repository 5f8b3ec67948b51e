using System.Data.Common;
using System.Diagnostics.Metrics;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Web.Hosting.Watching;

/// <summary>How full the queues are, as figures: looked up when somebody reads them, and not again for five seconds.</summary>
public sealed class QueueGauges
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly QueueQuestions questions;
    private readonly TimeProvider machine;
    private readonly SemaphoreSlim one = new(1, 1);
    private QueueLevels levels = new(0, TimeSpan.Zero, 0, TimeSpan.Zero);
    private DateTimeOffset lookedAt;

    /// <summary>Makes the instruments.</summary>
    public QueueGauges(QueueQuestions questions, TimeProvider machine, IMeterFactory meters)
    {
        this.questions = questions;
        this.machine = machine;
        var meter = meters.Create(DomainMeter.Name);
        meter.CreateObservableGauge("hydrax.inbox.depth", () => levels.InboxDepth, description: "Messages received and not yet worked on.");
        meter.CreateObservableGauge("hydrax.inbox.age", () => levels.InboxAge.TotalSeconds, "s", "How long the oldest of them has waited.");
        meter.CreateObservableGauge("hydrax.outbox.depth", () => levels.OutboxDepth, description: "Messages to be sent.");
        meter.CreateObservableGauge("hydrax.outbox.age", () => levels.OutboxAge.TotalSeconds, "s", "How long the oldest that is due has waited.");
    }

    /// <summary>Looks again if the figures are old. Without a database they stay as they were, so that the others can still be read.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (machine.GetUtcNow() - lookedAt < Fresh) return;
            levels = await questions.Levels(stop);
            lookedAt = machine.GetUtcNow();
        }
        catch (Exception gone) when (gone is DbException or InvalidOperationException or TimeoutException)
        {
            lookedAt = machine.GetUtcNow();
        }
        finally
        {
            one.Release();
        }
    }
}
