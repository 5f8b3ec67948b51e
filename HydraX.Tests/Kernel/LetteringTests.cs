using HydraX.Core.Kernel;

namespace HydraX.Tests.Kernel;

public sealed class LetteringTests
{
    [Theory]
    [InlineData("heron", "heron")]
    [InlineData("  heron ", "heron")]
    [InlineData("he\u200Bron", "heron")] // zero width space
    [InlineData("\u202Enoreh\u202C", "noreh")] // turned round
    [InlineData("he\u2066ro\u2069n", "heron")] // isolates
    [InlineData("a\u0000b\u001b[31mc\u007f", "ab[31mc")]
    [InlineData("\uFEFFheron\u2800\u3164", "heron")] // a mark of byte order, and letters that are drawn as nothing
    [InlineData("one\u2028two\u0085three\r\nfour", "onetwothreefour")]
    [InlineData("a\uE000b", "ab")] // a private character
    [InlineData("Æsir łódź 日本 😀", "Æsir łódź 日本 😀")]
    [InlineData(null, "")]
    public void What_cannot_be_seen_is_taken_out(string? typed, string plain) => Assert.Equal(plain, Lettering.Plain(typed));

    [Fact]
    public void Half_a_character_is_taken_out() => Assert.Equal("ab", Lettering.Plain("a\ud83d" + "b"));

    [Fact]
    public void Lines_stay_where_they_may() => Assert.Equal("one\n\ntwo", Lettering.Plain("one\r\n\u200B\ntwo\n", keepsLines: true));

    [Theory]
    [InlineData("My bot", true)]
    [InlineData("Mein Schlüssel 🔑", true)]
    [InlineData("My\u200Bbot", false)]
    [InlineData("My\nbot", false)]
    [InlineData("\u202Etob yM", false)]
    public void A_line_is_plain_when_all_of_it_can_be_seen(string text, bool isPlain) => Assert.Equal(isPlain, Lettering.IsPlain(text));

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("Adm1n", "admin")]
    [InlineData("A_d.m!n", "admin")]
    [InlineData("\u0410dm\u0456n", "admin")] // Cyrillic А and і
    [InlineData("\u0391dmin", "admin")] // Greek Α
    [InlineData("ａｄｍｉｎ", "admin")] // full width
    [InlineData("𝓪𝓭𝓶𝓲𝓷", "admin")] // mathematical
    [InlineData("ádmíñ", "admin")]
    [InlineData("a\u0301dmin\u0303", "admin")] // accents that stand for themselves
    [InlineData("ⓐⓓⓜⓘⓝ", "admin")]
    [InlineData("🄰🄳🄼🄸🄽", "admin")]
    [InlineData("𝔸𝕕𝕞𝟙𝕟", "admin")]
    [InlineData("ad\u200Bmin", "admin")]
    [InlineData("adrnin", "admin")]
    [InlineData("supp0rt", "support")]
    [InlineData("$upp0rt", "support")]
    [InlineData("5upport", "support")]
    [InlineData("mød3r4t0r", "moderator")]
    public void Look_alikes_have_one_skeleton(string written, string meant) => Assert.Equal(Lettering.Skeleton(meant), Lettering.Skeleton(written));

    [Theory]
    [InlineData("heron", "kestrel")]
    [InlineData("admin", "admins")]
    public void Different_words_have_different_skeletons(string one, string other) => Assert.NotEqual(Lettering.Skeleton(one), Lettering.Skeleton(other));
}
