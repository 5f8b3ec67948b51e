namespace HydraX.Core.Users.Factors;

/// <summary>A member's authenticator app: the row of <c>authenticators</c>. All instants are of the machine's clock.</summary>
public sealed class Authenticator
{
    /// <summary>Whose; a member has one at most.</summary>
    public long UserId { get; set; }

    /// <summary>The secret that app and server share, 160 bits as base32, protected.</summary>
    public string ProtectedSecret { get; set; } = "";

    /// <summary>When it was offered.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when it counts: a code of it was shown once. Null while it is only offered.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The time step of the last code that was used; no code is used twice, and none older than that.</summary>
    public long LastStep { get; set; }

    /// <summary>Wrong codes since the last right one.</summary>
    public int Failures { get; set; }

    /// <summary>No code is looked at until then.</summary>
    public DateTimeOffset? RestsUntil { get; set; }
}

/// <summary>One code on paper, for the day the app is lost: the row of <c>recovery_codes</c>.</summary>
public sealed class RecoveryCode
{
    /// <summary>Row id.</summary>
    public long RecoveryCodeId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>SHA-256 of the code, in hex. It has 120 random bits, so a plain hash will do (OWASP ASVS 5.0, 6.5.2 asks for 112).</summary>
    public string CodeHash { get; set; } = "";

    /// <summary>When it was made, by the machine's clock.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was used; a code is used once.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
