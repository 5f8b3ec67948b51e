using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace HydraX.Web.Telegram.Conversation;

/// <summary>A tap on one of our buttons, as the client tells it.</summary>
/// <param name="Id">What the answer to it names.</param>
/// <param name="Data">What the client says the button carries; trusted in nothing.</param>
/// <param name="MessageId">The message under which it stands; null when it is too old.</param>
public sealed record IncomingTap(string Id, string? Data, int? MessageId);

/// <summary>A telephone number that was shared.</summary>
/// <param name="IsOwn">Whether it is the sender's own; of anybody else's nothing is kept.</param>
/// <param name="Sealed">The number as <see cref="Receiving.SharedContacts"/> sealed it; empty if there was none that could be read.</param>
public sealed record IncomingContact(bool IsOwn, string Sealed);

/// <summary>Something that a person wrote or tapped.</summary>
/// <param name="From">Who.</param>
/// <param name="ChatId">Where.</param>
/// <param name="IsPrivate">Whether nobody else reads it.</param>
/// <param name="Line">What they wrote, or the command behind their tap; null for something that is not text.</param>
/// <param name="Tap">The tap; null when they wrote.</param>
/// <param name="Contact">The telephone number that they shared, in private only; its line is then the command that asks for one.</param>
public sealed record Incoming(TelegramIdentity From, long ChatId, bool IsPrivate, string? Line, IncomingTap? Tap = null, IncomingContact? Contact = null);

/// <summary>Someone blocked the bot or let it back.</summary>
public sealed record ContactChanged(long TelegramId, bool IsBlocked);

/// <summary>Reads updates: what a person wants of us, or null for what is not for us.</summary>
public static class IncomingReader
{
    private const string SharedLine = "/phone";

    /// <summary>An <see cref="Incoming"/>, a <see cref="ContactChanged"/>, or null: other bots, channels, edits, chatter in groups, kinds that are new to us.</summary>
    /// <param name="update">What Telegram sent.</param>
    /// <param name="botName">Our @name without @, to know commands for other bots; null if not known yet.</param>
    public static object? Read(Update update, string? botName) => update switch
    {
        { Message: { From: { IsBot: false, Id: > 0 } from } message } => Read(message, from, botName),
        { CallbackQuery: { From: { IsBot: false, Id: > 0 } } tap } => new Incoming(Identity(tap.From), tap.Message?.Chat.Id ?? tap.From.Id,
            tap.Message is null or { Chat.Type: ChatType.Private }, null, new IncomingTap(tap.Id, tap.Data, tap.Message?.Id)),
        { MyChatMember: { Chat: { Type: ChatType.Private, Id: > 0 } } change } => Read(change),
        _ => null,
    };

    private static Incoming? Read(Message message, User from, string? botName)
    {
        var isPrivate = message.Chat.Type == ChatType.Private;
        if (!isPrivate && message.Chat.Type is not (ChatType.Group or ChatType.Supergroup)) return null;
        if (!isPrivate && message.Text?.StartsWith('/') != true) return null;
        if (message is { Text: null, Contact: { } contact }) return new Incoming(Identity(from), message.Chat.Id, isPrivate, SharedLine, Contact: new(contact.UserId == from.Id, contact.PhoneNumber ?? ""));
        var line = ForUs(message.Text, botName);
        return line is null && message.Text is not null ? null : new Incoming(Identity(from), message.Chat.Id, isPrivate, line);
    }

    private static ContactChanged? Read(ChatMemberUpdated change) => change.NewChatMember.Status switch
    {
        ChatMemberStatus.Kicked => new ContactChanged(change.Chat.Id, IsBlocked: true),
        ChatMemberStatus.Member => new ContactChanged(change.Chat.Id, IsBlocked: false),
        _ => null,
    };

    // "/me@our_bot x" becomes "/me x"; null for "/me@another_bot".
    private static string? ForUs(string? text, string? botName)
    {
        if (text is null || !text.StartsWith('/')) return text;
        var end = text.AsSpan().IndexOfAny(' ', '\n', '\t') is >= 0 and var space ? space : text.Length;
        var at = text.IndexOf('@', 0, end);
        if (at < 0) return text;
        var isOurs = botName is null || text.AsSpan(at + 1, end - at - 1).Equals(botName, StringComparison.OrdinalIgnoreCase);
        return isOurs ? text[..at] + text[end..] : null;
    }

    private static TelegramIdentity Identity(User user) => new(user.Id, user.FirstName, user.LastName, user.Username, user.LanguageCode);
}
