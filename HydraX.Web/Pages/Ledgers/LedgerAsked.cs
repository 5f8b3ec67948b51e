using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Web.Pages.Ledgers;

/// <summary>Which lines an address asks for. What cannot be read there asks for nothing.</summary>
public static class LedgerAsked
{
    /// <summary>Reads it.</summary>
    /// <param name="source">A source's code.</param>
    /// <param name="from">A UTC day, as 2026-11-29.</param>
    /// <param name="to">A UTC day.</param>
    public static LedgerFilter Read(string? source, string? from, string? to) => new(Codes<XpSource>.TryParse(source, out var one) ? one : null, Day(from), Day(to));

    /// <summary>A day as the address has it.</summary>
    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The name of the file.</summary>
    public static string File(LedgerFilter filter) =>
        $"hydrax-xp{string.Concat(new[] { filter.Source?.Code(), Text(filter.From) is { } from ? $"from-{from}" : null, Text(filter.To) is { } to ? $"to-{to}" : null }.OfType<string>().Select(part => $"-{part}"))}.csv";

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
