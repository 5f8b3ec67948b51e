namespace HydraX.Core.Xp.Events;

/// <summary>A window in which earned XP is multiplied: the row of <c>xp_events</c>. What has begun keeps its beginning; only its end may still come earlier.</summary>
public sealed class XpEvent
{
    /// <summary>Row id.</summary>
    public long EventId { get; set; }

    /// <summary>What members call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is about, for members; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>The first instant that counts.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>The first instant that no longer counts.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>What earned XP is multiplied with; above 1, at most 5.</summary>
    public decimal Factor { get; set; }

    /// <summary>Codes of the earned sources that it multiplies, by commas; empty means all.</summary>
    public string Sources { get; set; } = "";

    /// <summary>Codes of the tiers that it is for, by commas; empty means all.</summary>
    public string Tiers { get; set; } = "";

    /// <summary>The calendar's revision that wrote this row last; see <see cref="CalendarHead"/>.</summary>
    public long Revision { get; set; }

    /// <summary>Who of the staff planned it.</summary>
    public long? MadeByUserId { get; set; }

    /// <summary>When it was planned.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When somebody let it end before its time; null while nobody did.</summary>
    public DateTimeOffset? EndedEarlyAt { get; set; }

    /// <summary>When it was withdrawn before it began; null for one that counts.</summary>
    public DateTimeOffset? CancelledAt { get; set; }
}
