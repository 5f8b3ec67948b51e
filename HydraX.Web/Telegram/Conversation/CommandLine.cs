namespace HydraX.Web.Telegram.Conversation;

/// <summary>Reads <c>/name arguments</c>.</summary>
public static class CommandLine
{
    /// <summary>The command's name without slash and what stands behind it; null for words that are no command.</summary>
    public static (string Name, string Arguments)? Read(string line)
    {
        var text = line.Trim();
        if (text.Length < 2 || text[0] != '/') return null;
        var end = text.AsSpan().IndexOfAny(' ', '\n', '\t') is >= 0 and var space ? space : text.Length;
        return end < 2 ? null : (text[1..end], text[end..].Trim());
    }
}
