namespace HydraX.Core.Users.Keys;

/// <summary>A key to the API: the row of <c>api_keys</c>. Its secret is never kept, only what proves it.</summary>
public sealed class ApiKey
{
    /// <summary>Row id.</summary>
    public long ApiKeyId { get; set; }

    /// <summary>The part of the key that may be shown; it finds the row.</summary>
    public string PublicId { get; set; } = "";

    /// <summary>SHA-256 of the whole key, 64 hexadecimal digits. A plain hash will do: the secret has 256 bits.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>Whose it is: it can do what they can, within its scopes.</summary>
    public long UserId { get; set; }

    /// <summary>Who made it; null for the one of the settings.</summary>
    public long? MadeByUserId { get; set; }

    /// <summary>What it is for, in the owner's words.</summary>
    public string Name { get; set; } = "";

    /// <summary>Names of scopes, with a blank between two.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Addresses and networks that it may be used from, with a comma between two; empty is anywhere.</summary>
    public string Addresses { get; set; } = "";

    /// <summary>The key that it was made to replace, if it was.</summary>
    public long? ReplacesApiKeyId { get; set; }

    /// <summary>When it was made, by the machine's clock, as all instants here.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Refused from then on; null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Refused since then; null while it may be used.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
