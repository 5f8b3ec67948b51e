using System.Security.Cryptography;

namespace HydraX.Core.Users;

/// <summary>A member's own code: eight characters that cannot be misread.</summary>
public static class ReferralCode
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A new one; 32⁸ of them exist, and the database holds that each is given once.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 8);
}
