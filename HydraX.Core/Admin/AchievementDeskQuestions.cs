using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>An achievement as staff sees it.</summary>
/// <param name="Draft">What it is.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Pays">XP that it pays.</param>
/// <param name="Conditions">What it takes, in words.</param>
/// <param name="Holders">Members who hold it.</param>
/// <param name="Fault">Why nobody can earn it; null if it is right.</param>
/// <param name="WaitsFor">What its facts wait for; null once they exist.</param>
public sealed record AchievementLine(AchievementDraft Draft, int Revision, long Pays, string Conditions, long Holders, string? Fault, string? WaitsFor);

/// <summary>Who would earn an achievement now.</summary>
/// <param name="Count">How many.</param>
/// <param name="Names">A dozen of them, by name.</param>
/// <param name="Xp">XP that granting it backwards would give.</param>
public sealed record AchievementPreview(long Count, IReadOnlyList<string> Names, long Xp);

/// <summary>A revision as staff sees it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SavedAt">When.</param>
/// <param name="By">By whom.</param>
/// <param name="Why">Why.</param>
/// <param name="Changes">What it changed: each property, before and after.</param>
public sealed record AchievementHistoryLine(int Number, DateTimeOffset SavedAt, string? By, string Why, IReadOnlyList<(string What, string Before, string After)> Changes);

/// <summary>A grant backwards as staff sees it.</summary>
/// <param name="GrantId">Its id.</param>
/// <param name="Name">The achievement.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="By">By whom.</param>
/// <param name="Why">Why.</param>
/// <param name="Expected">Members who met the conditions then.</param>
/// <param name="Granted">Members who got it so far.</param>
/// <param name="Xp">XP that they got.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="StoppedBecause">Why it was stopped; null if it was not.</param>
public sealed record GrantLine(long GrantId, string Name, DateTimeOffset StartedAt, string? By, string Why, long Expected, long Granted, long Xp, DateTimeOffset? EndedAt, string? StoppedBecause);

/// <summary>Reads of achievements for staff.</summary>
public sealed class AchievementDeskQuestions(HydraXData data, AchievementBook book, XpCalendar calendar, Clock clock)
{
    /// <summary>Names that a preview gives.</summary>
    public const int NamesShown = 12;

    private const int GrantsShown = 20;

    /// <summary>All achievements, in the order shown.</summary>
    public Task<IReadOnlyList<AchievementLine>> All(CancellationToken stop) => data.Read<IReadOnlyList<AchievementLine>>(async db =>
    {
        var holders = await db.UserAchievements.Where(a => a.TakenBackAt == null).GroupBy(a => a.AchievementId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        return [.. book.InForce.All.Select(a => Line(a, holders.GetValueOrDefault(a.Row.AchievementId)))];
    }, stop);

    /// <summary>One achievement; null for an unknown code.</summary>
    public Task<AchievementLine?> One(string code, CancellationToken stop) => data.Read(async db => book.InForce.ByCode.TryGetValue(code, out var a)
        ? Line(a, await db.UserAchievements.LongCountAsync(h => h.AchievementId == a.Row.AchievementId && h.TakenBackAt == null, stop))
        : null, stop);

    /// <summary>Who would earn a draft now. Problems: those of <see cref="AchievementRules.Refusal(IReadOnlyList{Condition})"/>.</summary>
    public Task<Outcome<AchievementPreview>> Preview(AchievementDraft draft, CancellationToken stop) => data.Read<Outcome<AchievementPreview>>(async db =>
    {
        if (AchievementRules.Refusal(draft.Conditions) is { } refusal) return refusal;
        var (defined, now) = (book.InForce, clock.GetUtcNow());
        var own = defined.ByCode.TryGetValue(draft.Code, out var known) ? (long?)known.Row.AchievementId : null;
        var meeting = await Meeting.Of(db, defined, draft.Conditions, draft.Follows, own, Asking.Of(now, defined, calendar), stop);
        var count = await meeting.LongCountAsync(stop);
        var names = await db.Users.Where(u => meeting.Contains(u.Id)).OrderBy(u => u.UserName).Select(u => u.UserName!).Take(NamesShown).ToListAsync(stop);
        return new AchievementPreview(count, names, count * AchievementRules.Pays(draft.XpReward, draft.Tier));
    }, stop);

    /// <summary>The revisions of an achievement, the latest first.</summary>
    public Task<IReadOnlyList<AchievementHistoryLine>> History(string code, CancellationToken stop) => data.Read<IReadOnlyList<AchievementHistoryLine>>(async db =>
    {
        var rows = await (from revision in db.AchievementRevisions
                          join achievement in db.Achievements on revision.AchievementId equals achievement.AchievementId
                          where achievement.Code == code
                          orderby revision.Number descending
                          select new { Revision = revision, By = db.Users.Where(u => u.Id == revision.SavedByUserId).Select(u => u.UserName).FirstOrDefault() }).ToListAsync(stop);
        return [.. rows.Select(r => new AchievementHistoryLine(r.Revision.Number, r.Revision.SavedAt, r.By, r.Revision.Why, Changes(r.Revision)))];
    }, stop);

    /// <summary>Grants backwards, the latest first, of one achievement or of all.</summary>
    public Task<IReadOnlyList<GrantLine>> Grants(string? code, CancellationToken stop) => data.Read<IReadOnlyList<GrantLine>>(async db =>
        await (from grant in db.BackwardGrants
               join achievement in db.Achievements on grant.AchievementId equals achievement.AchievementId
               where code == null || achievement.Code == code
               orderby grant.BackwardGrantId descending
               select new GrantLine(grant.BackwardGrantId, achievement.Name, grant.StartedAt, db.Users.Where(u => u.Id == grant.StartedByUserId).Select(u => u.UserName).FirstOrDefault(),
                   grant.Why, grant.Expected, grant.Granted, grant.Xp, grant.EndedAt, grant.StoppedBecause)).Take(GrantsShown).ToListAsync(stop), stop);

    private static AchievementLine Line(DefinedAchievement a, long holders)
    {
        var draft = AchievementDraft.Of(a.Row);
        return new(draft, a.Row.Revision, a.Row.Pays, string.Join("; ", draft.Conditions.Select(c => c.Words)), holders, a.Fault, a.WaitsFor);
    }

    private static List<(string What, string Before, string After)> Changes(AchievementRevision revision)
    {
        var after = AchievementWords.Of(AchievementBook.Parse(revision.After));
        var before = revision.Before is null ? null : AchievementWords.Of(AchievementBook.Parse(revision.Before));
        return [.. after.Where(p => before?[p.Key] != p.Value).Select(p => (p.Key, before?[p.Key] ?? "–", p.Value))];
    }
}
