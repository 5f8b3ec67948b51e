using HydraX.Core.Achievements.Goals;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements;

/// <summary>A badge that somebody has earned, as it is shown beside a name.</summary>
/// <param name="Code">The achievement's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it took.</param>
/// <param name="Tier">The tier of the badge.</param>
/// <param name="EarnedAt">When.</param>
public sealed record EarnedBadge(string Code, string Name, string Description, BadgeTier Tier, DateTimeOffset EarnedAt);

/// <summary>How far a condition has come.</summary>
/// <param name="Words">The condition in words.</param>
/// <param name="Value">What it has come to, at most <paramref name="Target"/>.</param>
/// <param name="Target">What it asks.</param>
/// <param name="Says"><c>7 of 10</c>.</param>
public sealed record ConditionProgress(string Words, long Value, long Target, string Says)
{
    /// <summary>Share done, 0 to 1.</summary>
    public double Share => Target <= 0 ? 1 : Math.Clamp(Value / (double)Target, 0, 1);
}

/// <summary>An achievement as one member sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it takes.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Tier">The tier of its badge.</param>
/// <param name="Pays">XP that it pays.</param>
/// <param name="EarnedAt">When it was earned; null while it is not.</param>
/// <param name="Progress">How far each condition has come.</param>
/// <param name="IsHidden">Whether others do not see it until they have earned it.</param>
/// <param name="IsLimited">Whether not everybody can earn it.</param>
/// <param name="After">The name of the one that comes before, while that is not earned.</param>
/// <param name="OpensAt">From when it can be earned, if that is to come.</param>
/// <param name="ClosesAt">Until when it can be earned, exclusive; null is always.</param>
/// <param name="Showcase">Its place among the badges shown; null if it is not among them.</param>
public sealed record Trophy(string Code, string Name, string Description, AchievementCategory Category, BadgeTier Tier, long Pays, DateTimeOffset? EarnedAt,
    IReadOnlyList<ConditionProgress> Progress, bool IsHidden, bool IsLimited, string? After, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int? Showcase)
{
    /// <summary>Share done: of the condition that is furthest behind.</summary>
    public double Share => EarnedAt is not null ? 1 : Progress.Count == 0 ? 0 : Progress.Min(p => p.Share);
}

/// <summary>A weekly goal as one member sees it.</summary>
/// <param name="Words">What it asks.</param>
/// <param name="Value">What it has come to.</param>
/// <param name="Target">How much of it.</param>
/// <param name="Reward">XP.</param>
/// <param name="Met">Whether it was met.</param>
public sealed record GoalProgress(string Words, long Value, long Target, int Reward, bool Met)
{
    /// <summary>Share done, 0 to 1.</summary>
    public double Share => Met ? 1 : Math.Clamp(Value / (double)Target, 0, 1);
}

/// <summary>What a week brought a member, and what is nearest.</summary>
/// <param name="Earned">How many achievements were earned in it.</param>
/// <param name="Near">The name of the one that is furthest on; null if none is begun.</param>
/// <param name="NearSays"><c>7 of 10</c>.</param>
public sealed record TrophyWeek(int Earned, string? Near, string? NearSays);

/// <summary>Everything that a member can achieve, and has.</summary>
/// <param name="Now">When it was asked.</param>
/// <param name="Trophies">Those that this member may see, in the order shown.</param>
/// <param name="Secret">How many hidden ones they have not earned.</param>
/// <param name="Goals">This week's goals; none before the first activity of the week.</param>
/// <param name="GoalsUntil">When the week ends.</param>
/// <param name="XpEarned">XP that achievements have given them.</param>
public sealed record TrophyView(DateTimeOffset Now, IReadOnlyList<Trophy> Trophies, int Secret, IReadOnlyList<GoalProgress> Goals, DateTimeOffset GoalsUntil, long XpEarned)
{
    /// <summary>How many are earned.</summary>
    public int Earned => Trophies.Count(t => t.EarnedAt is not null);

    /// <summary>What is nearest: begun, open and not earned, the furthest first.</summary>
    public IEnumerable<Trophy> Near(int most) => Trophies.Where(t => t is { EarnedAt: null, After: null, OpensAt: null, Share: > 0 }).OrderByDescending(t => t.Share).Take(most);
}

