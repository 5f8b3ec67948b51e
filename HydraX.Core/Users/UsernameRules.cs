using System.Text;
using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>Names: 3 to 20 of A–Z, a–z, 0–9 and _, unique without case, none that looks like the staff's.</summary>
public static class UsernameRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 3;

    /// <summary>Most characters.</summary>
    public const int Longest = 20;

    private static readonly string Brand = Lettering.Skeleton("hydrax");

    private static readonly string[] Staff = [.. new[] { "admin", "admins", "administrator", "support", "moderator", "moderators", "staff", "official", "system", "root" }.Select(Lettering.Skeleton)];

    private static readonly string[] BesideStaff = [.. new[] { "the", "real", "team", "bot", "help", "desk", "helpdesk", "mod", "chief", "head", "online", "service" }.Select(Lettering.Skeleton)];

    /// <summary>Null for a name that may be used; otherwise what is wrong with it. Problems: <c>users.username-form</c>, <c>users.username-staff</c>, <c>users.word-blocked</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="blocked">Words that no name may hold.</param>
    public static Problem? Check(string? name, BlockedWords? blocked = null)
    {
        if (CheckForm(name) is { } problem) return problem;
        if (blocked?.IsInName(name!) == true) return BlockedWords.Refusal;
        return LooksLikeStaff(name!) ? Problem.Of("users.username-staff", $"The name {name} looks like one of the staff's. Choose another.") : null;
    }

    /// <summary>As <see cref="Check"/> for the staff themselves, who may look like staff. Problem: <c>users.username-form</c>.</summary>
    public static Problem? CheckForm(string? name) => name is { Length: >= Shortest and <= Longest } && name.All(IsAllowed)
        ? null
        : Problem.Of("users.username-form", $"A username has {Shortest} to {Longest} letters A–Z, digits or underscores.");

    /// <summary>As compared: upper case, as ASP.NET Core Identity normalises it.</summary>
    public static string Normalize(string name) => name.ToUpperInvariant();

    /// <summary>
    /// A name from what Telegram tells of a person: their username where it may be used, else their name with what is not allowed left out, else
    /// <c>member</c>. Attempts after the first add digits.
    /// </summary>
    /// <param name="telegramUsername">Telegram's username, without @.</param>
    /// <param name="displayName">First and last name, anything at all.</param>
    /// <param name="suffix">Digits to add; empty for the plain name.</param>
    /// <param name="blocked">Words that no name may hold.</param>
    public static string Propose(string? telegramUsername, string? displayName, string suffix, BlockedWords? blocked = null)
    {
        if (suffix.Length == 0 && Check(telegramUsername, blocked) is null) return telegramUsername!;
        foreach (var source in new[] { telegramUsername, displayName })
        {
            var stem = Stem(source, Longest - suffix.Length - (suffix.Length > 0 ? 1 : 0));
            var name = suffix.Length == 0 ? stem : $"{stem}_{suffix}";
            if (stem.Length >= Shortest && Check(name, blocked) is null) return name;
        }
        return suffix.Length == 0 ? "member" : $"member_{suffix}";
    }

    private static string Stem(string? source, int longest)
    {
        var stem = new StringBuilder();
        foreach (var c in (source ?? "").Normalize(NormalizationForm.FormD))
        {
            if (IsAllowed(c)) stem.Append(c);
            else if (c is ' ' or '-' or '.' && stem.Length > 0 && stem[^1] != '_') stem.Append('_');
            if (stem.Length == longest) break;
        }
        return stem.ToString().Trim('_');
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // h3llo and he11o look like hello to a hasty reader; so do underscores between letters. A name is the staff's when nothing but such words and what
    // goes with them is left of it: "HydraX_team", "the_real_adm1n", "support24". "supporter" and "system_of_a_down" are not.
    private static bool LooksLikeStaff(string name)
    {
        var skeleton = Lettering.Skeleton(name);
        if (skeleton.Contains(Brand, StringComparison.Ordinal)) return true;
        // Digits may stand for letters, or for nothing.
        return IsMadeOfStaff(skeleton, hasStaff: false) || IsMadeOfStaff(Lettering.Skeleton(name.Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_')), hasStaff: false);
    }

    private static bool IsMadeOfStaff(string rest, bool hasStaff) => rest.Length == 0
        ? hasStaff
        : Staff.Any(word => rest.StartsWith(word, StringComparison.Ordinal) && IsMadeOfStaff(rest[word.Length..], hasStaff: true))
            || BesideStaff.Any(word => rest.StartsWith(word, StringComparison.Ordinal) && IsMadeOfStaff(rest[word.Length..], hasStaff));
}
