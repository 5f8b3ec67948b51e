using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace HydraX.Web.Telegram;

/// <summary>How updates reach the bot.</summary>
public enum TelegramMode
{
    /// <summary>One node at a time asks Telegram for them; needs no public address.</summary>
    Polling,

    /// <summary>Telegram posts them to any node.</summary>
    Webhook,

    /// <summary>There is no bot.</summary>
    Off,
}

/// <summary>Section <c>Telegram</c>.</summary>
public sealed class TelegramOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Telegram";

    /// <summary>The token that BotFather gave. A secret: environment or secret store, never a file.</summary>
    public string? BotToken { get; set; }

    /// <summary>Another Bot API server; empty for the public one.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>How updates arrive; empty means polling with a token, and off without.</summary>
    public TelegramMode? Mode { get; set; }

    /// <summary>What Telegram sends along with every update it posts. A secret too.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Messages a second over all chats; Telegram allows about 30 unless a bot pays for more.</summary>
    public double MessagesPerSecond { get; set; } = 25;

    /// <summary>The setting <c>PublicUrl</c>: under which address people and Telegram reach the pages.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>The mode that follows from what is set.</summary>
    public TelegramMode EffectiveMode => Mode ?? (string.IsNullOrWhiteSpace(BotToken) ? TelegramMode.Off : TelegramMode.Polling);
}

/// <summary>Names every setting of the section that cannot work, and what would.</summary>
public sealed class TelegramOptionsCheck : IValidateOptions<TelegramOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        var faults = new List<string>();
        if (options.EffectiveMode != TelegramMode.Off) CheckConnection(options, faults);
        if (options.EffectiveMode == TelegramMode.Webhook) CheckWebhook(options, faults);
        if (options.MessagesPerSecond is not (> 0 and <= 1000)) faults.Add("Telegram:MessagesPerSecond must lie between 0 and 1000, for example 25.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckConnection(TelegramOptions options, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(options.BotToken))
        {
            faults.Add($"Telegram:Mode is {options.EffectiveMode}, which needs Telegram:BotToken (as BotFather gives it), or set Telegram:Mode to Off.");
            return;
        }
        try
        {
            _ = new TelegramBotClientOptions(options.BotToken, options.BaseUrl is { Length: > 0 } url ? url : null);
        }
        catch (ArgumentException wrong)
        {
            faults.Add(wrong.ParamName == "baseUrl"
                ? "Telegram:BaseUrl must be empty or an address such as http://localhost:8081."
                : "Telegram:BotToken must look like 123456789:AA…, as BotFather gives it.");
        }
    }

    private static void CheckWebhook(TelegramOptions options, List<string> faults)
    {
        if (options.WebhookSecret is not { Length: >= 16 and <= 256 } secret || !secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            faults.Add("Telegram:WebhookSecret must have 16 to 256 of A–Z, a–z, 0–9, _ and -, for example the output of: openssl rand -hex 32.");
        var isPublic = Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || options.BaseUrl is { Length: > 0 });
        if (!isPublic) faults.Add("Telegram:Mode is Webhook, which needs PublicUrl to be an https address that Telegram can reach, for example https://hydrax.example.");
    }
}
