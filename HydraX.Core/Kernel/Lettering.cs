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
        "0 o 1 l 2 z 3 e 4 a 5 s 6 b 7 t 8 b 9 g | l ! l i l ı l $ s @ a € e £ l ¢ c + t ø o đ d ł l ħ h ß b ə e ɑ a ɡ g օ o ո n ս u " +
        "à a á a â a ã a ä a å a ā a ă a ą a ç c ć c ĉ c ċ c č c ď d è e é e ê e ë e ē e ĕ e ė e ę e ě e ĝ g ğ g ġ g ģ g ĥ h ì l í l î l ï l ĩ l ī l ĭ l į l ĵ j ķ k " +
        "ĺ l ļ l ľ l ñ n ń n ņ n ň n ò o ó o ô o õ o ö o ō o ŏ o ő o ŕ r ŗ r ř r ś s ŝ s ş s š s ș s ţ t ť t ț t ù u ú u û u ü u ũ u ū u ŭ u ů u ű u ų u ŵ w ý y ÿ y ŷ y ź z ż z ž z " +
        "ά a έ e ή n ί l ό o ύ u ώ w ϊ l ϋ u ℓ l ℊ g ℯ e ℴ o ℋ h ℌ h ℍ h ℐ l ℑ l ℒ l ℕ n ℙ p ℚ q ℛ r ℜ r ℝ r ℤ z ℨ z ℬ b ℭ c ℂ c ℰ e ℱ f ℳ m");

    // Alphabets that Unicode has again and again in other shapes: where each begins, how many letters it has, which letter is the first.
    private static readonly (int First, int Letters, char As)[] Shapes =
    [
        (0xFF01, 94, '!'), // full width
        (0x24B6, 26, 'a'), (0x24D0, 26, 'a'), (0x249C, 26, 'a'), // in circles and brackets
        (0x1F110, 26, 'a'), (0x1F130, 26, 'a'), (0x1F150, 26, 'a'), (0x1F170, 26, 'a'), (0x1F1E6, 26, 'a'), // in squares, and those of flags
        .. Enumerable.Range(0, 26).Select(i => (0x1D400 + 26 * i, 26, 'a')), // of mathematics: thirteen alphabets, capital and small
        .. Enumerable.Range(0, 5).Select(i => (0x1D7CE + 10 * i, 10, '0')),
    ];

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
        // By hand: without the system's tables of languages .NET leaves a text as it is when it is asked for another form.
        foreach (var rune in Plain(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            var plain = Rune.ToLowerInvariant(Unshaped(rune));
            if (plain.IsBmp && Looks.TryGetValue((char)plain.Value, out var seen)) skeleton.Append(seen);
            else if (Rune.IsLetter(plain)) skeleton.Append(plain.ToString());
        }
        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        // Letters and blanks that are drawn as nothing.
        && rune.Value is not (0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0);

    private static Rune Unshaped(Rune rune)
    {
        if (rune.IsAscii) return rune;
        foreach (var (first, letters, letter) in Shapes)
            if (rune.Value >= first && rune.Value < first + letters) return new(letter + rune.Value - first);
        return rune;
    }

    private static Dictionary<char, char> Pairs(string pairs)
    {
        var letters = pairs.Split(' ');
        return Enumerable.Range(0, letters.Length / 2).ToDictionary(i => letters[2 * i][0], i => letters[2 * i + 1][0]);
    }
}
