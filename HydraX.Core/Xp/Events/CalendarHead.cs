namespace HydraX.Core.Xp.Events;

/// <summary>
/// How often events and seasons have been changed: the one row of <c>xp_calendar</c>. Each change holds its lock, so that two never overlap each other unseen, and
/// counts it on, by which other nodes see that there is something to read.
/// </summary>
public sealed class CalendarHead
{
    /// <summary>The number of the only row.</summary>
    public const int Only = 1;

    /// <summary>Always <see cref="Only"/>.</summary>
    public int HeadId { get; set; }

    /// <summary>Changes so far.</summary>
    public long Revision { get; set; }
}
