using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace HydraX.Core.Users.Factors;

/// <summary>Codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 seconds, as every app understands) and codes on paper. Pure.</summary>
public static class FactorRules
{
    /// <summary>Codes on paper that a member is given.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>Wrong codes after which no more are looked at for a while.</summary>
    public const int MostFailures = 5;

    /// <summary>How the app shows whom the codes are for.</summary>
    public const string Issuer = "HydraX";

    private const int SecretBytes = 20, RecoveryLetters = 24;
    private const string RecoveryAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly TimeSpan[] Rests = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    // One step to either side, for clocks that are a little off and fingers that are slow.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new secret: 160 bits as base32.</summary>
    public static string NewSecret() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What the QR code says: a <c>otpauth</c> address.</summary>
    public static string Address(string secret, string username) =>
        $"otpauth://totp/{Uri.EscapeDataString($"{Issuer}:{username}")}?secret={secret}&issuer={Uri.EscapeDataString(Issuer)}&algorithm=SHA1&digits=6&period=30";

    /// <summary>The time step of a right code; null for a wrong one. Blanks in it do not matter.</summary>
    public static long? StepOf(string secret, string? code, DateTimeOffset now)
    {
        var digits = Bare(code);
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit)) return null;
        return new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(now.UtcDateTime, digits, out var step, Window) ? step : null;
    }

    /// <summary>The code that an app shows at an instant.</summary>
    public static string CodeAt(string secret, DateTimeOffset at) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(at.UtcDateTime);

    /// <summary>How long codes rest after so many wrong ones in a row: after 5, 10 and every 5 from there on. Null while more may be tried.</summary>
    public static TimeSpan? Rest(int failures) => failures % MostFailures != 0 || failures == 0 ? null : Rests[Math.Min(failures / MostFailures, Rests.Length) - 1];

    /// <summary>A new code on paper: 24 characters in groups of four, 120 bits, none that is misread.</summary>
    public static string NewRecoveryCode() =>
        string.Join('-', RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryLetters).Chunk(4).Select(group => new string(group)));

    /// <summary>What is kept of a code on paper. Dashes, blanks and case do not matter.</summary>
    public static string HashOf(string? code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Bare(code).ToUpperInvariant())));

    /// <summary>Whether something typed is long enough to be meant as a code on paper.</summary>
    public static bool LooksLikeRecovery(string? code) => Bare(code).Length > 8;

    /// <summary>A secret in groups of four, as people type it.</summary>
    public static string Grouped(string secret) => string.Join(' ', secret.Chunk(4).Select(group => new string(group))).ToLower(CultureInfo.InvariantCulture);

    private static string Bare(string? code) => string.Concat((code ?? "").Where(char.IsLetterOrDigit));
}
