using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HydraX.Core.Protection;

/// <summary>
/// The door to protected columns: what is written into them, and what stands in them. A protected value reads <c>k1.</c> and base64url; the same
/// value protected twice gives two different texts, so equal ones cannot be told. Whole values are found by a keyed hash beside them.
/// </summary>
public sealed class Protector(ProtectionRing ring)
{
    /// <summary>Protects a value for a column; nothing stays nothing.</summary>
    public string? Protect(ProtectedColumn column, string? plain) => plain is null ? null : Protect(plain, column.Context);

    /// <summary>What a column's value says; nothing stays nothing.</summary>
    /// <exception cref="CryptographicException">It was never protected, was altered, or comes from another column or database.</exception>
    public string? Reveal(ProtectedColumn column, string? text) => text is null ? null : Reveal(text, column.Context);

    /// <summary>What a lookup column holds for a value: a keyed hash by the present key.</summary>
    public string Lookup(ProtectedColumn column, string value) => Lookup(ring.Current, column, value);

    /// <summary>All that a lookup column may hold for a value while keys are being replaced, the present one first.</summary>
    public IReadOnlyList<string> Lookups(ProtectedColumn column, string value) => [.. ring.ForLookups.Select(key => Lookup(key, column, value))];

    /// <summary>All that a lookup may be under any key there ever was: for hashes that cannot be made anew because nobody has the value any more.</summary>
    public IReadOnlyList<string> EveryLookup(ProtectedColumn column, string value) => [.. ring.All.Select(key => Lookup(key, column, value))];

    /// <summary>A keyed hash of a text that must not be altered, by the present key.</summary>
    public string Seal(string context, string text) => Seal(ring.Current, context, text);

    /// <summary>The same by the first key there ever was, which every backup of this database has, and no other database.</summary>
    public string SealForGood(string context, string text) => Seal(ring.All[0], context, text);

    /// <summary>Whether a seal is that of a text, by the key that it names. Keys that are retired still tell.</summary>
    public bool IsSeal(string context, string text, string seal) =>
        KeyIdOf(seal) is { } keyId && ring.Has(keyId) is { } key && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(Seal(key, context, text).AsSpan()), MemoryMarshal.AsBytes(seal.AsSpan()));

    /// <summary>Protects bytes that stand in a column of their own. They name the key in their first four bytes.</summary>
    public byte[] Protect(ReadOnlySpan<byte> plain, string context)
    {
        var key = ring.Current;
        return [.. BitConverter.GetBytes(key.KeyId), .. Sealed.Seal(key.ValueKey, plain, Encoding.UTF8.GetBytes(context))];
    }

    /// <summary>What such bytes say.</summary>
    /// <exception cref="CryptographicException">They were never protected, were altered, or stood somewhere else.</exception>
    public byte[] Reveal(ReadOnlySpan<byte> whole, string context) => whole.Length < sizeof(int)
        ? throw new CryptographicException($"What stands in {context} was not protected by this program.")
        : Sealed.Open(ring.Find(BitConverter.ToInt32(whole)).ValueKey, whole[sizeof(int)..], Encoding.UTF8.GetBytes(context));

    internal string Protect(string plain, string context)
    {
        var key = ring.Current;
        return key.Prefix + Base64Url.EncodeToString(Sealed.Seal(key.ValueKey, Encoding.UTF8.GetBytes(plain), Encoding.UTF8.GetBytes(context)));
    }

    internal string Reveal(string text, string context)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (KeyIdOf(text) is not { } keyId || !Base64Url.IsValid(text.AsSpan(dot + 1)))
            throw new CryptographicException($"What stands in {context} was not protected by this program.");
        return Encoding.UTF8.GetString(Sealed.Open(ring.Find(keyId).ValueKey, Base64Url.DecodeFromChars(text.AsSpan(dot + 1)), Encoding.UTF8.GetBytes(context)));
    }

    private static int? KeyIdOf(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot >= 2 && text[0] == 'k' && int.TryParse(text.AsSpan(1, dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var keyId) ? keyId : null;
    }

    private static string Seal(RingKey key, string context, string text) =>
        key.Prefix + Base64Url.EncodeToString(HMACSHA256.HashData(key.SealKey, Encoding.UTF8.GetBytes($"{context}\n{text}")));

    private static string Lookup(RingKey key, ProtectedColumn column, string value) =>
        key.Prefix + Base64Url.EncodeToString(HMACSHA256.HashData(key.LookupKey, Encoding.UTF8.GetBytes($"{column.Context}\n{column.AsCompared?.Invoke(value) ?? value}")));
}
