using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>A Telegram account, a bot's included. Ids exceed 32 bits.</summary>
public sealed class User
{
    public long Id { get; set; }

    public bool IsBot { get; set; }

    public string FirstName { get; set; } = "";

    public string? LastName { get; set; }

    public string? Username { get; set; }

    public string? LanguageCode { get; set; }
}

/// <summary>Where messages are written. A private chat's id is the id of the person.</summary>
public sealed class Chat
{
    public long Id { get; set; }

    public ChatType Type { get; set; }

    public string? Title { get; set; }

    public string? Username { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }
}

/// <summary>Names a chat by number or by @name.</summary>
public sealed class ChatId
{
    /// <summary>Names a chat by its number.</summary>
    public ChatId(long identifier) => Identifier = identifier;

    /// <summary>Names a public chat by its @name.</summary>
    public ChatId(string username) => Username = username.StartsWith('@')
        ? username
        : throw new ArgumentException("A chat's name starts with @.", nameof(username));

    public long? Identifier { get; }

    public string? Username { get; }

    public static implicit operator ChatId(long identifier) => new(identifier);

    public static implicit operator ChatId(string username) => new(username);

    [return: NotNullIfNotNull(nameof(chat))]
    public static implicit operator ChatId?(Chat? chat) => chat is null ? null : new(chat.Id);

    /// <inheritdoc/>
    public override string ToString() => Username ?? Identifier!.Value.ToString(CultureInfo.InvariantCulture);
}
