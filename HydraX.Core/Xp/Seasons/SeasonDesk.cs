using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp.Seasons;

/// <summary>
/// The door to seasons: staff plans them ahead, changes and withdraws what has not begun, and moves the last day of the one that runs. Each change holds the calendar's lock, so
/// that no two seasons share a day; see <see cref="SeasonRules"/> for all that is refused.
/// </summary>
public sealed class SeasonDesk(HydraXData data, XpCalendar calendar, AuditTrail audit)
{
    /// <summary>Plans a season. Problems: those of <see cref="SeasonRules.Check"/> and <see cref="SeasonRules.Overlap"/>, <c>audit.why</c>, and those of <see cref="Duty.ShapeProgress"/>.</summary>
    public Task<Outcome<Season>> Plan(SeasonDraft draft, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        var tidy = draft.Tidy();
        if ((SeasonRules.Check(tidy, work.At) ?? await Overlap(work, 0, tidy.StartsOn, tidy.EndsOn)) is { } refused) return refused;
        var row = new Season { Name = tidy.Name, Description = tidy.Description, StartsOn = tidy.StartsOn, EndsOn = tidy.EndsOn, MadeByUserId = by.UserId, CreatedAt = work.At, Revision = head.Revision };
        work.Db.Add(row);
        await work.Save();
        audit.Record(work, by, "seasons.planned", Subject(row), after: Values(row), why: why!.Trim());
        return row;
    }, stop);

    /// <summary>
    /// Makes another season of one that has not begun. Problems: as for planning one, and <c>seasons.unknown</c>, <c>seasons.changed-meanwhile</c>, <c>seasons.begun</c>,
    /// <c>seasons.over</c>, <c>seasons.withdrawn</c>, <c>seasons.unchanged</c>.
    /// </summary>
    /// <param name="seasonId">Which.</param>
    /// <param name="expected">The revision that its row had when it was looked at.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<Season>> Change(long seasonId, long expected, SeasonDraft draft, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        var found = await Find(work, seasonId, expected);
        if (!found.Succeeded) return found;
        var (row, tidy) = (found.Value, draft.Tidy());
        if ((SeasonRules.MayChange(row, work.At) ?? SeasonRules.Check(tidy, work.At) ?? await Overlap(work, seasonId, tidy.StartsOn, tidy.EndsOn)) is { } refused) return refused;
        var before = Values(row);
        (row.Name, row.Description, row.StartsOn, row.EndsOn) = (tidy.Name, tidy.Description, tidy.StartsOn, tidy.EndsOn);
        if (before.Equals(Values(row))) return Problem.Of("seasons.unchanged", $"Nothing of “{row.Name}” would change.");
        row.Revision = head.Revision;
        audit.Record(work, by, "seasons.changed", Subject(row), before, Values(row), why!.Trim());
        return row;
    }, stop);

    /// <summary>Takes back a season that has not begun. Problems: <c>seasons.unknown</c>, <c>seasons.begun</c>, <c>seasons.over</c>, <c>seasons.withdrawn</c>, <c>audit.why</c>, and those of <see cref="Duty.ShapeProgress"/>.</summary>
    public Task<Outcome<Season>> Withdraw(long seasonId, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        var found = await Find(work, seasonId, null);
        if (!found.Succeeded) return found;
        var row = found.Value;
        if (SeasonRules.MayChange(row, work.At) is { } refused) return refused;
        (row.CancelledAt, row.Revision) = (work.At, head.Revision);
        audit.Record(work, by, "seasons.withdrawn", Subject(row), before: Values(row), why: why!.Trim());
        return row;
    }, stop);

    /// <summary>
    /// Moves the last day of a season that runs, to an earlier or a later one; what was earned in it stays. Problems: <c>seasons.unknown</c>, <c>seasons.overlaps</c>,
    /// <c>seasons.changed-meanwhile</c>, those of <see cref="SeasonRules.MayEnd"/>, <c>audit.why</c>, and those of <see cref="Duty.ShapeProgress"/>.
    /// </summary>
    /// <param name="seasonId">Which.</param>
    /// <param name="expected">The revision that its row had when it was looked at.</param>
    /// <param name="last">The last UTC day, at the earliest today.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<Season>> EndOn(long seasonId, long expected, DateOnly last, string? why, Actor by, CancellationToken stop = default) => Do(by, why, async (work, head) =>
    {
        var found = await Find(work, seasonId, expected);
        if (!found.Succeeded) return found;
        var row = found.Value;
        if ((SeasonRules.MayEnd(row, last, work.At) ?? await Overlap(work, seasonId, row.StartsOn, last)) is { } refused) return refused;
        var before = row.EndsOn;
        (row.EndsOn, row.Revision) = (last, head.Revision);
        audit.Record(work, by, "seasons.last-day-moved", Subject(row), new { endsOn = before }, new { endsOn = last }, why!.Trim());
        return row;
    }, stop);

    private Task<Outcome<Season>> Do(Actor by, string? why, Func<Work, CalendarHead, Task<Outcome<Season>>> change, CancellationToken stop) => data.Run(async work =>
    {
        if ((await work.Demand(by, Duty.ShapeProgress) ?? AuditReason.Check(why)) is { } refused) return refused;
        // What another has done meanwhile is seen from here on.
        var head = await XpCalendar.Lock(work);
        var changed = await change(work, head);
        if (changed.Succeeded) await calendar.Turn(work, head);
        return changed;
    }, stop);

    private static async Task<Outcome<Season>> Find(Work work, long seasonId, long? expected)
    {
        if (await work.Db.Seasons.FirstOrDefaultAsync(s => s.SeasonId == seasonId, work.Stop) is not { } row) return Problem.Of("seasons.unknown", $"There is no season {seasonId}.");
        return expected is { } revision && row.Revision != revision
            ? Problem.Of("seasons.changed-meanwhile", $"“{row.Name}” was changed by somebody else since you looked at it. Look again, and make your change anew.")
            : row;
    }

    private static async Task<Problem?> Overlap(Work work, long but, DateOnly startsOn, DateOnly endsOn)
    {
        var others = await work.Db.Seasons.AsNoTracking().Where(s => s.CancelledAt == null && s.SeasonId != but).OrderBy(s => s.StartsOn).ToListAsync(work.Stop);
        return SeasonRules.Overlap(startsOn, endsOn, others.Select(SeasonSpan.Of));
    }

    private static AuditSubject Subject(Season row) => new("season", row.SeasonId.ToString(CultureInfo.InvariantCulture));

    private static AuditedSeason Values(Season row) => new(row.Name, row.Description, row.StartsOn, row.EndsOn);

    private sealed record AuditedSeason(string Name, string Description, DateOnly StartsOn, DateOnly EndsOn);
}
