using System.Globalization;
using System.Net;
using System.Text;

namespace HydraX.Tests.Support.BotApi;

/// <summary>Reads Telegram's small HTML as strictly as Telegram does: known tags only, properly nested, all closed.</summary>
internal static class TelegramHtml
{
    private static readonly HashSet<string> Known =
        ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "span", "a", "code", "pre", "blockquote", "tg-emoji"];

    /// <summary>The text that a person sees.</summary>
    /// <exception cref="FormatException">The markup is broken; the message is Telegram's.</exception>
    public static string Visible(string html)
    {
        var text = new StringBuilder();
        var open = new Stack<string>();
        for (var at = 0; at < html.Length;)
        {
            if (html[at] == '<') at = Tag(html, at, open);
            else if (html[at] == '&') at = Entity(html, at, text);
            else text.Append(html[at++]);
        }
        return open.Count == 0 ? text.ToString() : throw new FormatException($"Can't find end tag corresponding to start tag \"{open.Peek()}\"");
    }

    private static int Tag(string html, int at, Stack<string> open)
    {
        var end = html.IndexOf('>', at);
        if (end < 0) throw new FormatException("Unclosed start tag");
        var inside = html[(at + 1)..end];
        if (inside.StartsWith('/'))
        {
            if (open.Count == 0 || open.Pop() != inside[1..].Trim().ToLowerInvariant())
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Unmatched end tag at byte offset {at}"));
        }
        else
        {
            var name = inside.Split(' ')[0].ToLowerInvariant();
            if (!Known.Contains(name)) throw new FormatException($"Unsupported start tag \"{name}\" at byte offset {at}");
            open.Push(name);
        }
        return end + 1;
    }

    private static int Entity(string html, int at, StringBuilder text)
    {
        var end = html.IndexOf(';', at);
        var entity = end < 0 ? "" : html[at..(end + 1)];
        if (entity is "&lt;" or "&gt;" or "&amp;" or "&quot;" || entity.StartsWith("&#", StringComparison.Ordinal))
        {
            text.Append(WebUtility.HtmlDecode(entity));
            return end + 1;
        }
        text.Append('&');
        return at + 1;
    }
}
