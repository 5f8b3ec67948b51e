using System.Globalization;
using System.Text.Json;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Web.Telegram.Receiving;
using HydraX.Web.Telegram.Replies;
using Telegram.Bot;
using Telegram.Bot.Types;
using HydraX.Web.Telegram.Sending;

namespace HydraX.Web.Telegram.Conversation;

/// <summary>Works on Telegram's updates from the inbox: reads what a person wants, has the front desk answer, and leaves the answer in the outbox.</summary>
public sealed class UpdateHandler(FrontDesk desk, Outbox outbox, SealedReplies sealedReplies, TelegramContacts contacts, BotState state) : IInboxHandler
{
    private static readonly Effects Nothing = _ => Task.CompletedTask;

    /// <inheritdoc/>
    public string Source => RawUpdate.Source;

    /// <inheritdoc/>
    public async Task<Effects> Handle(InboxMessage message, CancellationToken stop)
    {
        switch (Read(message))
        {
            case Incoming incoming:
                var answer = await desk.Answer(incoming, Key(message), stop);
                return answer.Reply is null ? Nothing : Reply(message, incoming.ChatId, answer.UserId, answer.Reply);
            case ContactChanged { IsBlocked: true } lost:
                await contacts.Lost(lost.TelegramId, stop);
                return Nothing;
            case ContactChanged found:
                await contacts.Found(found.TelegramId, stop);
                return Nothing;
            default:
                return Nothing;
        }
    }

    /// <inheritdoc/>
    public Effects GiveUp(InboxMessage message)
    {
        try
        {
            return Read(message) is Incoming incoming
                ? Reply(message, incoming.ChatId, null, GateReplies.Failed(message.MessageId) with { TapId = incoming.Tap?.Id }, $"{Key(message)}:failed:{Guid.NewGuid():N}")
                : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private object? Read(InboxMessage message) => IncomingReader.Read(JsonSerializer.Deserialize<Update>(message.Body, JsonBotAPI.Options)!, state.Name);

    // An apology has a key of its own: what staff has worked on again is answered once more, under the message's key.
    private Effects Reply(InboxMessage message, long chatId, long? userId, BotReply reply, string? key = null) => work =>
    {
        outbox.Reply(work, chatId, userId, sealedReplies.Pack(reply), key ?? Key(message));
        return Task.CompletedTask;
    };

    private static string Key(InboxMessage message) => string.Create(CultureInfo.InvariantCulture, $"{message.Source}:{message.ExternalId}");
}
