using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp.Events;

/// <summary>
/// The door to events: staff plans them ahead, changes and withdraws what has not begun, and ends early what runs. Each change holds the calendar's lock, so that of two which
/// would overlap the second is refused; see <see cref="EventRules"/> for all that is.
/// </summary>
public sealed class XpEvents(HydraXData data, XpCalendar calendar, AuditTrail audit)
{
    /// <summary>Plans an event. Problems: those of <see cref="EventRules.Check"/> and <see cref="EventRules.Overlap"/>, <c>audit.why</c>, and those of <see cref="Duty.ShapeProgress"/>.</summary>
    public Task<Outcome<XpEvent>> Plan(EventDraft draft, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        var tidy = draft.Tidy();
        if ((EventRules.Check(tidy, work.At) ?? await Overlap(work, 0, tidy)) is { } refused) return refused;
        var row = new XpEvent { MadeByUserId = by.UserId, CreatedAt = work.At, Revision = head.Revision };
        Fill(row, tidy);
        work.Db.Add(row);
        await work.Save();
        audit.Record(work, by, "events.planned", Subject(row), after: Values(row), why: why!.Trim());
        return row;
    }, stop);

    /// <summary>
    /// Makes another event of one that has not begun. Problems: as for planning one, and <c>events.unknown</c>, <c>events.changed-meanwhile</c>, <c>events.begun</c>, <c>events.over</c>,
    /// <c>events.withdrawn</c>, <c>events.unchanged</c>.
    /// </summary>
    /// <param name="eventId">Which.</param>
    /// <param name="expected">The revision that its row had when it was looked at.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<XpEvent>> Change(long eventId, long expected, EventDraft draft, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        if (await Find(work, eventId) is not { } row) return Unknown(eventId);
        if (row.Revision != expected) return Problem.Of("events.changed-meanwhile", $"“{row.Name}” was changed by somebody else since you looked at it. Look again, and make your change anew.");
        var tidy = draft.Tidy();
        if ((EventRules.MayChange(row, work.At) ?? EventRules.Check(tidy, work.At) ?? await Overlap(work, eventId, tidy)) is { } refused) return refused;
        var before = Values(row);
        Fill(row, tidy);
        if (before.Equals(Values(row))) return Problem.Of("events.unchanged", $"Nothing of “{row.Name}” would change.");
        row.Revision = head.Revision;
        audit.Record(work, by, "events.changed", Subject(row), before, Values(row), why!.Trim());
        return row;
    }, stop);

    /// <summary>Takes back an event that has not begun. Problems: <c>events.unknown</c>, <c>events.begun</c>, <c>events.over</c>, <c>events.withdrawn</c>, <c>audit.why</c>, and those of <see cref="Duty.ShapeProgress"/>.</summary>
    public Task<Outcome<XpEvent>> Withdraw(long eventId, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        if (await Find(work, eventId) is not { } row) return Unknown(eventId);
        if (EventRules.MayChange(row, work.At) is { } refused) return refused;
        (row.CancelledAt, row.Revision) = (work.At, head.Revision);
        audit.Record(work, by, "events.withdrawn", Subject(row), before: Values(row), why: why!.Trim());
        return row;
    }, stop);

    /// <summary>
    /// Has an event that runs end in a moment, at the same instant on every node; what was earned in it stays. Problems: <c>events.unknown</c>, <c>events.not-begun</c>, <c>events.over</c>,
    /// <c>events.withdrawn</c>, <c>audit.why</c>, and those of <see cref="Duty.ShapeProgress"/>.
    /// </summary>
    public Task<Outcome<XpEvent>> EndEarly(long eventId, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        if (await Find(work, eventId) is not { } row) return Unknown(eventId);
        var end = EventRules.EarlyEnd(row, work.At);
        if (!end.Succeeded) return end.Problem;
        var before = row.EndsAt;
        (row.EndsAt, row.EndedEarlyAt, row.Revision) = (end.Value, work.At, head.Revision);
        audit.Record(work, by, "events.ended-early", Subject(row), new { endsAt = before }, new { endsAt = row.EndsAt }, why!.Trim());
        return row;
    }, stop);

    private Task<Outcome<XpEvent>> Do(Actor by, string? why, Func<Work, CalendarHead, Task<Outcome<XpEvent>>> change, CancellationToken stop) => data.Run(async work =>
    {
        if ((await work.Demand(by, Duty.ShapeProgress) ?? AuditReason.Check(why)) is { } refused) return refused;
        // What another has done meanwhile is seen from here on.
        var head = await XpCalendar.Lock(work);
        var changed = await change(work, head);
        if (changed.Succeeded) await calendar.Turn(work, head);
        return changed;
    }, stop);

    private static Task<XpEvent?> Find(Work work, long eventId) => work.Db.XpEvents.FirstOrDefaultAsync(e => e.EventId == eventId, work.Stop);

    private static async Task<Problem?> Overlap(Work work, long but, EventDraft draft)
    {
        var others = await work.Db.XpEvents.AsNoTracking().Where(e => e.CancelledAt == null && e.EventId != but && e.EndsAt > draft.StartsAt && e.StartsAt < draft.EndsAt).OrderBy(e => e.StartsAt).ToListAsync(work.Stop);
        return EventRules.Overlap(draft, others.Select(EventWindow.Of));
    }

    private static void Fill(XpEvent row, EventDraft draft)
    {
        (row.Name, row.Description, row.StartsAt, row.EndsAt, row.Factor) = (draft.Name, draft.Description, draft.StartsAt, draft.EndsAt, draft.Factor);
        (row.Sources, row.Tiers) = (EventScope.Text(draft.Scope.Sources), EventScope.Text(draft.Scope.Tiers));
    }

    private static Problem Unknown(long eventId) => Problem.Of("events.unknown", $"There is no event {eventId}.");

    private static AuditSubject Subject(XpEvent row) => new("xp_event", row.EventId.ToString(CultureInfo.InvariantCulture));

    private static AuditedEvent Values(XpEvent row) => new(row.Name, row.Description, row.StartsAt, row.EndsAt, row.Factor, row.Sources, row.Tiers);

    private sealed record AuditedEvent(string Name, string Description, DateTimeOffset StartsAt, DateTimeOffset EndsAt, decimal Factor, string Sources, string Tiers);
}
