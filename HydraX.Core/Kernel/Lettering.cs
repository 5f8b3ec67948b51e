using System.Globalization;
using System.Text;

namespace HydraX.Core.Kernel;

/// <summary>What people write, without what only machines see, and as a hasty reader sees it.</summary>
public static class Lettering
{
    // Letters of other scripts, digits and signs that look like a Latin letter, each with that letter. Taken after everything is lower case and
    // without accents. From Unicode's table of confusables those that somebody would really use to look like somebody else.
    private static readonly Dictionary<char, char> Looks = Pairs(
        "а a б b в b г r д d е e ё e з e и u к k л l м m н h о o п n р p с c т t у y х x ь b я r і l ї l ј j ѕ s ԁ d ԛ q ԝ w һ h ӏ l ѵ v " +
        "α a β b γ y δ d ε e ζ z η n θ o ι l κ k λ a μ u ν v ξ e ο o π n ρ p σ o ς c τ t υ u φ o χ x ω w " +
        "0 o 1 l 2 z 3 e 4 a 5 s 6 b 7 t 8 b 9 g | l ! l i l ı l $ s @ a € e £ l ¢ c + t ø o đ d ł l ħ h ß b ə e ɑ a ɡ g օ o ո n ս u");

    /// <summary>
    /// A text without what cannot be seen: control characters, zero-width ones, and those that turn the direction of writing round, by which a text would
    /// read otherwise than it stands. Blanks at both ends go too.
    /// </summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="keepsLines">Whether ends of lines stay.</param>
    public static string Plain(string? text, bool keepsLines = false)
    {
        var plain = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n' && keepsLines) plain.Append('\n');
            else if (IsSeen(rune)) plain.Append(rune.ToString());
        }
        return plain.ToString().Trim();
    }

    /// <summary>Whether everything in a text of one line can be seen.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(IsSeen);

    /// <summary>
    /// A text as a hasty reader sees it, for comparing: lower case, letters of other scripts, digits and signs as the Latin letters they look like, without
    /// accents and without anything that is no letter. <c>Аdm1n</c> with a Cyrillic А and <c>a_d.m!n</c> have the skeleton of <c>admin</c>.
    /// </summary>
    public static string Skeleton(string? text)
    {
        var skeleton = new StringBuilder();
        // Compatibility forms are full-width and mathematical letters, ligatures, circled ones.
        foreach (var c in Plain(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            var seen = Looks.GetValueOrDefault(c, c);
            if (char.IsLetter(seen)) skeleton.Append(seen);
        }
        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        // Letters and blanks that are drawn as nothing.
        && rune.Value is not (0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0);

    private static Dictionary<char, char> Pairs(string pairs)
    {
        var letters = pairs.Split(' ');
        return Enumerable.Range(0, letters.Length / 2).ToDictionary(i => letters[2 * i][0], i => letters[2 * i + 1][0]);
    }
}
