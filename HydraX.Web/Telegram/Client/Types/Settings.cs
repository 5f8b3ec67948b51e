using System.Text.Json.Serialization;

namespace Telegram.Bot.Types;

/// <summary>A line of the command list: 1–32 of <c>a-z0-9_</c>, and 1–256 characters about it.</summary>
public sealed class BotCommand
{
    public string Command { get; set; } = "";

    public string Description { get; set; } = "";
}

/// <summary>Where a command list is shown.</summary>
[JsonDerivedType(typeof(BotCommandScopeDefault))]
[JsonDerivedType(typeof(BotCommandScopeAllPrivateChats))]
[JsonDerivedType(typeof(BotCommandScopeAllGroupChats))]
public abstract class BotCommandScope(string type)
{
    public string Type { get; } = type;
}

/// <summary>In every chat for which no narrower list is set.</summary>
public sealed class BotCommandScopeDefault() : BotCommandScope("default");

/// <summary>In private chats.</summary>
public sealed class BotCommandScopeAllPrivateChats() : BotCommandScope("all_private_chats");

/// <summary>In groups and supergroups.</summary>
public sealed class BotCommandScopeAllGroupChats() : BotCommandScope("all_group_chats");

/// <summary>The button beside the text field.</summary>
[JsonDerivedType(typeof(MenuButtonCommands))]
[JsonDerivedType(typeof(MenuButtonWebApp))]
public abstract class MenuButton(string type)
{
    public string Type { get; } = type;
}

/// <summary>Opens the command list.</summary>
public sealed class MenuButtonCommands() : MenuButton("commands");

/// <summary>Opens a Mini App.</summary>
public sealed class MenuButtonWebApp() : MenuButton("web_app")
{
    public required string Text { get; set; }

    public required WebAppInfo WebApp { get; set; }
}

/// <summary>A page shown inside Telegram; https only.</summary>
public sealed class WebAppInfo(string url)
{
    public string Url { get; set; } = url;
}

/// <summary>Whether a link in the text gets a preview.</summary>
public sealed class LinkPreviewOptions
{
    public bool IsDisabled { get; set; }
}
