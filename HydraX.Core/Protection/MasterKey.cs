using System.Security.Cryptography;
using System.Text;

namespace HydraX.Core.Protection;

/// <summary>
/// The key that stands outside the database: 256 bits, AES-GCM. It protects nothing but the keys of the ring, so a new one touches a few rows and no
/// member's data.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Bytes of a master key.</summary>
    public const int Bytes = 32;

    private readonly byte[] key;

    private MasterKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(key, "hydrax master key"u8))[..12];
    }

    /// <summary>Twelve hexadecimal digits that tell one master key from another and nothing about either; shown and stored.</summary>
    public string Id { get; }

    /// <summary>Reads a setting: 32 bytes as base64. Null if it is anything else.</summary>
    public static MasterKey? Read(string? setting)
    {
        var key = new byte[Bytes];
        return setting?.Trim() is { Length: 44 } text && Convert.TryFromBase64String(text, key, out var length) && length == Bytes ? new(key) : null;
    }

    /// <summary>A new one, as the setting takes it.</summary>
    public static string NewSetting() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    internal byte[] Seal(byte[] ringKey, int keyId) => Sealed.Seal(key, ringKey, Context(keyId));

    /// <exception cref="CryptographicException">It was sealed by another master key, or altered.</exception>
    internal byte[] Open(byte[] sealedKey, int keyId) => Sealed.Open(key, sealedKey, Context(keyId));

    private static byte[] Context(int keyId) => Encoding.ASCII.GetBytes($"protection_keys:{keyId}");
}

/// <summary>AES-GCM as it stands in a column: 12 bytes nonce, the text, 16 bytes tag.</summary>
internal static class Sealed
{
    private const int NonceBytes = 12, TagBytes = 16;

    // A cipher is made for each value: one of them must not be used by two threads.
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, byte[] context)
    {
        using var cipher = new AesGcm(key, TagBytes);
        var whole = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = whole.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, whole.AsSpan(NonceBytes, plain.Length), whole.AsSpan(NonceBytes + plain.Length), context);
        return whole;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> whole, byte[] context)
    {
        if (whole.Length < NonceBytes + TagBytes) throw new CryptographicException("A protected value is too short to be one.");
        using var cipher = new AesGcm(key, TagBytes);
        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        cipher.Decrypt(whole[..NonceBytes], whole.Slice(NonceBytes, plain.Length), whole[^TagBytes..], plain, context);
        return plain;
    }
}
