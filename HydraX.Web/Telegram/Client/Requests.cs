using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Telegram.Bot.Requests.Abstractions
{
    /// <summary>One call of the Bot API.</summary>
    /// <typeparam name="TResponse">What its <c>result</c> is.</typeparam>
    public interface IRequest<TResponse>
    {
        /// <summary>Always POST here: nothing of a request belongs into an address.</summary>
        [JsonIgnore]
        HttpMethod HttpMethod { get; }

        /// <summary>The method's name, as <c>sendMessage</c>.</summary>
        [JsonIgnore]
        string MethodName { get; }

        /// <summary>The body of the request.</summary>
        HttpContent? ToHttpContent();
    }
}

namespace Telegram.Bot.Requests
{
    /// <summary>A call whose parameters are the properties of the derived class, sent as JSON.</summary>
    public abstract class RequestBase<TResponse>(string methodName) : IRequest<TResponse>
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public HttpMethod HttpMethod => HttpMethod.Post;

        /// <inheritdoc/>
        [JsonIgnore]
        public string MethodName { get; } = methodName;

        /// <inheritdoc/>
        public HttpContent? ToHttpContent() => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(this, GetType(), JsonBotAPI.Options))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };
    }

    /// <summary><c>getMe</c>: who the token belongs to; the cheapest sign of life.</summary>
    public sealed class GetMeRequest() : RequestBase<User>("getMe");

    /// <summary><c>getUpdates</c>: confirms every update below <see cref="Offset"/> and waits for the next ones.</summary>
    public sealed class GetUpdatesRequest() : RequestBase<Update[]>("getUpdates")
    {
        public int? Offset { get; set; }

        public int? Limit { get; set; }

        public int? Timeout { get; set; }

        public IEnumerable<UpdateType>? AllowedUpdates { get; set; }
    }

    /// <summary><c>setWebhook</c>.</summary>
    public sealed class SetWebhookRequest() : RequestBase<bool>("setWebhook")
    {
        public required string Url { get; set; }

        public int? MaxConnections { get; set; }

        public IEnumerable<UpdateType>? AllowedUpdates { get; set; }

        public bool DropPendingUpdates { get; set; }

        public string? SecretToken { get; set; }
    }

    /// <summary><c>deleteWebhook</c>.</summary>
    public sealed class DeleteWebhookRequest() : RequestBase<bool>("deleteWebhook")
    {
        public bool DropPendingUpdates { get; set; }
    }

    /// <summary><c>getWebhookInfo</c>.</summary>
    public sealed class GetWebhookInfoRequest() : RequestBase<WebhookInfo>("getWebhookInfo");

    /// <summary><c>sendMessage</c>.</summary>
    public sealed class SendMessageRequest() : RequestBase<Message>("sendMessage")
    {
        public required ChatId ChatId { get; set; }

        public required string Text { get; set; }

        public ParseMode ParseMode { get; set; }

        public ReplyMarkup? ReplyMarkup { get; set; }

        public LinkPreviewOptions? LinkPreviewOptions { get; set; }

        public int? MessageThreadId { get; set; }

        public bool DisableNotification { get; set; }
    }

    /// <summary><c>editMessageText</c>.</summary>
    public sealed class EditMessageTextRequest() : RequestBase<Message>("editMessageText")
    {
        public required ChatId ChatId { get; set; }

        public required int MessageId { get; set; }

        public required string Text { get; set; }

        public ParseMode ParseMode { get; set; }

        public InlineKeyboardMarkup? ReplyMarkup { get; set; }

        public LinkPreviewOptions? LinkPreviewOptions { get; set; }
    }

    /// <summary><c>editMessageReplyMarkup</c>.</summary>
    public sealed class EditMessageReplyMarkupRequest() : RequestBase<Message>("editMessageReplyMarkup")
    {
        public required ChatId ChatId { get; set; }

        public required int MessageId { get; set; }

        public InlineKeyboardMarkup? ReplyMarkup { get; set; }
    }

    /// <summary><c>answerCallbackQuery</c>: stops the tapped button's spinner.</summary>
    public sealed class AnswerCallbackQueryRequest() : RequestBase<bool>("answerCallbackQuery")
    {
        public required string CallbackQueryId { get; set; }

        public string? Text { get; set; }

        public bool ShowAlert { get; set; }

        public string? Url { get; set; }

        public int? CacheTime { get; set; }
    }

    /// <summary><c>setMyCommands</c>: the list behind the chat's menu button.</summary>
    public sealed class SetMyCommandsRequest() : RequestBase<bool>("setMyCommands")
    {
        public required IEnumerable<BotCommand> Commands { get; set; }

        public BotCommandScope? Scope { get; set; }

        public string? LanguageCode { get; set; }
    }

    /// <summary><c>setChatMenuButton</c>.</summary>
    public sealed class SetChatMenuButtonRequest() : RequestBase<bool>("setChatMenuButton")
    {
        public long? ChatId { get; set; }

        public MenuButton? MenuButton { get; set; }
    }
}
