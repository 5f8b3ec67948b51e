using System.Net;

namespace HydraX.Web.Telegram;

/// <summary>The smallest piece of a text in Telegram's HTML that may not be divided: a tag, an entity, or a character with its surrogate.</summary>
internal readonly record struct HtmlAtom(string Raw, int Length)
{
    private const int LongestEntity = 10;

    /// <summary>Whether it is markup, which nobody sees.</summary>
    public bool IsTag => Length == 0;

    /// <summary>Whether it ends markup.</summary>
    public bool IsClosing => IsTag && Raw.StartsWith("</", StringComparison.Ordinal);

    /// <summary>Whether it stands for a character.</summary>
    public bool IsEntity => Raw.Length > 1 && Raw[0] == '&';

    /// <summary>The tag's name.</summary>
    public string Name => Raw.Trim('<', '>', '/').Split(' ')[0];

    /// <summary>The atoms of a text, which put together again are the text.</summary>
    public static IReadOnlyList<HtmlAtom> Read(string html)
    {
        var atoms = new List<HtmlAtom>(html.Length);
        for (var at = 0; at < html.Length; at += atoms[^1].Raw.Length) atoms.Add(Next(html, at));
        return atoms;
    }

    private static HtmlAtom Next(string html, int at)
    {
        if (html[at] == '<' && html.IndexOf('>', at) is > 0 and var end) return new HtmlAtom(html[at..(end + 1)], 0);
        if (html[at] == '&' && html.IndexOf(';', at, Math.Min(LongestEntity, html.Length - at)) is > 0 and var stop)
        {
            var decoded = WebUtility.HtmlDecode(html[at..(stop + 1)]);
            if (decoded.Length <= 2) return new HtmlAtom(html[at..(stop + 1)], decoded.Length);
        }
        var length = char.IsHighSurrogate(html[at]) && at + 1 < html.Length && char.IsLowSurrogate(html[at + 1]) ? 2 : 1;
        return new HtmlAtom(html.Substring(at, length), length);
    }
}
