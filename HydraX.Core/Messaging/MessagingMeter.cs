using System.Diagnostics.Metrics;

namespace HydraX.Core.Messaging;

/// <summary>Figures about what comes in and goes out.</summary>
public sealed class MessagingMeter
{
    private readonly Counter<long> received;
    private readonly Counter<long> refused;
    private readonly Counter<long> dead;
    private readonly Counter<long> outgoing;
    private readonly Histogram<double> handling;
    private readonly Histogram<double> sending;

    /// <summary>Makes the instruments.</summary>
    public MessagingMeter(IMeterFactory meters)
    {
        var meter = meters.Create("HydraX");
        received = meter.CreateCounter<long>("hydrax.inbox.received", description: "Messages received; known=true are repeats.");
        refused = meter.CreateCounter<long>("hydrax.inbox.refused", description: "Messages refused at the door, by reason.");
        dead = meter.CreateCounter<long>("hydrax.inbox.dead", description: "Messages that failed for good.");
        outgoing = meter.CreateCounter<long>("hydrax.outbox.messages", description: "Messages to be sent, by what became of them.");
        handling = meter.CreateHistogram<double>("hydrax.inbox.handling", "s", "From received to worked on.");
        sending = meter.CreateHistogram<double>("hydrax.outbox.waiting", "s", "From due to sent.");
    }

    /// <summary>Something arrived; <paramref name="isNew"/> is false for a repeat.</summary>
    public void Received(string source, bool isNew) => received.Add(1, new("source", source), new("known", !isNew));

    /// <summary>Something was refused at the door: <c>secret</c>, <c>malformed</c>, <c>too-large</c>.</summary>
    public void Refused(string source, string reason) => refused.Add(1, new("source", source), new("reason", reason));

    /// <summary>A message was worked on.</summary>
    public void Handled(InboxMessage message, DateTimeOffset at) =>
        handling.Record((at - message.ReceivedAt).TotalSeconds, new KeyValuePair<string, object?>("source", message.Source));

    /// <summary>A message failed for good.</summary>
    public void Died(string source) => dead.Add(1, new KeyValuePair<string, object?>("source", source));

    /// <summary>What became of a message to be sent: <c>sent</c>, <c>expired</c>, <c>unreachable</c>, <c>retried</c>, <c>dead</c>.</summary>
    public void Outgoing(string outcome, OutboxLane lane) => outgoing.Add(1, new("outcome", outcome), new("lane", lane.ToString().ToLowerInvariant()));

    /// <summary>Messages whose time was over were dropped.</summary>
    public void Expired(int count) => outgoing.Add(count, new KeyValuePair<string, object?>("outcome", "expired"));

    /// <summary>A message was sent.</summary>
    public void Sent(OutboxMessage message, DateTimeOffset at)
    {
        Outgoing("sent", (OutboxLane)message.Lane);
        sending.Record((at - message.DueAt).TotalSeconds, new KeyValuePair<string, object?>("lane", ((OutboxLane)message.Lane).ToString().ToLowerInvariant()));
    }
}
