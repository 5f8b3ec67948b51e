using System.Globalization;

namespace HydraX.Benchmarks.Bot;

/// <summary>Updates as Telegram writes them.</summary>
internal static class UpdateText
{
    /// <summary>A private message of a person, whose chat has the same number.</summary>
    public static string Message(int update, long person, string text) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"update_id":{{{update}}},"message":{"message_id":{{{update}}},"from":{"id":{{{person}}},"is_bot":false,"first_name":"Person","username":"person{{{person}}}","language_code":"en"},"chat":{"id":{{{person}}},"first_name":"Person","username":"person{{{person}}}","type":"private"},"date":{{{DateTimeOffset.UnixEpoch.AddDays(20_000).ToUnixTimeSeconds()}}},"text":"{{{text}}}","entities":[{"offset":0,"length":{{{text.Length}}},"type":"bot_command"}]}}""");
}
