using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace HydraX.Web.Telegram.Receiving;

/// <summary>
/// Asks Telegram for updates, on one node at a time. Telegram forgets an update when a later one is asked for, so that is done only once the
/// earlier ones are kept. A conflict means that somebody else polls: leadership is given up, not fought for.
/// </summary>
public sealed partial class TelegramPoller(
    ITelegramBotClient bot, BotIntroduction introduction, Inbox inbox, SharedContacts contacts, Leases leases, BotState state, MessagingMeter meter, TimeProvider machine, ILogger<TelegramPoller> log)
    : BackgroundPart
{
    private const string LeaseName = "telegram-poller";
    private const int PollSeconds = 15;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FollowerWait = TimeSpan.FromSeconds(2);

    private readonly Outage outage = new(log, "Telegram cannot be polled, for what it tells could not be kept");

    /// <inheritdoc/>
    protected override async Task Run(CancellationToken stop)
    {
        while (state.Stopped is null && !stop.IsCancellationRequested)
        {
            try
            {
                if (await leases.Take(LeaseName, LeaseLength, stop) is { } lease) await Lead(lease, stop);
                await Task.Delay(FollowerWait * (0.5 + Random.Shared.NextDouble()), machine, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database is gone, most likely: Telegram keeps what was not confirmed for 24 hours.
                outage.Met(failure);
                await Task.WhenAny(Task.Delay(FollowerWait, machine, stop));
            }
        }
    }

    private async Task Lead(Lease lease, CancellationToken stop)
    {
        try
        {
            var isReady = await introduction.Until(async token =>
            {
                await bot.DeleteWebhook(cancellationToken: token);
                await introduction.Introduce(token);
            }, stop);
            if (isReady) await Poll(lease, stop);
        }
        finally
        {
            await leases.Release(lease, CancellationToken.None);
        }
    }

    private async Task Poll(Lease lease, CancellationToken stop)
    {
        long? offset = null;
        for (var failures = 0; await leases.Prolong(lease, LeaseLength, stop) is { };)
        {
            try
            {
                outage.Over();
                var updates = await bot.SendRequest(new RawUpdatesRequest { Offset = offset, Timeout = PollSeconds }, stop);
                offset = await Keep(updates, stop) ?? offset;
                state.Complaint = null;
                failures = 0;
            }
            catch (ApiRequestException conflict) when (conflict.ErrorCode == 409)
            {
                state.Complaint = conflict.Message;
                LogConflict();
                return;
            }
            catch (RequestException failure) when (BotIntroduction.IsTokenRefused(failure))
            {
                introduction.StopBot();
                return;
            }
            catch (RequestException failure)
            {
                state.Complaint = failure.Message;
                LogPollFailed(failure.Message);
                var wait = BotIntroduction.Wait(failures++, failure);
                // A wait beyond the lease would let another node begin and be told the same.
                await Task.Delay(wait < LeaseLength / 2 ? wait : LeaseLength / 2, machine, stop);
            }
        }
    }

    // Returns the offset that confirms these updates, once they are kept; null for none.
    private async Task<long?> Keep(JsonElement[] updates, CancellationToken stop)
    {
        var received = new List<Received>();
        foreach (var update in updates)
        {
            if (RawUpdate.Read(update, contacts) is { } one) received.Add(one);
            else meter.Refused(RawUpdate.Source, "malformed");
        }
        foreach (var isNew in await Task.WhenAll(received.Select(one => inbox.Receive(one, stop)))) meter.Received(RawUpdate.Source, isNew);
        return received.Count == 0 ? null : received.Max(one => long.Parse(one.ExternalId, System.Globalization.CultureInfo.InvariantCulture)) + 1;
    }

    [LoggerMessage(LogLevel.Warning, "Somebody else polls for this bot's updates; leadership is given up for now")]
    private partial void LogConflict();

    [LoggerMessage(LogLevel.Warning, "Telegram could not be polled: {Reason}")]
    private partial void LogPollFailed(string reason);
}
