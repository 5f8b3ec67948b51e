namespace HydraX.Web.Telegram.Login;

/// <summary>Section <c>TelegramLogin</c>: signing in at Telegram by OpenID Connect, from any browser. Without a client there is no such way in.</summary>
public sealed class TelegramLoginOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "TelegramLogin";

    /// <summary>The client that BotFather gave under Bot Settings, Web Login.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its secret: environment or secret store, never a file.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Who signs people in.</summary>
    public string Authority { get; set; } = "https://oauth.telegram.org";

    /// <summary>Whether there is this way in.</summary>
    public bool IsOpen => !string.IsNullOrWhiteSpace(ClientId);

    /// <summary>What cannot work, and what would.</summary>
    /// <param name="publicUrl">The setting <c>PublicUrl</c>.</param>
    public IEnumerable<string> Faults(string? publicUrl)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
            yield return "TelegramLogin:Authority must be an https address, for example https://oauth.telegram.org.";
        if (IsOpen == string.IsNullOrWhiteSpace(ClientSecret))
            yield return "TelegramLogin:ClientId and TelegramLogin:ClientSecret go together, as BotFather gives them under Bot Settings, Web Login; or set neither.";
        if (IsOpen && !Uri.TryCreate(publicUrl, UriKind.Absolute, out _))
            yield return "TelegramLogin:ClientId needs PublicUrl, the address that BotFather was told, for example https://hydrax.example.";
    }
}
