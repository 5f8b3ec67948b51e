using System.Globalization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Messaging;

/// <summary>Something that arrived.</summary>
/// <param name="Source">Who sent it: <c>telegram</c>, <c>stripe</c>, …</param>
/// <param name="ExternalId">The sender's own id of it, at most 255 characters.</param>
/// <param name="OrderKey">What must be worked on in the order of arrival: the chat.</param>
/// <param name="Body">As received.</param>
/// <param name="SenderId">Who wrote it, by their number at the source, so that it is found among what is theirs; null where nobody is named.</param>
public sealed record Received(string Source, string ExternalId, long OrderKey, string Body, long? SenderId = null);

/// <summary>
/// The door to what was received: kept before anything is done about it, once for each id of its sender, worked on in order for each order
/// key, and set aside as a dead letter when it fails again and again.
/// </summary>
public sealed class Inbox(HydraXData data, TimeProvider machine, LaneBell bell)
{
    /// <summary>Lanes into which order keys are divided; a worker leases one at a time.</summary>
    public const int Lanes = 64;

    // SQL Server takes 2,100 parameters; a row has 10.
    private const int MostTogether = 100;
    private const string Columns = "source, external_id, order_key, sender_id, lane, body, received_at, state, attempts, due_at";

    private readonly Gathered<Received, bool> intake = new(received => Insert(data, machine, bell, received), MostTogether);

    /// <summary>The lane of an order key.</summary>
    public static int LaneOf(long orderKey) => (int)((ulong)orderKey * 11_400_714_819_323_198_485UL >> 58);

    /// <summary>Keeps it. When this returns it survives a crash; false means that it was known already, and nothing changed.</summary>
    public Task<bool> Receive(Received received, CancellationToken stop = default) => intake.Write(received).WaitAsync(stop);

    /// <summary>Lanes in which something of these sources is due.</summary>
    public Task<List<int>> DueLanes(IReadOnlyCollection<string> sources, CancellationToken stop)
    {
        var now = Now;
        return data.Read(db => db.Inbox.Where(m => m.State == MessageState.Pending && m.DueAt <= now && sources.Contains(m.Source))
            .Select(m => m.Lane).Distinct().ToListAsync(stop), stop);
    }

    /// <summary>The next messages of a lane in order, without those whose order key waits for a failed one to be tried again.</summary>
    public Task<List<InboxMessage>> Next(int lane, IReadOnlyCollection<string> sources, int most, CancellationToken stop)
    {
        var now = Now;
        return data.Read(db =>
        {
            var pending = db.Inbox.Where(m => m.Lane == lane && m.State == MessageState.Pending);
            return pending.Where(m => sources.Contains(m.Source) && !pending.Any(held => held.OrderKey == m.OrderKey && held.DueAt > now))
                .OrderBy(m => m.MessageId).Take(most).ToListAsync(stop);
        }, stop);
    }

    /// <summary>
    /// Marks a message as worked on, in the transaction that writes what follows from it. False: somebody else has done so before, and nothing
    /// may be written.
    /// </summary>
    public async Task<bool> Finish(Work work, InboxMessage message)
    {
        var now = Now;
        return await work.Db.Inbox.Where(m => m.MessageId == message.MessageId && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Done).SetProperty(x => x.DoneAt, now), work.Stop) == 1;
    }

    /// <summary>A try failed: it is due again later or, after <see cref="RetryRules.InboxTries"/>, dead. Returns whether it is dead.</summary>
    public async Task<bool> Fail(Work work, InboxMessage message, string error)
    {
        var now = Now;
        var attempts = message.Attempts + 1;
        var wait = RetryRules.AfterReceiving(attempts);
        var reason = Reason(error);
        await work.Db.Inbox.Where(m => m.MessageId == message.MessageId && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, attempts).SetProperty(x => x.LastError, reason)
                .SetProperty(x => x.State, wait == null ? MessageState.Dead : MessageState.Pending)
                .SetProperty(x => x.DueAt, now + (wait ?? TimeSpan.Zero))
                .SetProperty(x => x.DoneAt, wait == null ? now : (DateTimeOffset?)null), work.Stop);
        return wait is null;
    }

    /// <summary>Has a dead letter worked on again, with all its tries. Refused with <c>messaging.not-dead</c> if it is none.</summary>
    public Task<Outcome> Replay(long messageId, CancellationToken stop = default) => data.Run(work => Replay(work, messageId), stop);

    /// <summary>The same in the caller's transaction.</summary>
    public async Task<Outcome> Replay(Work work, long messageId)
    {
        var now = Now;
        var lane = await work.Db.Inbox.Where(m => m.MessageId == messageId).Select(m => (int?)m.Lane).FirstOrDefaultAsync(work.Stop);
        var replayed = await work.Db.Inbox.Where(m => m.MessageId == messageId && m.State == MessageState.Dead)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Pending).SetProperty(x => x.Attempts, 0)
                .SetProperty(x => x.DueAt, now).SetProperty(x => x.DoneAt, (DateTimeOffset?)null), work.Stop);
        if (replayed == 0) return Problem.Of("messaging.not-dead", string.Create(CultureInfo.InvariantCulture, $"Message {messageId} is not among the dead letters."));
        work.AfterCommit(() => bell.Ring(lane!.Value));
        return Outcome.Done;
    }

    private DateTimeOffset Now => Clock.Cut(machine.GetUtcNow());

    /// <summary>An error as its column can keep it: without NUL, which PostgreSQL refuses, and at most 1,000 characters.</summary>
    internal static string Reason(string error)
    {
        var text = error.Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= 1000 ? text : text[..1000];
    }

    private static async Task<IReadOnlyList<bool>> Insert(HydraXData data, TimeProvider machine, LaneBell bell, IReadOnlyList<Received> received)
    {
        // The same update twice within one batch: the first is kept, the second is the repeat.
        var rows = received.DistinctBy(Key).ToList();
        var inserted = await data.Run(async work =>
        {
            var keys = new HashSet<(string, string)>();
            foreach (var source in rows.GroupBy(row => row.Source))
                foreach (var externalId in await InsertOf(work, machine.GetUtcNow(), [.. source])) keys.Add((source.Key, externalId));
            return keys;
        });
        var isNew = received.Select(one => inserted.Remove(Key(one))).ToList();
        for (var i = 0; i < received.Count; i++)
            if (isNew[i]) bell.Ring(LaneOf(received[i].OrderKey));
        return isNew;
    }

    private static (string Source, string ExternalId) Key(Received received) => (received.Source, received.ExternalId);

    private static async Task<List<string>> InsertOf(Work work, DateTimeOffset at, IReadOnlyList<Received> rows)
    {
        var now = work.Dialect.Instant(at);
        var values = rows.SelectMany(one => new object?[]
        {
            one.Source, one.ExternalId, one.OrderKey, one.SenderId, LaneOf(one.OrderKey), one.Body, now, MessageState.Pending.Code(), 0, now,
        }).ToArray();
        var width = values.Length / rows.Count;
        var tuples = Enumerable.Range(0, rows.Count).Select(row => $"({string.Join(", ", Enumerable.Range(row * width, width).Select(p => "@p" + p))})");
        await using var insert = Sql.Command(work.Db, work.Dialect.InsertRowsOrNothing("inbox_messages", Columns, tuples, "source, external_id", "external_id"), values);
        await using var reader = await insert.ExecuteReaderAsync(work.Stop);
        var inserted = new List<string>();
        while (await reader.ReadAsync(work.Stop)) inserted.Add(reader.GetString(0));
        return inserted;
    }
}
