using System.Globalization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Messaging;

/// <summary>
/// The sender's side of the outbox: claims what is due, the most urgent lane first, and notes what became of it. A claim is a lease; what a
/// dead sender had claimed is claimed again, so at most what it had in flight is sent twice.
/// </summary>
public sealed class Outgoing(HydraXData data, TimeProvider machine, OutboxBell bell, MessagingMeter meter)
{
    /// <summary>How long a claim lasts; longer than sending one message ever takes.</summary>
    public static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(2);

    // More candidates than places, since a chat gets only one place at a time.
    private const int CandidatesPerPlace = 4;
    private const int MostTogether = 200;

    private readonly Gathered<long, bool> sent = new(ids => MarkSent(data, machine, ids), MostTogether);

    /// <summary>
    /// Claims messages in the order of lane and age, one for each chat and member, and none whose time is over: those are marked expired.
    /// </summary>
    /// <param name="places">The most to claim.</param>
    /// <param name="chats">Chats that must not be written to now.</param>
    /// <param name="users">Members that must not be written to now.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<OutboxMessage>> Claim(int places, IReadOnlyCollection<long> chats, IReadOnlyCollection<long> users, CancellationToken stop)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var candidates = await data.Read(db => db.Outbox
            .Where(m => m.State == MessageState.Pending && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now))
            .Where(m => (m.ChatId == null || !chats.Contains(m.ChatId.Value)) && (m.UserId == null || !users.Contains(m.UserId.Value)))
            .OrderBy(m => m.Lane).ThenBy(m => m.MessageId).Take(places * CandidatesPerPlace).ToListAsync(stop), stop);
        if (candidates.Count == 0) return [];

        var claimed = await data.Run(work => Claim(work, candidates, places, now), stop);
        // Nothing but expired messages may hide what waits behind them.
        if (claimed.Succeeded && claimed.Value.Count == 0) bell.Ring();
        return claimed.Succeeded ? claimed.Value : [];
    }

    /// <summary>
    /// For a sender that has just become the only one: claims of earlier ones hold no more, so that what they had in flight need not wait for its claim's end.
    /// </summary>
    public Task TakeOver(CancellationToken stop = default) => data.Run(
        work => work.Db.Outbox.Where(m => m.State == MessageState.Pending && m.LeasedUntil != null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), work.Stop), stop);

    /// <summary>It is sent. When this returns it will not be sent again.</summary>
    public async Task Sent(OutboxMessage message)
    {
        await sent.Write(message.MessageId);
        meter.Sent(message, machine.GetUtcNow());
    }

    /// <summary>So many of its parts are sent; a later try begins with the next.</summary>
    public Task SentParts(OutboxMessage message, int parts) => data.Run(
        work => Still(work, message).ExecuteUpdateAsync(m => m.SetProperty(x => x.PartsSent, parts), work.Stop));

    /// <summary>Not now: due again at an instant of the machine's clock, without counting as a failed try.</summary>
    public Task Postpone(OutboxMessage message, DateTimeOffset until, CancellationToken stop = default) => data.Run(
        work => Still(work, message).ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, Clock.Cut(until)).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), work.Stop), stop);

    /// <summary>A try failed: due again later or, after <see cref="RetryRules.OutboxTries"/>, dead. Returns whether it is dead.</summary>
    public async Task<bool> Fail(OutboxMessage message, string error)
    {
        var wait = RetryRules.AfterSending(message.Attempts + 1, Random.Shared.NextDouble());
        if (wait is null)
        {
            await Bury(message, error);
            return true;
        }
        var reason = Inbox.Reason(error);
        var due = Clock.Cut(machine.GetUtcNow() + wait.Value);
        await data.Run(work => Still(work, message).ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, x => x.Attempts + 1).SetProperty(x => x.LastError, reason)
            .SetProperty(x => x.DueAt, due).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), work.Stop));
        meter.Outgoing("retried", (OutboxLane)message.Lane);
        return false;
    }

    /// <summary>It can never be sent as it is: a dead letter, which an admin may replay.</summary>
    public Task Bury(OutboxMessage message, string error) => End(message, MessageState.Dead, "dead", error);

    /// <summary>Its time is over: it is dropped, since it would come too late.</summary>
    public Task Expire(OutboxMessage message) => data.Run(work => Expire(work, [message.MessageId], Clock.Cut(machine.GetUtcNow())));

    /// <summary>Nobody can be reached there: dropped, since it would come too late once they can.</summary>
    public Task Drop(OutboxMessage message, string reason) => End(message, MessageState.Expired, "unreachable", reason);

    /// <summary>Its chat has moved; it goes there.</summary>
    public Task Readdress(OutboxMessage message, long chatId) => data.Run(
        work => work.Db.Outbox.Where(m => m.State == MessageState.Pending && m.ChatId == message.ChatId)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.ChatId, chatId), work.Stop));

    /// <summary>Has a dead letter sent again, with all its tries. Refused with <c>messaging.not-dead</c> if it is none.</summary>
    public Task<Outcome> Replay(long messageId, CancellationToken stop = default) => data.Run(work => Replay(work, messageId), stop);

    /// <summary>The same in the caller's transaction.</summary>
    public async Task<Outcome> Replay(Work work, long messageId)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var replayed = await work.Db.Outbox.Where(m => m.MessageId == messageId && m.State == MessageState.Dead)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Pending).SetProperty(x => x.Attempts, 0)
                .SetProperty(x => x.DueAt, now).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null).SetProperty(x => x.DoneAt, (DateTimeOffset?)null), work.Stop);
        if (replayed == 0) return Problem.Of("messaging.not-dead", string.Create(CultureInfo.InvariantCulture, $"Message {messageId} is not among the dead letters."));
        work.AfterCommit(bell.Ring);
        return Outcome.Done;
    }

    /// <summary>Whether nothing waits that is due now. What waits for another try does not count.</summary>
    public Task<bool> IsEmpty(CancellationToken stop = default)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        return data.Read(async db => !await db.Outbox.AnyAsync(m => m.State == MessageState.Pending && m.DueAt <= now, stop), stop);
    }

    /// <summary>A message by its id, as buttons under it name it; null when it is gone.</summary>
    public Task<OutboxMessage?> Find(long messageId, CancellationToken stop = default) =>
        data.Read(db => db.Outbox.FirstOrDefaultAsync(m => m.MessageId == messageId, stop), stop);

    private async Task<Outcome<List<OutboxMessage>>> Claim(Work work, List<OutboxMessage> candidates, int places, DateTimeOffset now)
    {
        var over = candidates.Where(m => m.ExpiresAt <= work.At).Select(m => m.MessageId).ToList();
        if (over.Count > 0) await Expire(work, over, now);

        var first = FirstOfEach(candidates.Where(m => !over.Contains(m.MessageId))).Take(places).ToList();
        var ids = first.Select(m => m.MessageId).ToList();
        var until = Clock.Cut(now + ClaimLength);
        var claimed = await work.Db.Outbox.Where(m => ids.Contains(m.MessageId) && m.State == MessageState.Pending && (m.LeasedUntil == null || m.LeasedUntil <= now))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedUntil, until), work.Stop);
        return claimed == ids.Count ? first : Problem.Of("messaging.claimed", "Another sender claimed some of the same messages.");
    }

    // Of each chat and of each member only the first: the next must not overtake it.
    private static IEnumerable<OutboxMessage> FirstOfEach(IEnumerable<OutboxMessage> candidates)
    {
        var (chats, users) = (new HashSet<long>(), new HashSet<long>());
        foreach (var message in candidates)
        {
            var isFirst = (message.ChatId is not { } chat || !chats.Contains(chat)) && (message.UserId is not { } user || !users.Contains(user));
            if (message.ChatId is { } itsChat) chats.Add(itsChat);
            if (message.UserId is { } itsUser) users.Add(itsUser);
            if (isFirst) yield return message;
        }
    }

    private async Task Expire(Work work, List<long> ids, DateTimeOffset now)
    {
        var expired = await work.Db.Outbox.Where(m => ids.Contains(m.MessageId) && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Expired).SetProperty(x => x.DoneAt, now), work.Stop);
        if (expired > 0) work.AfterCommit(() => meter.Expired(expired));
    }

    private async Task End(OutboxMessage message, MessageState state, string outcome, string error)
    {
        var reason = Inbox.Reason(error);
        var now = Clock.Cut(machine.GetUtcNow());
        await data.Run(work => Still(work, message).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, state).SetProperty(x => x.LastError, reason)
            .SetProperty(x => x.Attempts, x => x.Attempts + 1).SetProperty(x => x.DoneAt, now), work.Stop));
        meter.Outgoing(outcome, (OutboxLane)message.Lane);
    }

    private static IQueryable<OutboxMessage> Still(Work work, OutboxMessage message) =>
        work.Db.Outbox.Where(m => m.MessageId == message.MessageId && m.State == MessageState.Pending);

    private static async Task<IReadOnlyList<bool>> MarkSent(HydraXData data, TimeProvider machine, IReadOnlyList<long> ids)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        await data.Run(work => work.Db.Outbox.Where(m => ids.Contains(m.MessageId))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Done).SetProperty(x => x.DoneAt, now), work.Stop));
        return [.. ids.Select(_ => true)];
    }
}
