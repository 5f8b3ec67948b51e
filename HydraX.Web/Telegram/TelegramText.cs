using System.Net;
using System.Text;

namespace HydraX.Web.Telegram;

/// <summary>Telegram's small HTML: what a stranger's words need before they may stand in it, how long it looks, and how it is divided.</summary>
public static class TelegramText
{
    /// <summary>The most characters (UTF-16 units, markup not counted) that one message may show.</summary>
    public const int Longest = 4096;

    /// <summary>
    /// A stranger's text made harmless: markup is shown instead of obeyed, and characters that reorder or hide the text around
    /// them (controls, bidirectional overrides) are left out.
    /// </summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsDisruptive(c)) continue;
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                _ => safe.Append(c),
            };
        }
        return safe.ToString();
    }

    /// <summary>The text without its markup: what a person reads, and what is sent when Telegram cannot read the markup.</summary>
    public static string Plain(string html)
    {
        var plain = new StringBuilder(html.Length);
        foreach (var atom in HtmlAtom.Read(html))
            if (!atom.IsTag) plain.Append(atom.IsEntity ? WebUtility.HtmlDecode(atom.Raw) : atom.Raw);
        return plain.ToString();
    }

    /// <summary>How many characters a person sees, as Telegram counts them: UTF-16 units, tags not counted, an entity as what it stands for.</summary>
    public static int VisibleLength(string html) => HtmlAtom.Read(html).Sum(atom => atom.Length);

    /// <summary>
    /// Divides a text into messages of at most <paramref name="longest"/> visible characters: between paragraphs where the part is at
    /// least half full then, else between lines, else between words, else between characters, but never inside a tag, an entity
    /// or a surrogate pair. Tags that are open at a division are closed before it and opened again after it.
    /// </summary>
    public static IReadOnlyList<string> Split(string html, int longest = Longest)
    {
        var atoms = HtmlAtom.Read(html);
        var parts = new List<string>();
        var open = new List<HtmlAtom>();
        for (var start = 0; start < atoms.Count;)
        {
            var end = Division(atoms, start, longest);
            var part = Part(atoms, start, end, open);
            if (!string.IsNullOrWhiteSpace(Plain(part))) parts.Add(part);
            start = end;
        }
        return parts.Count == 0 ? [html] : parts;
    }

    // Where the part that begins at `start` ends, exclusive.
    private static int Division(IReadOnlyList<HtmlAtom> atoms, int start, int longest)
    {
        var (length, paragraph, line, word) = (0, 0, 0, 0);
        var at = start;
        for (; at < atoms.Count && length + atoms[at].Length <= longest; at++)
        {
            length += atoms[at].Length;
            if (atoms[at].Raw == "\n")
            {
                line = at + 1;
                if (length >= longest / 2 && at > start && atoms[at - 1].Raw == "\n") paragraph = at + 1;
            }
            else if (atoms[at].Raw == " ") word = at + 1;
        }
        if (at == atoms.Count) return at;
        var end = paragraph > 0 ? paragraph : line > 0 ? line : word > 0 ? word : Math.Max(at, start + 1);
        while (end < atoms.Count && atoms[end].IsClosing) end++;
        return end;
    }

    private static string Part(IReadOnlyList<HtmlAtom> atoms, int start, int end, List<HtmlAtom> open)
    {
        var part = new StringBuilder();
        open.ForEach(tag => part.Append(tag.Raw));
        for (var i = start; i < end; i++)
        {
            part.Append(atoms[i].Raw);
            if (atoms[i].IsClosing)
            {
                if (open.Count > 0) open.RemoveAt(open.Count - 1);
            }
            else if (atoms[i].IsTag) open.Add(atoms[i]);
        }
        // The blank lines at which the text was divided are shown in neither part.
        while (part.Length > 0 && part[^1] is '\n' or ' ') part.Length--;
        for (var i = open.Count - 1; i >= 0; i--) part.Append("</").Append(open[i].Name).Append('>');
        return part.ToString();
    }

    private static bool IsDisruptive(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
