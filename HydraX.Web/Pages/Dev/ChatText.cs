using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Dev;

/// <summary>A message as a chat draws it: Telegram's HTML, in which bare addresses may be tapped.</summary>
public static partial class ChatText
{
    /// <summary>The HTML with bare addresses made links, which open beside the chat as in Telegram.</summary>
    public static MarkupString Of(string html) => new(Address().Replace(html, """<a href="$0" target="_blank" rel="noopener">$0</a>"""));

    // Not those inside an attribute or right inside a tag, which are links already; the stop of a sentence is not part of an address.
    [GeneratedRegex("""(?<!["'>])\bhttps?://[^\s<"']*[^\s<"'.,;:!?)]""", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
