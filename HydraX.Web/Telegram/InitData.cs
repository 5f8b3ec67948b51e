using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HydraX.Core.Kernel;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace HydraX.Web.Telegram;

/// <summary>What a Mini App hands over about the person who opened it, after the check that Telegram signed it.</summary>
/// <param name="Person">Who opened it.</param>
/// <param name="SignedAt">When Telegram signed it.</param>
/// <param name="StartParameter">What stood behind <c>startapp=</c>, or null.</param>
public sealed record MiniAppVisit(TelegramIdentity Person, DateTimeOffset SignedAt, string? StartParameter);

/// <summary>
/// The check of Mini App initData, as Telegram documents it: HMAC-SHA256 over the sorted fields under a key made from the bot's
/// token. Pure; the vectors in its tests were signed by independent libraries.
/// </summary>
public static class InitData
{
    /// <summary>How old initData may be to sign somebody in.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromHours(1);

    /// <summary>How far Telegram's clock may be ahead of ours: a machine whose clock is five minutes slow still lets people in.</summary>
    public static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    // The longest that a Mini App receives is about 1.5 KB; more is somebody's experiment.
    private const int LongestText = 8 * 1024;

    /// <summary>Checks raw initData. Ages are judged by the machine's clock.</summary>
    /// <returns>
    /// The visit, or <c>telegram.init-data-malformed</c> (no fields, a field twice, no hash, no person), <c>telegram.init-data-forged</c> or
    /// <c>telegram.init-data-stale</c> (too old, or from the future).
    /// </returns>
    public static Outcome<MiniAppVisit> Verify(string raw, string botToken, DateTimeOffset now, TimeSpan? longestAge = null)
    {
        if (Fields(raw) is not { } fields || !fields.Remove("hash", out var given)) return Malformed;
        if (!IsSigned(fields, given, botToken)) return Problem.Of("telegram.init-data-forged", "Telegram did not sign this. Open the app from the bot again.");
        if (SignedAt(fields) is not { } signedAt || Person(fields) is not { } person) return Malformed;
        if (signedAt > now + LargestSkew) return Problem.Of("telegram.init-data-stale", "The clock of this server is far behind Telegram's. Tell whoever runs it.");
        if (signedAt < now - (longestAge ?? LongestAge))
            return Problem.Of("telegram.init-data-stale", "This sign-in is too old. Close the app and open it from the bot again.");
        return new MiniAppVisit(person, signedAt, fields.GetValueOrDefault("start_param"));
    }

    private static Problem Malformed => Problem.Of("telegram.init-data-malformed", "This is not what Telegram hands to a Mini App. Open the app from the bot.");

    // Ordinal, as Telegram sorts; a field that comes twice makes it unclear what was signed.
    private static SortedDictionary<string, string>? Fields(string raw)
    {
        if (raw.Length is 0 or > LongestText) return null;
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in raw.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !fields.TryAdd(Decoded(pair[..equals]), Decoded(pair[(equals + 1)..]))) return null;
        }
        return fields;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static bool IsSigned(SortedDictionary<string, string> fields, string hash, string botToken)
    {
        var text = string.Join('\n', fields.Select(field => $"{field.Key}={field.Value}"));
        var key = HMACSHA256.HashData("WebAppData"u8, Encoding.UTF8.GetBytes(botToken));
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(hash, claimed, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == claimed.Length
            && CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    private static DateTimeOffset? SignedAt(SortedDictionary<string, string> fields) =>
        long.TryParse(fields.GetValueOrDefault("auth_date"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static TelegramIdentity? Person(SortedDictionary<string, string> fields)
    {
        try
        {
            var user = JsonSerializer.Deserialize<User>(fields.GetValueOrDefault("user") ?? "null", JsonBotAPI.Options);
            return user is { Id: > 0, IsBot: false } ? new TelegramIdentity(user.Id, user.FirstName, user.LastName, user.Username, user.LanguageCode) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
