using HydraX.Core.Kernel;

namespace HydraX.Core.Xp.Seasons;

/// <summary>A named, dated stretch with a board of its own: the row of <c>seasons</c>. A season that has begun keeps its first day.</summary>
public sealed class Season
{
    /// <summary>Row id.</summary>
    public long SeasonId { get; set; }

    /// <summary>What members call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is about, for members; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>The first UTC day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>The last UTC day.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>The calendar's revision that wrote this row last; see <see cref="Events.CalendarHead"/>.</summary>
    public long Revision { get; set; }

    /// <summary>Who of the staff planned it.</summary>
    public long? MadeByUserId { get; set; }

    /// <summary>When it was planned.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was withdrawn before it began; null for one that counts.</summary>
    public DateTimeOffset? CancelledAt { get; set; }
}

/// <summary>A season as the calendar holds it in memory.</summary>
/// <param name="SeasonId">Its row.</param>
/// <param name="Name">What members call it.</param>
/// <param name="Description">What it is about; may be empty.</param>
/// <param name="StartsOn">The first UTC day.</param>
/// <param name="EndsOn">The last UTC day.</param>
public sealed record SeasonSpan(long SeasonId, string Name, string Description, DateOnly StartsOn, DateOnly EndsOn)
{
    /// <summary>Its first instant.</summary>
    public DateTimeOffset Start => new UtcDay(StartsOn).Start;

    /// <summary>Its end, exclusive: the midnight after the last day.</summary>
    public DateTimeOffset End => new UtcDay(EndsOn).End;

    /// <summary>Whether a day lies in it.</summary>
    public bool Holds(UtcDay day) => StartsOn <= day.Date && day.Date <= EndsOn;

    /// <summary>As a row has it.</summary>
    internal static SeasonSpan Of(Season row) => new(row.SeasonId, row.Name, row.Description, row.StartsOn, row.EndsOn);
}

/// <summary>All seasons that count, past ones too, in their order. No two of them hold the same day.</summary>
public sealed class SeasonList(IEnumerable<SeasonSpan> spans)
{
    /// <summary>No season at all.</summary>
    public static readonly SeasonList None = new([]);

    private readonly SeasonSpan[] spans = [.. spans.OrderBy(span => span.StartsOn)];

    /// <summary>All of them.</summary>
    public IReadOnlyList<SeasonSpan> All => spans;

    /// <summary>The season that holds a day, or null.</summary>
    public SeasonSpan? At(UtcDay day)
    {
        // The latest first: what is asked for is nearly always today.
        for (var i = spans.Length - 1; i >= 0; i--)
            if (spans[i].StartsOn <= day.Date) return spans[i].Holds(day) ? spans[i] : null;
        return null;
    }

    /// <summary>The first season that begins after a day, or null.</summary>
    public SeasonSpan? After(UtcDay day) => Array.Find(spans, span => span.StartsOn > day.Date);

    /// <summary>The first day of the season that holds a day, or null.</summary>
    public UtcDay? StartOf(UtcDay day) => At(day) is { } season ? new UtcDay(season.StartsOn) : null;
}
