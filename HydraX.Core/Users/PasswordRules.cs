using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>
/// Passwords: length first, anything may stand in them, and what everybody tries first is refused. Pure; the figures follow OWASP ASVS 5.0, 6.2.
/// </summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 10;

    /// <summary>Most characters, so that hashing an enormous one is nobody's lever.</summary>
    public const int Longest = 256;

    // Fewer kinds of characters than this is a pattern, not a password.
    private const int FewestKinds = 5;

    /// <summary>
    /// Null for a password that may be used; otherwise what is wrong with it. Problems: <c>users.password-short</c>, <c>users.password-long</c>,
    /// <c>users.password-own</c>, <c>users.password-common</c>.
    /// </summary>
    /// <param name="password">As typed.</param>
    /// <param name="username">The member's name, which it may not be made of.</param>
    /// <param name="email">The member's address, likewise.</param>
    public static Problem? Check(string? password, string? username, string? email)
    {
        if (password is null || password.Length < Shortest) return Problem.Of("users.password-short", $"A password has at least {Shortest} characters. A few words in a row are easy to remember.");
        if (password.Length > Longest) return Problem.Of("users.password-long", $"A password has at most {Longest} characters.");
        if (IsOwn(password, username) || IsOwn(password, email) || IsOwn(password, email?.Split('@')[0]))
            return Problem.Of("users.password-own", "This password is your name or address. Choose another.");
        if (IsCommon(password)) return Problem.Of("users.password-common", "This password is among the first that anybody would try. Choose another; a few words in a row are easy to remember.");
        return null;
    }

    // A common word stays one with digits and signs around it, with 0 for o, or twice in a row.
    private static bool IsCommon(string password)
    {
        if (password.Distinct().Count() < FewestKinds || IsRow(password)) return true;
        var bare = Bare(password);
        return CommonPasswords.Has(password) || CommonPasswords.Has(bare) || (bare.Length % 2 == 0 && bare[..(bare.Length / 2)] == bare[(bare.Length / 2)..] && CommonPasswords.Has(bare[..(bare.Length / 2)]));
    }

    private static bool IsOwn(string password, string? own) => own is { Length: >= UsernameRules.Shortest } && Bare(password) == Bare(own);

    // abcdefghij, 9876543210
    private static bool IsRow(string password)
    {
        var step = password[1] - password[0];
        return Math.Abs(step) == 1 && password.Zip(password.Skip(1)).All(pair => pair.Second - pair.First == step);
    }

    internal static string Bare(string text)
    {
        var letters = text.ToLowerInvariant().Trim([.. "0123456789 !?.,-_*#@$%&+="]);
        return new([.. letters.Select(c => c switch { '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c })]);
    }
}
