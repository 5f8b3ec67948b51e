using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Messaging;

/// <summary>How full inbox and outbox are.</summary>
/// <param name="InboxDepth">Messages received and not yet worked on.</param>
/// <param name="InboxAge">How long the oldest of them has waited.</param>
/// <param name="OutboxDepth">Messages to be sent.</param>
/// <param name="OutboxAge">How long the oldest that is due has waited.</param>
public sealed record QueueLevels(long InboxDepth, TimeSpan InboxAge, long OutboxDepth, TimeSpan OutboxAge);

/// <summary>Reads of the queues for whoever watches the process.</summary>
public sealed class QueueQuestions(HydraXData data, TimeProvider machine)
{
    /// <summary>How full they are now.</summary>
    public Task<QueueLevels> Levels(CancellationToken stop = default) => data.Read(async db =>
    {
        var now = machine.GetUtcNow();
        var inbox = db.Inbox.Where(m => m.State == MessageState.Pending);
        var outbox = db.Outbox.Where(m => m.State == MessageState.Pending);
        return new QueueLevels(
            await inbox.LongCountAsync(stop), Age(now, await inbox.MinAsync(m => (DateTimeOffset?)m.ReceivedAt, stop)),
            await outbox.LongCountAsync(stop), Age(now, await outbox.MinAsync(m => (DateTimeOffset?)m.DueAt, stop)));
    }, stop);

    private static TimeSpan Age(DateTimeOffset now, DateTimeOffset? since) => since is { } at && at < now ? now - at : TimeSpan.Zero;
}
