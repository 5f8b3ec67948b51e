using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace HydraX.Web.Hosting.Logs;

/// <summary>
/// The last look at a line of the log before it is written: what has the form of a bot token, an API key, a one-time link, an e-mail address or a card number
/// is blotted out, wherever it came from, an exception's text included. The first defence is not to log it; this is the second.
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
    public static string Mask(string text)
    {
        text = ApiKey().Replace(BotToken().Replace(text, "$1:***"), "$1_***");
        text = Email().Replace(OneTimeLink().Replace(text, "$1***"), "***@$1");
        return CardLike().Replace(text, digits => IsCard(digits.Value) ? "***" : digits.Value);
    }

    // The last digit of a card number makes the others add up (Luhn); other long numbers do so one time in ten.
    private static bool IsCard(string text)
    {
        var (sum, place) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var digit = text[i] - '0';
            if (place++ % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    // 123456789:AA… as BotFather gives it, also within the address of a call.
    [GeneratedRegex(@"(\d{6,12})(?::|%3A)[A-Za-z0-9_-]{30,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BotToken();

    [GeneratedRegex(@"([?&](?:token|code)=|/start (?:link|move)_)[A-Za-z0-9_%.-]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex OneTimeLink();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // 13 to 19 digits as they stand on cards, in groups of four or in one; not part of a longer number, a time or a hash.
    [GeneratedRegex(@"(?<![\w.:-])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2}[ -]\d{1,7})(?![\w:-]|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex CardLike();

    [GeneratedRegex(@"(hx_live_[A-Za-z0-9]{8})_[A-Za-z0-9]{10,}", RegexOptions.CultureInvariant)]
    private static partial Regex ApiKey();
}
