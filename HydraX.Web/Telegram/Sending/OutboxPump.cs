using System.Collections.Concurrent;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users;

namespace HydraX.Web.Telegram.Sending;

/// <summary>
/// Sends what the outbox holds, on one node at a time so that one pace is kept: the urgent first, a chat's messages one after another, as fast as
/// Telegram allows. What happens to each message is <see cref="Courier"/>'s business.
/// </summary>
public sealed partial class OutboxPump(
    Outgoing outgoing, Courier courier, TelegramContacts contacts, Pace pace, Leases leases, OutboxBell bell, BotState state, TimeProvider machine, ILogger<OutboxPump> log)
    : BackgroundPart
{
    private const string LeaseName = "telegram-outbox";
    private const int MostInFlight = 64;
    private const int ChatsToRemember = 10_000;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    private readonly Outage outage = new(log, "The outbox cannot be worked through");

    // What is on its way: nothing else goes to these chats and members until it has arrived.
    private readonly ConcurrentDictionary<long, (long? ChatId, long? UserId)> inFlight = new();

    // Whose private chat a chat is, so that facts (which name the member) and answers (which name the chat) keep one pace.
    private readonly ConcurrentDictionary<long, long> memberOf = new();

    /// <summary>Waits until everything that is due has left, at most so long: a clock that is moved must not outrun messages that expire.</summary>
    public async Task Flushed(TimeSpan atMost, CancellationToken stop)
    {
        var started = machine.GetTimestamp();
        while (state.Stopped is null && machine.GetElapsedTime(started) < atMost && !(inFlight.IsEmpty && await outgoing.IsEmpty(stop)))
        {
            bell.Ring();
            await Task.Delay(TimeSpan.FromMilliseconds(20), machine, stop);
        }
    }

    /// <inheritdoc/>
    protected override async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await leases.Take(LeaseName, LeaseLength, stop) is { } lease) await Lead(lease, stop);
                else await bell.Heard(SlowPoll, machine, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                outage.Met(failure);
                await Task.WhenAny(Task.Delay(SlowPoll, machine, stop));
            }
        }
    }

    private async Task Lead(Lease held, CancellationToken stop)
    {
        var lease = held;
        try
        {
            await outgoing.TakeOver(stop);
            outage.Over();
            while (!stop.IsCancellationRequested)
            {
                if (lease.Until - machine.GetUtcNow() < LeaseLength / 2)
                {
                    if (await leases.Prolong(lease, LeaseLength, stop) is not { } kept) return;
                    lease = kept;
                }
                if (await SendSome(stop) == 0) await bell.Heard(NextLook(), machine, stop);
            }
        }
        finally
        {
            // What is on its way is let arrive, so that whoever leads next need not send it again.
            for (var patience = 50; patience > 0 && !inFlight.IsEmpty; patience--) await Task.Delay(TimeSpan.FromMilliseconds(100), machine, CancellationToken.None);
            await leases.Release(lease, CancellationToken.None);
        }
    }

    private async Task<int> SendSome(CancellationToken stop)
    {
        var places = Math.Min(pace.Room, MostInFlight - inFlight.Count);
        if (places <= 0 || state.Stopped is not null) return 0;
        var (chats, users) = Busy();
        var messages = await outgoing.Claim(places, chats, users, stop);
        if (messages.Count == 0) return 0;

        var known = await contacts.Of([.. messages.Where(m => m.UserId is not null).Select(m => m.UserId!.Value).Distinct()], stop);
        foreach (var message in messages)
        {
            var contact = message.UserId is { } user ? known.GetValueOrDefault(user) : null;
            inFlight[message.MessageId] = (message.ChatId ?? contact?.TelegramId, message.UserId);
            if (contact?.TelegramId is { } chat) Remember(chat, contact.UserId);
            _ = Task.Run(() => Send(message, contact, stop), CancellationToken.None);
        }
        return messages.Count;
    }

    private async Task Send(OutboxMessage message, TelegramContact? contact, CancellationToken stop)
    {
        try
        {
            await courier.Deliver(message, contact, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Its claim ends by itself, and the next sender takes it up.
        }
        catch (Exception failure)
        {
            if (DatabaseTrouble.Sentence(failure) is { } trouble) LogNotNoted(message.MessageId, trouble);
            else LogMessageFailed(message.MessageId, failure);
        }
        finally
        {
            inFlight.TryRemove(message.MessageId, out _);
            bell.Ring();
        }
    }

    private (HashSet<long> Chats, HashSet<long> Users) Busy()
    {
        var (chats, users) = (new HashSet<long>(pace.Exhausted.Keys), new HashSet<long>());
        foreach (var (chatId, userId) in inFlight.Values)
        {
            if (chatId is { } chat) chats.Add(chat);
            if (userId is { } user) users.Add(user);
        }
        foreach (var chat in chats)
            if (memberOf.TryGetValue(chat, out var member)) users.Add(member);
        return (chats, users);
    }

    // When there is nothing to do: as soon as the bot, or a chat that has none now, has a permit again.
    private TimeSpan NextLook()
    {
        var soonest = pace.Exhausted.Values.Append(pace.Wait).Where(wait => wait > TimeSpan.Zero).DefaultIfEmpty(SlowPoll).Min();
        return soonest < SlowPoll ? soonest + TimeSpan.FromMilliseconds(1) : SlowPoll;
    }

    private void Remember(long chat, long user)
    {
        if (memberOf.Count > ChatsToRemember) memberOf.Clear();
        memberOf[chat] = user;
    }

    [LoggerMessage(LogLevel.Error, "What became of message {MessageId} could not be noted; it may be sent again")]
    private partial void LogMessageFailed(long messageId, Exception failure);

    [LoggerMessage(LogLevel.Error, "What became of message {MessageId} could not be noted; it may be sent again. {Trouble}")]
    private partial void LogNotNoted(long messageId, string trouble);
}
