using System.Globalization;

namespace HydraX.Web.Telegram.Replies;

/// <summary>How figures and strangers' words are written in chats; spans and hours are <c>Spoken</c>'s.</summary>
internal static class Say
{
    /// <summary>Grouped: 1,240 XP.</summary>
    public static string Xp(long xp) => string.Create(CultureInfo.InvariantCulture, $"{xp:N0} XP");

    /// <summary>Grouped: 1,240.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Two decimals: 39.00 USD.</summary>
    public static string Usd(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"{usd:N2} USD");

    /// <summary>Day and hour, where the answer does not say from when it is seen: 24 Nov, 14:05 UTC.</summary>
    public static string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:d MMM, HH:mm} UTC");

    /// <summary>A stranger's words, made harmless.</summary>
    public static string Safe(string? text) => TelegramText.Escape(text);

    /// <summary>A share as ten blocks: ▰▰▰▱▱▱▱▱▱▱.</summary>
    public static string Bar(double share)
    {
        var full = (int)Math.Clamp(Math.Floor(share * 10), 0, 10);
        return new string('▰', full) + new string('▱', 10 - full);
    }
}
