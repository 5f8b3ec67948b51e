using System.Collections.Frozen;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Messaging;

/// <summary>What is written together with the mark that a message is worked on: all of it or nothing.</summary>
public delegate Task Effects(Work work);

/// <summary>Works on what one source sends. A message may come to it more than once: after a crash, or after a try that failed half-way.</summary>
public interface IInboxHandler
{
    /// <summary>The source: <c>telegram</c>, <c>stripe</c>, …</summary>
    string Source { get; }

    /// <summary>Does what the message asks for. Throwing means that it is tried again.</summary>
    Task<Effects> Handle(InboxMessage message, CancellationToken stop);

    /// <summary>The last try failed: what to write together with the mark that it is dead, such as an apology.</summary>
    Effects GiveUp(InboxMessage message);
}

/// <summary>
/// Works through the inbox: lanes beside each other, a lane's messages one after another under its lease. Rung by the bell, and looking by itself
/// every second for what other nodes received, what is due again, and what a crash left behind.
/// </summary>
public sealed partial class InboxWorker(
    Inbox inbox, Leases leases, LaneBell bell, IEnumerable<IInboxHandler> handlers, HydraXData data, TimeProvider machine, MessagingMeter meter, ILogger<InboxWorker> log)
    : BackgroundPart
{
    /// <summary>How long a lane is leased. A node that dies holds up its lanes for at most so long.</summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    /// <summary>How long one message may take.</summary>
    public static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(20);

    private const int LanesAtOnce = 8;
    private const int MessagesAtOnce = 50;
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    private readonly Outage lanes = new(log, "The inbox cannot be worked on");
    private readonly Outage looks = new(log, "The inbox cannot be looked into");
    private readonly FrozenDictionary<string, IInboxHandler> handlers = handlers.ToFrozenDictionary(handler => handler.Source, StringComparer.Ordinal);

    /// <summary>Works on everything that is due in a lane, if nobody else holds it. Returns how many messages were taken up.</summary>
    public async Task<int> Drain(int lane, CancellationToken stop)
    {
        if (await leases.Take($"inbox-{lane}", LeaseLength, stop) is not { } lease) return 0;
        var done = 0;
        try
        {
            while (await inbox.Next(lane, handlers.Keys, MessagesAtOnce, stop) is { Count: > 0 } messages)
            {
                var failed = new HashSet<long>();
                foreach (var message in messages.Where(message => !failed.Contains(message.OrderKey)))
                {
                    if (stop.IsCancellationRequested || await Kept(lease, stop) is not { } kept) return done;
                    lease = kept;
                    if (!await WorkOn(message)) failed.Add(message.OrderKey);
                    done++;
                }
            }
        }
        finally
        {
            await leases.Release(lease, CancellationToken.None);
        }
        return done;
    }

    /// <inheritdoc/>
    protected override Task Run(CancellationToken stop) => handlers.Count == 0
        ? Task.CompletedTask
        : Task.WhenAll(Enumerable.Range(0, LanesAtOnce).Select(_ => WorkOnLanes(stop)).Append(Look(stop)));

    private async Task WorkOnLanes(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var lane = -1;
            try
            {
                lane = await bell.Next(stop);
                await Drain(lane, stop);
                lanes.Over();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (lane >= 0)
            {
                // The database, most likely: nothing was marked, and the next look finds it all again.
                lanes.Met(failure);
            }
            finally
            {
                if (lane >= 0) bell.Done(lane);
            }
        }
    }

    private async Task Look(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (var lane in await inbox.DueLanes(handlers.Keys, stop)) bell.Ring(lane);
                looks.Over();
                await Task.Delay(SlowPoll, machine, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                looks.Met(failure);
                await Task.Delay(SlowPoll, machine, CancellationToken.None);
            }
        }
    }

    private async Task<Lease?> Kept(Lease lease, CancellationToken stop) =>
        lease.Until - machine.GetUtcNow() > LongestTry + TimeSpan.FromSeconds(2) ? lease : await leases.Prolong(lease, LeaseLength, stop);

    /// <summary>False when its chat must wait for another try.</summary>
    private async Task<bool> WorkOn(InboxMessage message)
    {
        var handler = handlers[message.Source];
        try
        {
            // Not stopped with the host: a message that was begun is finished, which takes milliseconds.
            using var limit = new CancellationTokenSource(LongestTry, machine);
            var effects = await handler.Handle(message, limit.Token);
            await data.Run(async work =>
            {
                if (await inbox.Finish(work, message)) await effects(work);
            }, limit.Token);
            meter.Handled(message, machine.GetUtcNow());
            return true;
        }
        catch (Exception failure)
        {
            return await SetBack(handler, message, failure);
        }
    }

    private async Task<bool> SetBack(IInboxHandler handler, InboxMessage message, Exception failure)
    {
        var (isDead, why) = (false, $"{failure.GetType().Name}: {failure.Message}");
        try
        {
            isDead = await data.Run(async work =>
            {
                var dead = await inbox.Fail(work, message, why);
                if (dead) await handler.GiveUp(message)(work);
                return dead;
            });
        }
        // What cannot even be apologised for is dead all the same: pending, it would hold up all that waits behind it.
        catch (Exception again) when (DatabaseTrouble.Sentence(again) is null)
        {
            LogNoWord(message.MessageId, again);
            isDead = await data.Run(work => inbox.Fail(work, message, why));
        }
        if (isDead)
        {
            LogDead(message.MessageId, message.Source, failure);
            meter.Died(message.Source);
        }
        else LogFailed(message.MessageId, message.Source, message.Attempts + 1, failure);
        return isDead;
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} from {Source} failed (try {Attempt}) and will be tried again")]
    private partial void LogFailed(long messageId, string source, int attempt, Exception failure);

    [LoggerMessage(LogLevel.Error, "Of message {MessageId}, which failed, nobody could be told")]
    private partial void LogNoWord(long messageId, Exception failure);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} from {Source} failed for good and lies among the dead letters")]
    private partial void LogDead(long messageId, string source, Exception failure);
}
