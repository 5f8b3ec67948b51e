namespace HydraX.Core.Kernel;

/// <summary>A day in UTC, from its midnight to the next, the end exclusive. "Day" means this everywhere but in streaks.</summary>
/// <param name="Date">The calendar date.</param>
public readonly record struct UtcDay(DateOnly Date) : IComparable<UtcDay>
{
    /// <summary>The day's first instant, its midnight.</summary>
    public DateTimeOffset Start => new(Date, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The next midnight, the first instant that is no longer this day.</summary>
    public DateTimeOffset End => Next.Start;

    /// <summary>The day after.</summary>
    public UtcDay Next => new(Date.AddDays(1));

    /// <summary>The day before.</summary>
    public UtcDay Previous => new(Date.AddDays(-1));

    /// <summary>The Monday of its week, as ISO 8601 counts weeks.</summary>
    public UtcDay Monday => new(Date.AddDays(-(((int)Date.DayOfWeek + 6) % 7)));

    /// <summary>The first of its month.</summary>
    public UtcDay FirstOfMonth => new(Date.AddDays(1 - Date.Day));

    /// <summary>The day that holds an instant.</summary>
    public static UtcDay Of(DateTimeOffset at) => new(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>The first midnight after an instant; an instant that is a midnight is followed by the next one.</summary>
    public static UtcDay MidnightAfter(DateTimeOffset at) => Of(at).Next;

    /// <inheritdoc/>
    public int CompareTo(UtcDay other) => Date.CompareTo(other.Date);

    /// <summary>As in reward keys: <c>2026-11-19</c>.</summary>
    public override string ToString() => Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Earlier.</summary>
    public static bool operator <(UtcDay left, UtcDay right) => left.Date < right.Date;

    /// <summary>Later.</summary>
    public static bool operator >(UtcDay left, UtcDay right) => left.Date > right.Date;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(UtcDay left, UtcDay right) => left.Date <= right.Date;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(UtcDay left, UtcDay right) => left.Date >= right.Date;
}
