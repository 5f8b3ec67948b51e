using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Seasons;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp.Events;

/// <summary>What the calendar says at one revision.</summary>
/// <param name="Revision">Which.</param>
/// <param name="Events">Events that count and are not long over, in the order in which they begin.</param>
/// <param name="Seasons">All seasons that count.</param>
public sealed record CalendarPage(long Revision, IReadOnlyList<EventWindow> Events, SeasonList Seasons);

/// <summary>
/// Events and seasons in memory: asking costs an award nothing. A change on this node is seen at once, one on another node when <see cref="CalendarWatch"/> next looks, within two
/// seconds; whatever is written down lies further ahead than that.
/// </summary>
public sealed class XpCalendar(HydraXData data, Clock clock)
{
    // Nothing asks for an instant that is longer ago.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    private CalendarPage? page;

    /// <summary>What it says now. Asking before <see cref="Open"/> is a bug and throws.</summary>
    public CalendarPage Page => Volatile.Read(ref page) ?? throw new InvalidOperationException("The calendar of events has not been opened yet.");

    /// <summary>All seasons that count.</summary>
    public SeasonList Seasons => Page.Seasons;

    /// <summary>Reads it at start.</summary>
    public Task Open(CancellationToken stop) => Refresh(stop);

    /// <summary>Looks whether there was a change, and reads it if so.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        var revision = await data.Read(db => db.Set<CalendarHead>().Select(h => h.Revision).SingleAsync(stop), stop);
        if (Volatile.Read(ref page) is { } known && known.Revision >= revision) return;
        // Rows that are newer than the number are read again with the next one.
        Use(await data.Read(db => Read(db, revision, stop), stop));
    }

    /// <summary>The event that multiplies a source for a tier at an instant, or null; there is at most one.</summary>
    public EventWindow? EventAt(DateTimeOffset at, XpSource source, TierCode tier)
    {
        foreach (var one in Page.Events)
            if (one.Holds(at) && one.Scope.Covers(source, tier)) return one;
        return null;
    }

    /// <summary>The event that multiplies everything earned for a tier at an instant, or null.</summary>
    public EventWindow? EventOnAll(DateTimeOffset at, TierCode tier) => Page.Events.FirstOrDefault(one => one.Holds(at) && one.Scope.Sources.Count == 0 && one.Scope.Has(tier));

    /// <summary>Events that run or are ahead, in the order in which they begin.</summary>
    public IReadOnlyList<EventWindow> From(DateTimeOffset now) => [.. Page.Events.Where(one => one.EndsAt > now)];

    /// <summary>The season that holds a day, or null.</summary>
    public SeasonSpan? SeasonAt(UtcDay day) => Page.Seasons.At(day);

    /// <summary>Locks the calendar until the transaction ends, and counts the change that follows.</summary>
    internal static async Task<CalendarHead> Lock(Work work)
    {
        var head = await work.Db.Set<CalendarHead>().Where(h => h.HeadId == CalendarHead.Only).ForUpdate().SingleAsync(work.Stop);
        head.Revision++;
        return head;
    }

    /// <summary>Has what was changed under the lock in memory here once it stands.</summary>
    internal async Task Turn(Work work, CalendarHead head)
    {
        await work.Save();
        var next = await Read(work.Db, head.Revision, work.Stop);
        work.AfterCommit(() => Use(next));
    }

    private async Task<CalendarPage> Read(HydraXDb db, long revision, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - Kept;
        var events = await db.XpEvents.AsNoTracking().Where(e => e.CancelledAt == null && e.EndsAt > since).OrderBy(e => e.StartsAt).ThenBy(e => e.EventId).ToListAsync(stop);
        var seasons = await db.Seasons.AsNoTracking().Where(s => s.CancelledAt == null).ToListAsync(stop);
        return new(revision, events.ConvertAll(EventWindow.Of), new(seasons.Select(SeasonSpan.Of)));
    }

    private void Use(CalendarPage next)
    {
        var known = Volatile.Read(ref page);
        while (known is null || known.Revision < next.Revision)
        {
            var found = Interlocked.CompareExchange(ref page, next, known);
            if (ReferenceEquals(found, known)) return;
            known = found;
        }
    }
}
