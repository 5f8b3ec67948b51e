using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>What staff does with dead letters, each act audited. Every one of them may meet <c>audit.why</c> and the refusals of <see cref="Duty.Deliveries"/>.</summary>
public sealed class DeliveryOperations(HydraXData data, Inbox inbox, Outgoing outgoing, AuditTrail audit)
{
    /// <summary>Most dead letters that one press brings back.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Has a dead letter sent again, with all its tries. Problem: <c>messaging.not-dead</c>.</summary>
    public Task<Outcome> ResendOne(long messageId, string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        if ((await work.Demand(by, Duty.Deliveries) ?? AuditReason.Check(why)) is { } refused) return refused;
        var replayed = await outgoing.Replay(work, messageId);
        if (replayed.Succeeded) Record(work, by, "outbox_message", messageId, why!);
        return replayed;
    }, stop);

    /// <summary>Has a dead letter worked on again, with all its tries. Problem: <c>messaging.not-dead</c>.</summary>
    public Task<Outcome> RehandleOne(long messageId, string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        if ((await work.Demand(by, Duty.Deliveries) ?? AuditReason.Check(why)) is { } refused) return refused;
        var replayed = await inbox.Replay(work, messageId);
        if (replayed.Succeeded) Record(work, by, "inbox_message", messageId, why!);
        return replayed;
    }, stop);

    /// <summary>Has the oldest dead letters sent again, as after an outage; <see cref="MostAtOnce"/> at most. Returns how many.</summary>
    public Task<Outcome<int>> ResendAll(string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome<int>>(async work =>
    {
        if ((await work.Demand(by, Duty.Deliveries) ?? AuditReason.Check(why)) is { } refused) return refused;
        var dead = await work.Db.Outbox.Where(m => m.State == MessageState.Dead).OrderBy(m => m.MessageId).Select(m => m.MessageId).Take(MostAtOnce).ToListAsync(work.Stop);
        return await Each(work, dead, id => outgoing.Replay(work, id), by, "outbox_message", why!);
    }, stop);

    /// <summary>Has the oldest dead letters worked on again; <see cref="MostAtOnce"/> at most. Returns how many.</summary>
    public Task<Outcome<int>> RehandleAll(string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome<int>>(async work =>
    {
        if ((await work.Demand(by, Duty.Deliveries) ?? AuditReason.Check(why)) is { } refused) return refused;
        var dead = await work.Db.Inbox.Where(m => m.State == MessageState.Dead).OrderBy(m => m.MessageId).Select(m => m.MessageId).Take(MostAtOnce).ToListAsync(work.Stop);
        return await Each(work, dead, id => inbox.Replay(work, id), by, "inbox_message", why!);
    }, stop);

    private async Task<int> Each(Work work, List<long> dead, Func<long, Task<Outcome>> replay, Actor by, string kind, string why)
    {
        var count = 0;
        foreach (var id in dead)
        {
            if (!(await replay(id)).Succeeded) continue;
            Record(work, by, kind, id, why);
            count++;
        }
        return count;
    }

    private void Record(Work work, Actor by, string kind, long messageId, string why) =>
        audit.Record(work, by, "deliveries.replayed", new(kind, messageId.ToString(System.Globalization.CultureInfo.InvariantCulture)), why: why.Trim());
}
