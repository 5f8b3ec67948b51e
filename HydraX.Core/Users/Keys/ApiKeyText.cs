using System.Security.Cryptography;
using System.Text;

namespace HydraX.Core.Users.Keys;

/// <summary>
/// How a key is written: <c>hx_live_</c>, eight characters that may be shown, <c>_</c>, 43 secret ones (256 bits) and six that catch a slip of the
/// hand before the database is asked.
/// </summary>
/// <param name="Text">The whole key. A secret.</param>
/// <param name="PublicId">The part that may be shown.</param>
public sealed record ApiKeyText(string Text, string PublicId)
{
    /// <summary>What every key begins with, so that it is known for what it is where it should not be.</summary>
    public const string Prefix = "hx_live_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int PublicLength = 8, SecretLength = 43, ChecksumLength = 6;

    /// <summary>A new key.</summary>
    public static ApiKeyText New()
    {
        var id = RandomNumberGenerator.GetString(Alphabet, PublicLength);
        var open = $"{Prefix}{id}_{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";
        return new(open + Checksum(open), id);
    }

    /// <summary>Reads what somebody sent; null if it is no key.</summary>
    public static ApiKeyText? Read(string text)
    {
        if (text.Length != Prefix.Length + PublicLength + 1 + SecretLength + ChecksumLength) return null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + PublicLength] != '_') return null;
        return text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal)
            ? new(text, text.Substring(Prefix.Length, PublicLength))
            : null;
    }

    /// <summary>What is kept of a key: SHA-256 as 64 hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a key has this hash, in the same time for every wrong one.</summary>
    public static bool Matches(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(text)), Encoding.ASCII.GetBytes(hash));

    // Not a secret: six digits of a hash, for typing errors.
    private static string Checksum(string open)
    {
        var number = BitConverter.ToUInt32(SHA256.HashData(Encoding.ASCII.GetBytes(open)));
        return string.Create(ChecksumLength, number, (digits, left) =>
        {
            for (var i = digits.Length - 1; i >= 0; i--, left /= (uint)Alphabet.Length) digits[i] = Alphabet[(int)(left % (uint)Alphabet.Length)];
        });
    }

    /// <summary>The part that may be shown, so that a key never reaches a log by being printed.</summary>
    public override string ToString() => $"{Prefix}{PublicId}_…";
}
