namespace HydraX.Web.Telegram;

/// <summary>
/// What stands behind <c>/start</c> or <c>startapp=</c>: nothing, a referral code or a one-time link code. Links to the bot are made
/// here too, so that both directions agree.
/// </summary>
public abstract record StartPayload
{
    /// <summary>The longest that Telegram passes on.</summary>
    public const int Longest = 64;

    private const string ReferralMark = "ref_";
    private const string LinkMark = "link_";
    private const string MoveMark = "move_";

    /// <summary>Someone was brought by a member.</summary>
    public sealed record Referral(string Code) : StartPayload;

    /// <summary>Someone links the web account for which the code was made.</summary>
    public sealed record Link(string Code) : StartPayload;

    /// <summary>Someone moves the account for which the code was made to this Telegram account.</summary>
    public sealed record Move(string Code) : StartPayload;

    /// <summary>Nothing, or something that we never wrote.</summary>
    public sealed record None : StartPayload;

    /// <summary>Reads a payload; what we never wrote is <see cref="None"/>.</summary>
    public static StartPayload Read(string? payload) => payload switch
    {
        null or { Length: > Longest } => new None(),
        _ when !payload.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') => new None(),
        _ when payload.StartsWith(ReferralMark, StringComparison.Ordinal) && payload.Length > ReferralMark.Length => new Referral(payload[ReferralMark.Length..].ToUpperInvariant()),
        _ when payload.StartsWith(LinkMark, StringComparison.Ordinal) && payload.Length > LinkMark.Length => new Link(payload[LinkMark.Length..]),
        _ when payload.StartsWith(MoveMark, StringComparison.Ordinal) && payload.Length > MoveMark.Length => new Move(payload[MoveMark.Length..]),
        _ => new None(),
    };

    /// <summary>A link that opens the bot and brings the member's referral code along.</summary>
    public static string ReferralLink(string botName, string code) => $"https://t.me/{botName}?start={ReferralMark}{code}";

    /// <summary>A link that opens the bot and moves the account for which the one-time code was made.</summary>
    public static string MoveLink(string botName, string code) => $"https://t.me/{botName}?start={MoveMark}{code}";

    /// <summary>A link that opens the bot and links the web account for which the one-time code was made.</summary>
    public static string AccountLink(string botName, string code) => $"https://t.me/{botName}?start={LinkMark}{code}";
}
