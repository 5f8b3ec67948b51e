using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Sending;

/// <summary>Carries one message of the outbox to its chat: makes the words, divides them, keeps the pace, and notes what came of it.</summary>
public sealed partial class Courier(
    Outgoing outgoing, FactWords words, SealedReplies sealedReplies, IBotTransport transport, Pace pace, TelegramContacts contacts, NoticeMail mail, Postman postman, BotState state, Clock clock, TimeProvider machine, ILogger<Courier> log)
{
    private static readonly TimeSpan StoppedWait = TimeSpan.FromMinutes(1);

    /// <summary>Delivers it, or notes why not and when to try again.</summary>
    /// <param name="message">A claimed message.</param>
    /// <param name="contact">Where its member is reached; null when it names none, or an unknown one.</param>
    /// <param name="stop">Gives up; the claim then ends by itself.</param>
    public async Task Deliver(OutboxMessage message, TelegramContact? contact, CancellationToken stop)
    {
        await MailBesides(message, contact);
        if (Obstacle(message, contact) is { } obstacle)
        {
            if (!await DeliverByMail(message, contact, stop)) await outgoing.Drop(message, obstacle);
        }
        else if (Words(message) is not { } reply) await outgoing.Bury(message, $"There are no words for {message.Kind}.");
        else await Deliver(message, contact, reply, message.ChatId ?? contact!.TelegramId!.Value, stop);
    }

    // An answer goes where it was asked for; a fact goes to whom it concerns, if they are there.
    private static string? Obstacle(OutboxMessage message, TelegramContact? contact) => message.ChatId is not null ? null
        : contact?.TelegramId is null ? "The member has no Telegram account."
        : contact.IsBlocked ? "The member has blocked the bot."
        : contact.IsActive || Notices.ReachesSuspended(message) ? null
        : "The member is suspended.";

    // What members must know of their account reaches those without a chat by mail. A server that does not take it is tried again, as Telegram is.
    private async Task<bool> DeliverByMail(OutboxMessage message, TelegramContact? contact, CancellationToken stop)
    {
        if (contact is not { IsActive: true } || !Notices.GoesByMail(message) || Words(message) is not { } reply || await mail.Written(contact.UserId, reply.Html) is not { } letter) return false;
        try
        {
            await mail.Send(letter, stop);
            await outgoing.Sent(message);
        }
        // The reason of a mail server may name the address.
        catch (Exception failure) when (failure is not OperationCanceledException && DatabaseTrouble.Sentence(failure) is null)
        {
            LogLater(message.MessageId, failure.GetType().Name);
            await outgoing.Fail(message, $"The mail was not taken: {failure.GetType().Name}.");
        }
        return true;
    }

    // Once, with the first try; the chat is told besides.
    private async Task MailBesides(OutboxMessage message, TelegramContact? contact)
    {
        if (message is { Attempts: 0, PartsSent: 0 } && contact is not null && Notices.MailedBesides(message) is { } words && await mail.Written(contact.UserId, words) is { } letter) postman.Post(letter);
    }

    private BotReply? Words(OutboxMessage message)
    {
        try
        {
            return words.Of(message) is { } reply ? sealedReplies.Open(reply) : null;
        }
        catch (System.Text.Json.JsonException wrong)
        {
            LogUnreadable(message.MessageId, wrong);
            return null;
        }
    }

    private async Task Deliver(OutboxMessage message, TelegramContact? contact, BotReply reply, long chat, CancellationToken stop)
    {
        // A tap that is not answered keeps spinning, whatever becomes of the words; one that is too old cannot be answered any more.
        if (reply.TapId is { } tap && message.PartsSent == 0) await transport.AnswerTap(tap, reply.Toast is { Length: > 0 } toast ? toast : null, stop);
        if (reply.IsOnlyToast)
        {
            await outgoing.Sent(message);
            return;
        }

        var parts = TelegramText.Split(reply.Html);
        for (var part = message.PartsSent; part < parts.Count; part++)
        {
            await Permit(chat, stop);
            if (part == 0 && message.ExpiresAt <= clock.GetUtcNow())
            {
                await outgoing.Expire(message);
                return;
            }
            var isLast = part == parts.Count - 1;
            var sent = new TransportMessage(parts[part], isLast ? Buttons(message, reply) : [], reply.IsSilent, isLast ? KeyboardOf(reply) : PersonsKeyboard.Stays);
            // A message that is replaced cannot touch the keyboard.
            var delivery = await Send(chat, part == 0 && KeyboardOf(reply) == PersonsKeyboard.Stays ? reply.Replaces : null, sent, stop);
            if (delivery is not Delivery.Arrived)
            {
                await Note(message, contact, chat, delivery, stop);
                return;
            }
            if (!isLast) await outgoing.SentParts(message, part + 1);
        }
        await outgoing.Sent(message);
    }

    private async Task<Delivery> Send(long chat, int? replaces, TransportMessage message, CancellationToken stop)
    {
        if (replaces is not { } messageId) return await transport.Send(chat, message, stop);
        var delivery = await transport.Replace(chat, messageId, message, stop);
        return delivery is Delivery.NothingToReplace ? await transport.Send(chat, message, stop) : delivery;
    }

    private async Task Permit(long chat, CancellationToken stop)
    {
        while (pace.Take(chat) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, machine, stop);
    }

    private async Task Note(OutboxMessage message, TelegramContact? contact, long chat, Delivery delivery, CancellationToken stop)
    {
        switch (delivery)
        {
            case Delivery.Paused paused:
                pace.Pause(paused.For);
                LogPaused(paused.For.TotalSeconds);
                await outgoing.Postpone(message, machine.GetUtcNow() + paused.For);
                break;
            case Delivery.Unreachable unreachable:
                if (chat > 0) await contacts.Lost(chat);
                if (message.ChatId is not null || !await DeliverByMail(message, contact, stop)) await outgoing.Drop(message, unreachable.Reason);
                break;
            case Delivery.Nowhere nowhere:
                if (message.ChatId is not null || !await DeliverByMail(message, contact, stop)) await outgoing.Drop(message, nowhere.Reason);
                break;
            case Delivery.Moved moved:
                await outgoing.Readdress(message, moved.ChatId);
                await outgoing.Postpone(message, machine.GetUtcNow());
                break;
            case Delivery.Stopped stopped:
                state.Stop($"Telegram refuses the bot's token ({stopped.Reason}). Set Telegram:BotToken to a valid one and restart.");
                LogStopped();
                await outgoing.Postpone(message, machine.GetUtcNow() + StoppedWait);
                break;
            case Delivery.Refused refused:
                LogRefused(message.MessageId, message.Kind, refused.Reason);
                await outgoing.Bury(message, refused.Reason);
                break;
            case Delivery.Failed failed:
                LogLater(message.MessageId, failed.Reason);
                await outgoing.Fail(message, failed.Reason);
                break;
            default:
                await outgoing.Bury(message, $"Not delivered: {delivery}.");
                break;
        }
    }

    private static PersonsKeyboard KeyboardOf(BotReply reply) =>
        reply.AsksForContact ? PersonsKeyboard.SharesContact : reply.EndsAsking ? PersonsKeyboard.ComesBack : PersonsKeyboard.Stays;

    private static List<IReadOnlyList<TransportButton>> Buttons(OutboxMessage message, BotReply reply)
    {
        var number = -1;
        TransportButton Numbered(BotButton button)
        {
            number++;
            return new TransportButton(button.Text, button.Url is null ? new TapKey(message.MessageId, number).ToString() : null, button.Url);
        }
        return [.. reply.Buttons.Select(row => (IReadOnlyList<TransportButton>)[.. row.Select(Numbered)])];
    }

    [LoggerMessage(LogLevel.Warning, "Telegram asks the bot to wait {Seconds} s")]
    private partial void LogPaused(double seconds);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} was not sent and will be tried again: {Reason}")]
    private partial void LogLater(long messageId, string reason);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of kind {Kind} can never be sent: {Reason}")]
    private partial void LogRefused(long messageId, string kind, string reason);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of the outbox cannot be read")]
    private partial void LogUnreadable(long messageId, Exception failure);

    [LoggerMessage(LogLevel.Critical, "Telegram refuses the bot's token; nothing is sent any more")]
    private partial void LogStopped();
}
