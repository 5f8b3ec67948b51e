using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Telegram.Bot;

/// <summary>The Bot API's methods, as far as we call them.</summary>
public static class TelegramBotClientExtensions
{
    /// <summary>The bot's own account.</summary>
    public static async Task<User> GetMe(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new GetMeRequest(), cancellationToken);

    /// <summary>Updates from <paramref name="offset"/> on, waiting up to <paramref name="timeout"/> seconds (0–50) for the first.</summary>
    public static async Task<Update[]> GetUpdates(this ITelegramBotClient botClient, int? offset = null, int? limit = null,
        int? timeout = null, IEnumerable<UpdateType>? allowedUpdates = null, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new GetUpdatesRequest
        {
            Offset = offset,
            Limit = limit,
            Timeout = timeout,
            AllowedUpdates = allowedUpdates,
        }, cancellationToken);

    /// <summary>From now on Telegram posts updates to <paramref name="url"/>, with the secret in a header.</summary>
    public static async Task SetWebhook(this ITelegramBotClient botClient, string url, int? maxConnections = null,
        IEnumerable<UpdateType>? allowedUpdates = null, bool dropPendingUpdates = false, string? secretToken = null,
        CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new SetWebhookRequest
        {
            Url = url,
            MaxConnections = maxConnections,
            AllowedUpdates = allowedUpdates,
            DropPendingUpdates = dropPendingUpdates,
            SecretToken = secretToken,
        }, cancellationToken);

    /// <summary>From now on updates wait to be polled for.</summary>
    public static async Task DeleteWebhook(this ITelegramBotClient botClient, bool dropPendingUpdates = false,
        CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new DeleteWebhookRequest { DropPendingUpdates = dropPendingUpdates }, cancellationToken);

    /// <summary>Where updates go, and what went wrong there last.</summary>
    public static async Task<WebhookInfo> GetWebhookInfo(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new GetWebhookInfoRequest(), cancellationToken);

    /// <summary>Sends a text of 1–4096 characters, counted after its markup is taken away.</summary>
    public static async Task<Message> SendMessage(this ITelegramBotClient botClient, ChatId chatId, string text,
        ParseMode parseMode = ParseMode.None, ReplyMarkup? replyMarkup = null, LinkPreviewOptions? linkPreviewOptions = null,
        int? messageThreadId = null, bool disableNotification = false, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new SendMessageRequest
        {
            ChatId = chatId,
            Text = text,
            ParseMode = parseMode,
            ReplyMarkup = replyMarkup,
            LinkPreviewOptions = linkPreviewOptions,
            MessageThreadId = messageThreadId,
            DisableNotification = disableNotification,
        }, cancellationToken);

    /// <summary>Puts another text, and keyboard or none, into a message of ours.</summary>
    public static async Task<Message> EditMessageText(this ITelegramBotClient botClient, ChatId chatId, int messageId, string text,
        ParseMode parseMode = ParseMode.None, InlineKeyboardMarkup? replyMarkup = null, LinkPreviewOptions? linkPreviewOptions = null,
        CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new EditMessageTextRequest
        {
            ChatId = chatId,
            MessageId = messageId,
            Text = text,
            ParseMode = parseMode,
            ReplyMarkup = replyMarkup,
            LinkPreviewOptions = linkPreviewOptions,
        }, cancellationToken);

    /// <summary>Puts another keyboard, or none, under a message of ours.</summary>
    public static async Task<Message> EditMessageReplyMarkup(this ITelegramBotClient botClient, ChatId chatId, int messageId,
        InlineKeyboardMarkup? replyMarkup = null, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new EditMessageReplyMarkupRequest
        {
            ChatId = chatId,
            MessageId = messageId,
            ReplyMarkup = replyMarkup,
        }, cancellationToken);

    /// <summary>Answers a tap, with up to 200 characters to show or with nothing. A tap that is never answered keeps spinning.</summary>
    public static async Task AnswerCallbackQuery(this ITelegramBotClient botClient, string callbackQueryId, string? text = null,
        bool showAlert = false, string? url = null, int? cacheTime = null, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new AnswerCallbackQueryRequest
        {
            CallbackQueryId = callbackQueryId,
            Text = text,
            ShowAlert = showAlert,
            Url = url,
            CacheTime = cacheTime,
        }, cancellationToken);

    /// <summary>Sets the list of commands that the chat offers.</summary>
    public static async Task SetMyCommands(this ITelegramBotClient botClient, IEnumerable<BotCommand> commands,
        BotCommandScope? scope = null, string? languageCode = null, CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new SetMyCommandsRequest
        {
            Commands = commands,
            Scope = scope,
            LanguageCode = languageCode,
        }, cancellationToken);

    /// <summary>Sets the button beside the text field, for one private chat or for all.</summary>
    public static async Task SetChatMenuButton(this ITelegramBotClient botClient, long? chatId = null, MenuButton? menuButton = null,
        CancellationToken cancellationToken = default) =>
        await botClient.SendRequest(new SetChatMenuButtonRequest { ChatId = chatId, MenuButton = menuButton }, cancellationToken);
}
