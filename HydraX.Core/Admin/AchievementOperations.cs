using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>
/// What staff does to achievements: make, change, retire, grant backwards. Each is one transaction with its audit entry. Every one of them may meet <c>audit.why</c> and the
/// refusals of <see cref="Duty.ShapeProgress"/>.
/// </summary>
public sealed class AchievementOperations(HydraXData data, AchievementBook book, XpCalendar calendar, AuditTrail audit)
{
    /// <summary>Makes an achievement, or changes one. Problems: those of <see cref="AchievementBook.Save"/>.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="expected">The revision that the change started from; null for a new one.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<AchievementRevision>> Save(AchievementDraft draft, int? expected, string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome<AchievementRevision>>(async work =>
    {
        if ((await work.Demand(by, Duty.ShapeProgress) ?? AuditReason.Check(why)) is { } refused) return refused;
        var saved = await book.Save(work, draft, expected, by.UserId, why!.Trim());
        if (!saved.Succeeded) return saved;
        var before = saved.Value.Before is { } text ? AchievementBook.Parse(text) : null;
        audit.Record(work, by, before is null ? "achievements.made" : before.IsActive && !draft.IsActive ? "achievements.retired" : "achievements.changed", Subject(draft.Code),
            before is null ? null : AchievementWords.Of(before), AchievementWords.Of(AchievementBook.Parse(saved.Value.After)), why.Trim());
        return saved;
    }, stop);

    /// <summary>
    /// Begins to grant an achievement to everybody who meets its conditions already; a job does the rest. Problems: <c>achievements.unknown</c>, <c>achievements.closed</c>,
    /// <c>achievements.granting</c>.
    /// </summary>
    public Task<Outcome<BackwardGrant>> GrantBackwards(string code, string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome<BackwardGrant>>(async work =>
    {
        if ((await work.Demand(by, Duty.ShapeProgress) ?? AuditReason.Check(why)) is { } refused) return refused;
        if (await work.Db.Achievements.Where(a => a.Code == code).ForUpdate().SingleOrDefaultAsync(work.Stop) is not { } row) return Problem.Of("achievements.unknown", $"There is no achievement {code}.");
        if (!book.InForce.ByCode.TryGetValue(code, out var defined) || !defined.IsOpen(work.At))
            return Problem.Of("achievements.closed", $"{row.Name} cannot be earned now, so it cannot be granted. {defined?.Fault ?? "Restore it, or look at its dates."}");
        if (await work.Db.BackwardGrants.AnyAsync(g => g.AchievementId == row.AchievementId && g.EndedAt == null, work.Stop))
            return Problem.Of("achievements.granting", $"{row.Name} is being granted already.");
        var meeting = await Meeting.Of(work.Db, book.InForce, [.. defined.Conditions.Select(c => c.Is)], row.Follows, row.AchievementId, Asking.Of(work.At, book.InForce, calendar), work.Stop);
        var grant = new BackwardGrant
        {
            AchievementId = row.AchievementId,
            Revision = row.Revision,
            StartedByUserId = by.UserId,
            Why = why!.Trim(),
            StartedAt = work.At,
            Expected = await meeting.LongCountAsync(work.Stop),
        };
        work.Db.Add(grant);
        audit.Record(work, by, "achievements.granted-backwards", Subject(code), after: new { expected = grant.Expected, pays = row.Pays }, why: grant.Why);
        await work.Save();
        return grant;
    }, stop);

    /// <summary>Stops a grant; whoever has it keeps it. Problems: <c>achievements.no-grant</c>.</summary>
    public Task<Outcome<BackwardGrant>> StopGrant(long grantId, string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome<BackwardGrant>>(async work =>
    {
        if ((await work.Demand(by, Duty.ShapeProgress) ?? AuditReason.Check(why)) is { } refused) return refused;
        if (await work.Db.BackwardGrants.Where(g => g.BackwardGrantId == grantId).ForUpdate().SingleOrDefaultAsync(work.Stop) is not { EndedAt: null } grant)
            return Problem.Of("achievements.no-grant", "That grant is done already, or there was none.");
        (grant.EndedAt, grant.StoppedBecause) = (work.At, why!.Trim());
        var code = await work.Db.Achievements.Where(a => a.AchievementId == grant.AchievementId).Select(a => a.Code).SingleAsync(work.Stop);
        audit.Record(work, by, "achievements.grant-stopped", Subject(code), after: new { granted = grant.Granted, expected = grant.Expected }, why: why.Trim());
        return grant;
    }, stop);

    private static AuditSubject Subject(string code) => new("achievement", code);
}

/// <summary>An achievement in the words of history and audit log.</summary>
public static class AchievementWords
{
    /// <summary>Each property with its value in words, in the order shown.</summary>
    public static IReadOnlyDictionary<string, string> Of(AchievementDraft draft) => new Dictionary<string, string>
    {
        ["name"] = draft.Name,
        ["description"] = draft.Description,
        ["category"] = draft.Category.Code(),
        ["badge"] = draft.Tier.Code(),
        ["conditions"] = string.Join("; ", draft.Conditions.Select(c => c.Words)),
        ["reward"] = $"{draft.XpReward:N0} XP, pays {AchievementRules.Pays(draft.XpReward, draft.Tier):N0}",
        ["secret"] = draft.IsHidden ? "yes" : "no",
        ["limited"] = draft.IsLimited ? "yes" : "no",
        ["follows"] = draft.Follows ?? "nothing",
        ["from"] = draft.StartsAt is { } from ? $"{from.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "always",
        ["until"] = draft.EndsAt is { } until ? $"{until.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "always",
        ["state"] = draft.IsActive ? "active" : "retired",
    };
}
