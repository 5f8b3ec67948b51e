using System.Text.Json.Serialization;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>What stands under a message, or in place of the keyboard: one of its kinds.</summary>
[JsonDerivedType(typeof(InlineKeyboardMarkup)), JsonDerivedType(typeof(ReplyKeyboardMarkup)), JsonDerivedType(typeof(ReplyKeyboardRemove))]
public abstract class ReplyMarkup;

/// <summary>Rows of buttons in place of the person's keyboard.</summary>
public sealed class ReplyKeyboardMarkup(IEnumerable<IEnumerable<KeyboardButton>> keyboard) : ReplyMarkup
{
    public IEnumerable<IEnumerable<KeyboardButton>> Keyboard { get; set; } = keyboard;

    /// <summary>As low as its buttons need.</summary>
    public bool ResizeKeyboard { get; set; }

    /// <summary>Hidden once it was used.</summary>
    public bool OneTimeKeyboard { get; set; }
}

/// <summary>A button in place of the keyboard; without an action it writes its text.</summary>
public sealed class KeyboardButton
{
    public string Text { get; set; } = "";

    /// <summary>Shares the person's own telephone number; only in private chats.</summary>
    public bool RequestContact { get; set; }

    /// <summary>A button that shares the person's own telephone number.</summary>
    public static KeyboardButton WithRequestContact(string text) => new() { Text = text, RequestContact = true };
}

/// <summary>The person's own keyboard comes back.</summary>
public sealed class ReplyKeyboardRemove : ReplyMarkup
{
    public bool RemoveKeyboard { get; set; } = true;
}

/// <summary>Rows of buttons under a message.</summary>
public sealed class InlineKeyboardMarkup(IEnumerable<IEnumerable<InlineKeyboardButton>> inlineKeyboard) : ReplyMarkup
{
    public IEnumerable<IEnumerable<InlineKeyboardButton>> InlineKeyboard { get; set; } = inlineKeyboard;
}

/// <summary>One button with exactly one of its actions.</summary>
public sealed class InlineKeyboardButton
{
    public string Text { get; set; } = "";

    /// <summary>1–64 bytes, which come back with a tap.</summary>
    public string? CallbackData { get; set; }

    public string? Url { get; set; }

    public WebAppInfo? WebApp { get; set; }

    /// <summary>A button whose tap comes back as a callback query.</summary>
    public static InlineKeyboardButton WithCallbackData(string text, string callbackData) => new() { Text = text, CallbackData = callbackData };

    /// <summary>A button that opens an address.</summary>
    public static InlineKeyboardButton WithUrl(string text, string url) => new() { Text = text, Url = url };

    /// <summary>A button that opens a Mini App; only in private chats, only https.</summary>
    public static InlineKeyboardButton WithWebApp(string text, WebAppInfo webApp) => new() { Text = text, WebApp = webApp };
}
