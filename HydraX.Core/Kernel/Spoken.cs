using System.Globalization;

namespace HydraX.Core.Kernel;

/// <summary>Numbers, times and spans as sentences say them, always with UTC: "at 14:05 UTC, in 38 minutes".</summary>
public static class Spoken
{
    /// <summary>When something happens, seen from now: the hour today, the date as well on another day, and how long it is until then.</summary>
    public static string At(DateTimeOffset at, DateTimeOffset now)
    {
        var day = UtcDay.Of(at) == UtcDay.Of(now) ? "at" : string.Create(CultureInfo.InvariantCulture, $"on {at.UtcDateTime:d MMMM} at");
        return string.Create(CultureInfo.InvariantCulture, $"{day} {at.UtcDateTime:HH:mm} UTC, in {Span(at - now)}");
    }

    /// <summary>A span in its two largest units, rounded up to the minute: "38 minutes", "2 hours 5 minutes", "3 days".</summary>
    public static string Span(TimeSpan span)
    {
        var minutes = Math.Max(1, (long)Math.Ceiling(span.TotalMinutes));
        var (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        if (days > 0) return Join(Count(days, "day"), Count(hours, "hour"));
        return hours > 0 ? Join(Count(hours, "hour"), Count(rest, "minute")) : Count(rest, "minute");
    }

    /// <summary>So many of something: "1 member", "0 members", "2 passes".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for any other number; null is the first with an s.</param>
    public static string Number(long count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";

    private static string Count(long count, string unit) => count == 0 ? "" : Number(count, unit);

    private static string Join(string first, string second) => second.Length == 0 ? first : $"{first} {second}";
}
