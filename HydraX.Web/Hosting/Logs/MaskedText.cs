using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace HydraX.Web.Hosting.Logs;

/// <summary>
/// The last look at a line of the log before it is written: what has the form of a bot token or an API key is blotted out, wherever it came from,
/// an exception's text included. The first defence is not to log it; this is the second.
/// </summary>
public sealed partial class MaskedText(ITextFormatter inner) : ITextFormatter
{
    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(output.FormatProvider);
        inner.Format(logEvent, line);
        output.Write(Mask(line.ToString()));
    }

    /// <summary>A text without secrets of known form. What may be shown of an API key stays.</summary>
    public static string Mask(string text) => ApiKey().Replace(BotToken().Replace(text, "$1:***"), "$1_***");

    // 123456789:AA… as BotFather gives it, also within the address of a call.
    [GeneratedRegex(@"(\d{6,12})(?::|%3A)[A-Za-z0-9_-]{30,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BotToken();

    [GeneratedRegex(@"(hx_live_[A-Za-z0-9]{8})_[A-Za-z0-9]{10,}", RegexOptions.CultureInvariant)]
    private static partial Regex ApiKey();
}
