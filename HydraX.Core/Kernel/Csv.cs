namespace HydraX.Core.Kernel;

/// <summary>Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.</summary>
public static class Csv
{
    /// <summary>One line, without its end.</summary>
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field));

    // A field that a spreadsheet would take for a formula gets an apostrophe: reasons and names are what people typed. A plain number is no formula.
    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(text)) text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsNumber(string text) => text.Length > 1 && text[0] == '-' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
