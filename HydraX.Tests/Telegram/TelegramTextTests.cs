using System.Text;
using HydraX.Tests.Support.BotApi;
using HydraX.Web.Telegram;

namespace HydraX.Tests.Telegram;

public sealed class TelegramTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Tom & \"Jerry\" <b>", "Tom &amp; &quot;Jerry&quot; &lt;b&gt;")]
    [InlineData("a\u0000b\u202Ec\u2066d\ne", "abcd\ne")]
    [InlineData("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦")]
    public void What_a_stranger_wrote_is_shown_and_never_obeyed(string? written, string safe) => Assert.Equal(safe, TelegramText.Escape(written));

    [Theory]
    [InlineData("<b>Bold</b> &amp; <a href=\"https://x.y/?a=1&amp;b=2\">link</a>", "Bold & link")]
    [InlineData("&#128512; &#x1F600; &lt;3", "😀 😀 <3")]
    [InlineData("a < b & c", "a < b & c")]
    [InlineData("", "")]
    public void Plain_text_is_what_a_person_reads(string html, string plain)
    {
        Assert.Equal(plain, TelegramText.Plain(html));
        Assert.Equal(plain.Length, TelegramText.VisibleLength(html));
    }

    [Fact]
    public void A_text_that_fits_stays_whole()
    {
        var text = $"<b>{new string('x', 4096)}</b>";
        Assert.Equal([text], TelegramText.Split(text));
    }

    [Fact]
    public void A_long_text_is_divided_between_paragraphs()
    {
        var paragraph = new string('a', 1500);
        Assert.Equal([$"{paragraph}\n\n{paragraph}", paragraph], TelegramText.Split($"{paragraph}\n\n{paragraph}\n\n{paragraph}"));
    }

    [Fact]
    public void A_paragraph_that_would_leave_the_message_half_empty_gives_way_to_a_line()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 500).Select(i => $"line {i:000}"));
        var parts = TelegramText.Split("Title\n\n" + lines);

        Assert.Equal(2, parts.Count);
        Assert.StartsWith("Title\n\nline 000", parts[0], StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Matches("line [0-9]{3}$", part));
        Assert.Matches("^line [0-9]{3}", parts[1]);
    }

    [Fact]
    public void Tags_are_closed_before_a_division_and_opened_again_after_it()
    {
        var parts = TelegramText.Split("<b>one <i>two three</i> four</b>", 9);
        Assert.Equal(["<b>one <i>two</i></b>", "<b><i>three</i></b>", "<b>four</b>"], parts);
    }

    [Fact]
    public void Neither_a_pair_of_surrogates_nor_an_entity_is_divided()
    {
        Assert.Equal(["x😀", "😀😀"], TelegramText.Split("x😀😀😀", 4));
        Assert.Equal(["&amp;&lt;", "&gt;"], TelegramText.Split("&amp;&lt;&gt;", 2));
    }

    [Fact]
    public void Whatever_is_divided_stays_readable_markup_in_parts_that_fit_and_loses_nothing()
    {
        var random = new Random(20_261_119);
        string[] pieces = ["<b>", "</b>", "<i>", "</i>", "<a href=\"https://example.org/?q=1&amp;r=2\">", "</a>", "&amp;", "&lt;", "&#128512;", "😀", "word ", "\n", "\n\n", "longerwordwithoutspaces"];
        for (var round = 0; round < 500; round++)
        {
            var html = Nested(random, pieces);
            var parts = TelegramText.Split(html, 40);

            Assert.All(parts, part => Assert.InRange(TelegramHtml.Visible(part).Length, 0, 40));
            Assert.Equal(WithoutSpace(TelegramHtml.Visible(html)), WithoutSpace(string.Concat(parts.Select(TelegramHtml.Visible))));
        }
    }

    private static string Nested(Random random, string[] pieces)
    {
        var html = new StringBuilder();
        var open = new Stack<string>();
        for (var i = 0; i < 60; i++)
        {
            var piece = pieces[random.Next(pieces.Length)];
            if (piece.StartsWith("</", StringComparison.Ordinal))
            {
                if (open.Count > 0) html.Append(open.Pop());
            }
            else
            {
                if (piece[0] == '<') open.Push($"</{piece[1]}>");
                html.Append(piece);
            }
        }
        while (open.Count > 0) html.Append(open.Pop());
        return html.ToString();
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
