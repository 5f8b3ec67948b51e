using System.Text.Json.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>One thing that happened. At most one of its parts is set; none, when it is of a kind that we do not know.</summary>
public sealed class Update
{
    /// <summary>Unique for a bot and rising; what is confirmed by polling beyond it.</summary>
    [JsonPropertyName("update_id")]
    public long Id { get; set; }

    public Message? Message { get; set; }

    public Message? EditedMessage { get; set; }

    public CallbackQuery? CallbackQuery { get; set; }

    /// <summary>The bot itself was added, removed, blocked or unblocked.</summary>
    public ChatMemberUpdated? MyChatMember { get; set; }

    /// <summary>Which part is set.</summary>
    [JsonIgnore]
    public UpdateType Type => this switch
    {
        { Message: not null } => UpdateType.Message,
        { EditedMessage: not null } => UpdateType.EditedMessage,
        { CallbackQuery: not null } => UpdateType.CallbackQuery,
        { MyChatMember: not null } => UpdateType.MyChatMember,
        _ => UpdateType.Unknown,
    };
}

/// <summary>A message in a chat. <see cref="From"/> is missing in channels.</summary>
public sealed class Message
{
    [JsonPropertyName("message_id")]
    public int Id { get; set; }

    public int? MessageThreadId { get; set; }

    public User? From { get; set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTime Date { get; set; }

    public Chat Chat { get; set; } = new();

    /// <summary>Missing for photographs, stickers and everything else that is not text.</summary>
    public string? Text { get; set; }

    /// <summary>A telephone number that was shared.</summary>
    public Contact? Contact { get; set; }

    public ReplyMarkups.InlineKeyboardMarkup? ReplyMarkup { get; set; }
}

/// <summary>A shared telephone number. It is the sender's own only if <see cref="UserId"/> is the sender.</summary>
public sealed class Contact
{
    public string PhoneNumber { get; set; } = "";

    public string FirstName { get; set; } = "";

    public long? UserId { get; set; }
}

/// <summary>A tap on an inline button. A client can replay old <see cref="Data"/>, and send data of someone else's button.</summary>
public sealed class CallbackQuery
{
    public string Id { get; set; } = "";

    public User From { get; set; } = new();

    /// <summary>The message under which the button is; missing when it is too old.</summary>
    public Message? Message { get; set; }

    public string? InlineMessageId { get; set; }

    public string? Data { get; set; }
}

/// <summary>Someone's place in a chat changed.</summary>
public sealed class ChatMemberUpdated
{
    public Chat Chat { get; set; } = new();

    public User From { get; set; } = new();

    /// <summary>When, UTC.</summary>
    public DateTime Date { get; set; }

    public ChatMember OldChatMember { get; set; } = new();

    public ChatMember NewChatMember { get; set; } = new();
}

/// <summary>Someone's place in a chat.</summary>
public sealed class ChatMember
{
    public ChatMemberStatus Status { get; set; }

    public User User { get; set; } = new();
}

/// <summary>What the Bot API adds to some refusals.</summary>
public sealed class ResponseParameters
{
    /// <summary>The group became a supergroup with this id.</summary>
    public long? MigrateToChatId { get; set; }

    /// <summary>Seconds for which the whole bot must not call again.</summary>
    public int? RetryAfter { get; set; }
}

/// <summary>The state of the webhook.</summary>
public sealed class WebhookInfo
{
    /// <summary>Empty when no webhook is set.</summary>
    public string Url { get; set; } = "";

    public int PendingUpdateCount { get; set; }

    public DateTime? LastErrorDate { get; set; }

    public string? LastErrorMessage { get; set; }
}
