namespace HydraX.Core.Protection;

/// <summary>A key of the ring: the row of <c>protection_keys</c>. Rows stay for ever, so that what an old backup holds can still be read.</summary>
public sealed class ProtectionKey
{
    /// <summary>Row id, counted from 1. What a key has protected begins with it: <c>k1.</c></summary>
    public int KeyId { get; set; }

    /// <summary>The key itself, 256 bits, sealed by the master key.</summary>
    public byte[] SealedKey { get; set; } = [];

    /// <summary>Which master key sealed it.</summary>
    public string MasterKeyId { get; set; } = "";

    /// <summary>When it was made, by the machine's clock, as all instants here.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From when it protects what is written: a moment after it was made, so that every node knows it by then.</summary>
    public DateTimeOffset ActiveFrom { get; set; }

    /// <summary>Since when nothing in the database needs it any more; null while something may.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}
