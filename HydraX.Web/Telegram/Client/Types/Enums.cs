namespace Telegram.Bot.Types.Enums;

/// <summary>How markup in a text is written.</summary>
public enum ParseMode
{
    None,
    Markdown,
    Html,
    MarkdownV2,
}

/// <summary>The kinds of update that we know. A kind that is new to us is <see cref="Unknown"/>.</summary>
public enum UpdateType
{
    Unknown,
    Message,
    EditedMessage,
    CallbackQuery,
    MyChatMember,
}

/// <summary>What a chat is.</summary>
public enum ChatType
{
    Unknown,
    Private,
    Group,
    Channel,
    Supergroup,
    Sender,
}

/// <summary>What someone is in a chat. In a private chat the bot is Kicked when it is blocked and Member when it is not.</summary>
public enum ChatMemberStatus
{
    Unknown,
    Creator,
    Administrator,
    Member,
    Left,
    Kicked,
    Restricted,
}