/// <summary>Reads of achievements, for page, bot and API.</summary>
public sealed class AchievementQuestions(HydraXData data, AchievementBook book, XpCalendar calendar, Clock clock)
{
    /// <summary>Everything of a member; null for an unknown one.</summary>
    public Task<TrophyView?> Of(long userId, CancellationToken stop = default) => data.Read<TrophyView?>(async db =>
    {
        if (await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop) is not { } profile) return null;
        var (now, defined) = (clock.GetUtcNow(), book.InForce);
        var kept = await db.UserAchievements.Where(a => a.UserId == userId && a.TakenBackAt == null).ToDictionaryAsync(a => a.AchievementId, stop);
        var counts = await db.MemberMetrics.Where(m => m.UserId == userId).ToDictionaryAsync(m => m.Metric, stop);
        var asking = Asking.Of(now, defined, calendar);
        var values = await States(db, profile, asking, stop);
        var mine = defined.All.Where(a => kept.ContainsKey(a.Row.AchievementId) || a.IsOffered && !a.Row.IsHidden && !(now >= a.Row.EndsAt)).ToList();
        var earned = mine.Where(a => kept.ContainsKey(a.Row.AchievementId)).Select(a => a.Code).ToHashSet();
        var lines = kept.Values.Select(a => a.TransactionId).Where(id => id is not null).ToList();
        var xp = await db.XpTransactions.Where(t => lines.Contains(t.TransactionId)).SumAsync(t => t.Amount, stop);
        return new(now, [.. mine.Select(a => Show(a, kept.GetValueOrDefault(a.Row.AchievementId)))],
            defined.All.Count(a => a.IsOpen(now) && a.Row.IsHidden && !kept.ContainsKey(a.Row.AchievementId)), Goals(profile, counts, now), UtcDay.Of(now).Monday.Start.AddDays(7), xp);

        Trophy Show(DefinedAchievement a, UserAchievement? own) => new(a.Code, a.Row.Name, a.Row.Description ?? "", a.Row.Category ?? AchievementCategory.Special, a.Tier, a.Row.Pays, own?.EarnedAt,
            [.. a.Conditions.Select(c => Progress(c, c.Metric is StateMetric ? values[c.Metric.Code] : counts.GetValueOrDefault(c.Metric.Code)?.Best(c.Is.Window, asking.Season) ?? 0))],
            a.Row.IsHidden, a.Row.IsLimited, own is null && defined.Before(a.Row.Follows) is { } before && !earned.Contains(before.Code) ? before.Row.Name : null,
            now < a.Row.StartsAt ? a.Row.StartsAt : null, a.Row.EndsAt, own?.Showcase);
    }, stop);

    /// <summary>What a week brought each of some members, and what is nearest of all that can be told without asking further tables.</summary>
    internal async Task<Func<UserProfile, TrophyWeek>> Weeks(HydraXDb db, IReadOnlyCollection<long> users, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        var (now, defined) = (clock.GetUtcNow(), book.InForce);
        var asking = Asking.Of(now, defined, calendar);
        var earned = (await db.UserAchievements.Where(a => users.Contains(a.UserId) && a.TakenBackAt == null).Select(a => new { a.UserId, a.AchievementId, a.EarnedAt }).ToListAsync(stop)).ToLookup(a => a.UserId);
        var counts = (await db.MemberMetrics.Where(m => users.Contains(m.UserId)).ToListAsync(stop)).ToLookup(m => m.UserId);
        var open = defined.All.Where(a => a.IsOpen(now) && !a.Row.IsHidden).ToList();
        return profile =>
        {
            var (kept, mine) = (earned[profile.UserId].Select(a => a.AchievementId).ToHashSet(), counts[profile.UserId].ToDictionary(m => m.Metric));
            var near = open.Where(a => !kept.Contains(a.Row.AchievementId) && IsReached(a, kept)).Select(a => (a.Row.Name, Behind: Behind(a, profile, mine)))
                .Where(a => a.Behind is { Share: > 0 }).OrderByDescending(a => a.Behind!.Share).FirstOrDefault();
            return new(earned[profile.UserId].Count(a => a.EarnedAt >= from && a.EarnedAt < until), near.Name, near.Behind?.Says);
        };

        bool IsReached(DefinedAchievement a, HashSet<long> kept) => defined.Before(a.Row.Follows) is not { } before || kept.Contains(before.Row.AchievementId);

        // The condition that is furthest behind; null if one cannot be told.
        ConditionProgress? Behind(DefinedAchievement a, UserProfile profile, Dictionary<string, MemberMetric> mine)
        {
            var far = a.Conditions.Select(c => (c, Value: c.Metric is StateMetric state ? state.Of(profile, asking) : mine.GetValueOrDefault(c.Metric.Code)?.Best(c.Is.Window, asking.Season) ?? 0)).ToList();
            return far.Exists(c => c.Value is null) ? null : far.Select(c => Progress(c.c, c.Value.GetValueOrDefault())).MinBy(p => p.Share);
        }
    }

    /// <summary>The badges that a member shows, in their order; the most precious where they have chosen none.</summary>
    internal async Task<IReadOnlyList<EarnedBadge>> Showcase(HydraXDb db, long userId, CancellationToken stop)
    {
        var kept = await db.UserAchievements.Where(a => a.UserId == userId && a.TakenBackAt == null).Select(a => new { a.AchievementId, a.EarnedAt, a.Showcase }).ToListAsync(stop);
        var chosen = kept.Where(a => a.Showcase is not null).OrderBy(a => a.Showcase).ToList();
        return [.. (chosen.Count > 0 ? chosen : [.. kept.OrderByDescending(a => Badge(a.AchievementId, a.EarnedAt)?.Tier).ThenByDescending(a => a.EarnedAt).ThenByDescending(a => a.AchievementId)]).Take(ShowcaseRules.Most)
            .Select(a => Badge(a.AchievementId, a.EarnedAt)).OfType<EarnedBadge>()];
    }

    /// <summary>The badges that each of some members shows.</summary>
    public Task<Dictionary<long, IReadOnlyList<EarnedBadge>>> Showcases(IReadOnlyCollection<long> users, CancellationToken stop = default) => data.Read(async db =>
    {
        var rows = await db.UserAchievements.Where(a => users.Contains(a.UserId) && a.TakenBackAt == null && a.Showcase != null).OrderBy(a => a.Showcase)
            .Select(a => new { a.UserId, a.AchievementId, a.EarnedAt }).ToListAsync(stop);
        return rows.GroupBy(a => a.UserId).ToDictionary(own => own.Key, own => (IReadOnlyList<EarnedBadge>)[.. own.Select(a => Badge(a.AchievementId, a.EarnedAt)).OfType<EarnedBadge>()]);
    }, stop);

    private EarnedBadge? Badge(long id, DateTimeOffset earnedAt) =>
        book.InForce.All.FirstOrDefault(a => a.Row.AchievementId == id) is { } a ? new(a.Code, a.Row.Name, a.Row.Description ?? "", a.Tier, earnedAt) : null;

    private static List<GoalProgress> Goals(UserProfile profile, Dictionary<string, MemberMetric> counts, DateTimeOffset now) =>
        [.. WeeklyGoal.Of(profile, UtcDay.Of(now)).Select(g => new GoalProgress(g.Words, Math.Min(g.Target, counts.GetValueOrDefault(g.Metric)?.InWeekOf(UtcDay.Of(now)) ?? 0), g.Target, g.Reward, g.Met))];

    private static async Task<Dictionary<string, long>> States(HydraXDb db, UserProfile profile, Asking asking, CancellationToken stop)
    {
        var values = new Dictionary<string, long>();
        foreach (var state in MetricList.States) values[state.Code] = state.Of(profile, asking) ?? await state.Ask(db, profile, asking, stop);
        return values;
    }

    private static ConditionProgress Progress(DefinedCondition condition, long value)
    {
        var target = condition.Is.Value;
        return condition.Is.Is == Comparison.AtLeast
            ? new(condition.Is.Words, Math.Min(value, target), target, condition.Metric.Progress(value, target))
            : new(condition.Is.Words, value <= target ? 1 : 0, 1, condition.Metric.Figure(value));
    }
}
