namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>Rows of buttons under a message.</summary>
public sealed class InlineKeyboardMarkup(IEnumerable<IEnumerable<InlineKeyboardButton>> inlineKeyboard)
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
