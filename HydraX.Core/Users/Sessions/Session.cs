using HydraX.Core.Kernel;

namespace HydraX.Core.Users.Sessions;

/// <summary>How somebody proved who they are.</summary>
[LowerCodes]
public enum SignInMethod
{
    /// <summary>Address and password.</summary>
    Password,

    /// <summary>A passkey.</summary>
    Passkey,

    /// <summary>A link that the bot gave.</summary>
    TelegramLink,

    /// <summary>Telegram's Mini App.</summary>
    MiniApp,

    /// <summary>Telegram by OpenID Connect.</summary>
    TelegramOidc,

    /// <summary>The page that made the first admin.</summary>
    Setup,
}

/// <summary>Why a session is over.</summary>
[LowerCodes]
public enum SessionEnd
{
    /// <summary>Signed out in that browser.</summary>
    SignedOut,

    /// <summary>Ended by its member from another one.</summary>
    Member,

    /// <summary>Password, address or factors are others now.</summary>
    Credentials,

    /// <summary>The account was suspended or opened again.</summary>
    Suspension,

    /// <summary>Ended by staff.</summary>
    Staff,

    /// <summary>The member signed in elsewhere too often.</summary>
    Crowded,

    /// <summary>Not used for too long, or too old.</summary>
    Expired,

    /// <summary>The account was erased, or merged into another.</summary>
    Erased,
}

/// <summary>One browser in which a member is signed in: the row of <c>sessions</c>. All instants are of the machine's clock.</summary>
public sealed class Session
{
    /// <summary>Row id.</summary>
    public long SessionId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>SHA-256 of what the browser's cookie carries, in hex. 128 random bits need no salt and no slow hash.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>How it began.</summary>
    public SignInMethod Method { get; set; }

    /// <summary>Browser and system, in words: <c>Firefox on Windows</c>.</summary>
    public string Device { get; set; } = "";

    /// <summary>The network that it came from, coarse: <c>203.0.113.0/24</c>; null if not known.</summary>
    public string? Place { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last used, to five minutes.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>Minutes without use after which it is over.</summary>
    public int IdleMinutes { get; set; }

    /// <summary>When it is over in any case.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>When its member last proved who they are.</summary>
    public DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>When a second factor was shown in it; null if none was.</summary>
    public DateTimeOffset? SecondFactorAt { get; set; }

    /// <summary>Since when it is over; null while it holds or has merely run out.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why.</summary>
    public SessionEnd? EndReason { get; set; }
}
