using System.Globalization;

namespace Telegram.Bot;

/// <summary>Token and address of a bot. Nothing prints these: the address of every request contains the token.</summary>
public sealed class TelegramBotClientOptions
{
    private const string PublicApi = "https://api.telegram.org";

    /// <param name="token"><c>digits:secret</c>, as BotFather gives it.</param>
    /// <param name="baseUrl">Scheme and authority of a local Bot API server; its path and query are ignored. Null is the public API.</param>
    /// <exception cref="ArgumentException">Token or address has not that form. The message never contains the token.</exception>
    public TelegramBotClientOptions(string token, string? baseUrl = null)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > 16 || token.Length > 80 || token[0] == '0' || token.Contains('/', StringComparison.Ordinal)
            || !long.TryParse(token.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var botId))
            throw new ArgumentException("The bot token must look like 123456789:AA…, as BotFather gives it.", nameof(token));

        Token = token;
        BotId = botId;
        BaseUrl = baseUrl;
        BaseRequestUrl = $"{(baseUrl is null ? PublicApi : Authority(baseUrl))}/bot{token}";
    }

    /// <summary>The secret itself.</summary>
    public string Token { get; }

    /// <summary>The address that was asked for; null is the public API.</summary>
    public string? BaseUrl { get; }

    /// <summary>The digits before the colon.</summary>
    public long BotId { get; }

    /// <summary>What every method's name is appended to. Contains the token.</summary>
    public string BaseRequestUrl { get; }

    private static string Authority(string baseUrl) =>
        Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new ArgumentException("The Bot API's address must look like http://localhost:8081.", nameof(baseUrl));
}
