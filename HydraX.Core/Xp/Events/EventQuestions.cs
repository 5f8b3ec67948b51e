using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp.Events;

/// <summary>An event as staff sees it.</summary>
/// <param name="Event">As the calendar has it, or would.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Revision">What a change must name.</param>
/// <param name="By">Who planned it; null for somebody who is gone.</param>
/// <param name="EndedEarlyAt">When somebody let it end before its time.</param>
/// <param name="CancelledAt">When it was withdrawn.</param>
public sealed record EventLine(EventWindow Event, EventPhase Phase, long Revision, string? By, DateTimeOffset? EndedEarlyAt, DateTimeOffset? CancelledAt);

/// <summary>Events as staff sees them.</summary>
/// <param name="Running">Those that multiply now.</param>
/// <param name="Ahead">Those to come, the next one first.</param>
/// <param name="Past">Those that are over or withdrawn, the latest first.</param>
/// <param name="Next">What to ask the next page of past ones with; null on the last.</param>
public sealed record EventDesk(IReadOnlyList<EventLine> Running, IReadOnlyList<EventLine> Ahead, IReadOnlyList<EventLine> Past, long? Next);

/// <summary>Reads of events.</summary>
public sealed class EventQuestions(HydraXData data)
{
    /// <summary>Past events on a page.</summary>
    public const int PageSize = 20;

    /// <summary>All that staff sees.</summary>
    /// <param name="now">Domain time.</param>
    /// <param name="before">Past events that were planned before this one; null is the first page.</param>
    /// <param name="stop">Gives up.</param>
    public Task<EventDesk> Desk(DateTimeOffset now, long? before, CancellationToken stop = default) => data.Read(async db =>
    {
        var current = await Lines(db, db.XpEvents.Where(e => e.CancelledAt == null && e.EndsAt > now).OrderBy(e => e.StartsAt).ThenBy(e => e.EventId), now, stop);
        var gone = db.XpEvents.Where(e => (e.CancelledAt != null || e.EndsAt <= now) && (before == null || e.EventId < before)).OrderByDescending(e => e.EventId).Take(PageSize + 1);
        var past = await Lines(db, gone, now, stop);
        return new EventDesk([.. current.Where(e => e.Phase == EventPhase.Running)], [.. current.Where(e => e.Phase == EventPhase.Ahead)],
            [.. past.Take(PageSize)], past.Count > PageSize ? past[PageSize - 1].Event.EventId : null);
    }, stop);

    /// <summary>Events that have ended, the latest first; those that were withdrawn never were.</summary>
    internal async Task<IReadOnlyList<EventWindow>> Ended(HydraXDb db, DateTimeOffset now, int most, CancellationToken stop) =>
        (await db.XpEvents.Where(e => e.CancelledAt == null && e.EndsAt <= now).OrderByDescending(e => e.EndsAt).Take(most).ToListAsync(stop)).ConvertAll(EventWindow.Of);

    private static async Task<List<EventLine>> Lines(HydraXDb db, IQueryable<XpEvent> events, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await events.Select(e => new { Row = e, By = db.Users.Where(u => u.Id == e.MadeByUserId).Select(u => u.UserName).FirstOrDefault() }).ToListAsync(stop);
        return rows.ConvertAll(r => new EventLine(EventWindow.Of(r.Row), EventRules.PhaseOf(r.Row, now), r.Row.Revision, r.By, r.Row.EndedEarlyAt, r.Row.CancelledAt));
    }
}
