using System.Text.Json;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements;

/// <summary>What has just changed about a member: counted metrics with what they have come to, and what else was touched.</summary>
/// <param name="Counts">The metrics, by code.</param>
/// <param name="Touched">What else.</param>
/// <param name="Earned">Codes of achievements that were earned by it.</param>
internal sealed record MemberChange(IReadOnlyDictionary<string, MemberMetric> Counts, Touch Touched, IReadOnlyList<string> Earned)
{
    /// <summary>After a reversal what the metrics had come to before it, by code.</summary>
    public IReadOnlyDictionary<string, MemberMetric> Was { get; init; } = NoCounts;

    /// <summary>Both.</summary>
    public MemberChange And(MemberChange other) =>
        new(Counts.Concat(other.Counts).DistinctBy(count => count.Key).ToDictionary(), Touched | other.Touched, [.. Earned, .. other.Earned]) { Was = Was.Concat(other.Was).DistinctBy(count => count.Key).ToDictionary() };

    /// <summary>Nothing was counted.</summary>
    public static readonly IReadOnlyDictionary<string, MemberMetric> NoCounts = new Dictionary<string, MemberMetric>();
}

/// <summary>
/// The door to what members achieve. It counts lines of the ledger, finds what is earned by them or lost with them, and keeps what was earned; what
/// it pays is posted by <c>Progress</c>. Conditions are looked at only when a metric that they ask has changed. Everything happens under the member's lock.
/// </summary>
public sealed class TrophyCase(HydraXData data, AchievementBook book, XpCalendar calendar)
{
    /// <summary>
    /// Chooses the badges that a member shows, in this order. Problems: <c>achievements.showcase-full</c>, <c>achievements.not-earned</c>, <c>users.unknown</c>, <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<IReadOnlyList<string>>> Show(long userId, IReadOnlyList<string> codes, CancellationToken stop = default) => data.Run<Outcome<IReadOnlyList<string>>>(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        var chosen = codes.Distinct().ToList();
        if (chosen.Count > ShowcaseRules.Most) return Problem.Of("achievements.showcase-full", $"You can show {ShowcaseRules.Most} badges, and these are {chosen.Count}. Hide one first.");
        var kept = await work.Db.UserAchievements.Where(a => a.UserId == userId && a.TakenBackAt == null).ToListAsync(work.Stop);
        var byId = book.InForce.All.ToDictionary(a => a.Row.AchievementId, a => a.Code);
        if (chosen.Find(code => !kept.Exists(a => byId.GetValueOrDefault(a.AchievementId) == code)) is { } missing) return Problem.Of("achievements.not-earned", $"You have not earned {missing}, so it cannot be shown.");
        foreach (var own in kept) own.Showcase = byId.TryGetValue(own.AchievementId, out var code) && chosen.IndexOf(code) is >= 0 and var place ? place + 1 : null;
        return chosen;
    }, stop);

    /// <summary>Counts anew everything of a member from their ledger. It changes nothing but what was wrong. False for an unknown one.</summary>
    public Task<bool> Recount(long userId, CancellationToken stop = default) => data.Run(async work =>
    {
        if (await work.LockMember(userId) is null) return false;
        await Recount(work, userId, MetricList.Counted);
        return true;
    }, stop);

    /// <summary>Counts a line that has just been written.</summary>
    internal async Task<MemberChange> Count(Work work, LockedMember member, XpSource source, long amount, long totalChange, UtcDay day)
    {
        var touched = (totalChange > 0 ? Touch.Xp : Touch.None) | (source switch { XpSource.DailyLogin => Touch.Here, XpSource.Prestige => Touch.Prestige, _ => Touch.None });
        var metrics = MetricList.CountedBy(source);
        if (metrics.Count == 0) return new(MemberChange.NoCounts, touched, []);
        var counts = await Rows(work, member.UserId, [.. metrics.Select(m => m.Code)]);
        foreach (var metric in metrics)
        {
            if (!counts.TryGetValue(metric.Code, out var row)) counts[metric.Code] = row = Begin(work, member.UserId, metric.Code, day);
            // Whoever was here today on an account that has become this one was counted with it.
            if (metric.IsOnceForBoth && source == XpSource.DailyLogin && row.CountedOn == day.Date && row.OfDay > 0) continue;
            row.Add(day, metric.Of(source, amount), SeasonOf(day));
        }
        return new(counts, touched, []);
    }

    /// <summary>Counts anew what lines of a source count, as after one of them was reversed.</summary>
    internal async Task<MemberChange> Recount(Work work, LockedMember member, XpSource source, Touch touched)
    {
        var metrics = MetricList.CountedBy(source);
        string[] codes = [.. metrics.Select(m => m.Code)];
        var was = (await Rows(work, member.UserId, codes)).ToDictionary(row => row.Key, row => row.Value.Copy());
        await Recount(work, member.UserId, metrics);
        return new(await Rows(work, member.UserId, codes), touched, []) { Was = was };
    }

    /// <summary>What a member has earned by a change.</summary>
    internal async Task<IReadOnlyList<DefinedAchievement>> Earned(Work work, LockedMember member, MemberChange change)
    {
        var defined = book.InForce;
        var candidates = Candidates(defined, change);
        if (candidates.Count == 0) return [];
        var (asking, profile) = (Asked(member, defined), member.Profile);
        var hopeful = candidates.Where(a => a.IsOpen(member.At) && a.Conditions.All(c => Known(c) is not { } value || c.Is.Holds(value))).ToList();
        if (hopeful.Count == 0) return [];
        var earned = EarnedCodes.Of(profile);
        hopeful.RemoveAll(a => !IsNext(defined, a, earned));
        return await AllMet(work, member, hopeful, change.Counts, asking);

        long? Known(DefinedCondition condition) => condition.Metric is StateMetric state ? state.Of(profile, asking)
            : change.Counts.TryGetValue(condition.Metric.Code, out var row) ? row.Best(condition.Is.Window, asking.Season) : null;
    }

    /// <summary>Whether a member meets all conditions of an achievement now and does not hold it.</summary>
    internal async Task<bool> Meets(Work work, LockedMember member, DefinedAchievement achievement)
    {
        var defined = book.InForce;
        if (!achievement.IsOpen(member.At) || !IsNext(defined, achievement, EarnedCodes.Of(member.Profile))) return false;
        return (await AllMet(work, member, [achievement], MemberChange.NoCounts, Asked(member, defined))).Count == 1;
    }

    /// <summary>Writes down that a member has earned an achievement. Null if they have it already.</summary>
    internal static async Task<UserAchievement?> Keep(Work work, LockedMember member, DefinedAchievement achievement)
    {
        // Earned on the way by what another one gave, it is there already although the list that names it is older.
        if (EarnedCodes.Of(member.Profile).Contains(achievement.Code)) return null;
        var id = achievement.Row.AchievementId;
        var row = await work.Db.UserAchievements.FirstOrDefaultAsync(a => a.UserId == member.UserId && a.AchievementId == id, work.Stop);
        if (row is { TakenBackAt: null }) return null;
        if (row is null) work.Db.Add(row = new UserAchievement { UserId = member.UserId, AchievementId = id });
        else (row.Times, row.TakenBackAt) = (row.Times + 1, null);
        row.EarnedAt = member.At;
        row.Progress = ProgressOf(achievement);
        EarnedCodes.Add(member.Profile, achievement.Code);
        return row;
    }

    /// <summary>How far each condition had come when it was earned.</summary>
    internal static string ProgressOf(DefinedAchievement achievement) =>
        JsonSerializer.Serialize(achievement.Conditions.ToDictionary(c => $"{c.Metric.Code}:{c.Is.Window.Code()}:{c.Is.Is.Code()}", c => c.Is.Value));

    /// <summary>
    /// What a member has no longer earned once something was reversed, with what they had kept of it: only what held until this reversal, so that a challenge of a season that is over stays.
    /// What total XP gave goes only if it was earned since what is reversed: a wipe, a season and a prestige take none of it.
    /// </summary>
    /// <param name="work">The transaction.</param>
    /// <param name="member">Who.</param>
    /// <param name="change">What was changed.</param>
    /// <param name="before">Total XP, and XP ever earned, before it.</param>
    /// <param name="since">When what is reversed was written.</param>
    internal async Task<IReadOnlyList<(DefinedAchievement Achievement, UserAchievement Kept)>> Lost(Work work, LockedMember member, MemberChange change, (long Total, long Ever) before, DateTimeOffset since)
    {
        var defined = book.InForce;
        var earned = EarnedCodes.Of(member.Profile);
        var asking = Asked(member, defined);
        var had = new UserProfile { TotalXp = before.Total, RealTotalXp = before.Ever };
        var lost = new List<(DefinedAchievement, UserAchievement)>();
        foreach (var achievement in defined.All.Where(a => earned.Contains(a.Code) && a.Conditions.Any(c => Fails(c) || FailsByXp(c))))
        {
            var (id, ofXpAlone) = (achievement.Row.AchievementId, !achievement.Conditions.Any(Fails));
            if (await work.Db.UserAchievements.FirstOrDefaultAsync(a => a.UserId == member.UserId && a.AchievementId == id && a.TakenBackAt == null && (!ofXpAlone || a.EarnedAt >= since), work.Stop) is { } kept) lost.Add((achievement, kept));
        }
        return lost;

        bool FailsByXp(DefinedCondition condition) => condition.Metric is StateMetric { ChangesWith: Touch.Xp } state && change.Touched.HasFlag(Touch.Xp)
            && state.Of(had, asking) is { } then && state.Of(member.Profile, asking) is { } now && condition.Is.Holds(then) && !condition.Is.Holds(now);

        bool Fails(DefinedCondition condition) => condition.Metric switch
        {
            StateMetric { ChangesWith: Touch.Achievement or Touch.Staff } state => change.Touched.HasFlag(state.ChangesWith) && !condition.Is.Holds(state.Of(member.Profile, asking)!.Value),
            CountedMetric counted => change.Was.TryGetValue(counted.Code, out var was) && condition.Is.Holds(was.Best(condition.Is.Window, asking.Season))
                && !condition.Is.Holds(change.Counts[counted.Code].Best(condition.Is.Window, asking.Season)),
            _ => false,
        };
    }

    /// <summary>Writes down that an achievement was taken back.</summary>
    internal static void TakeBack(LockedMember member, DefinedAchievement achievement, UserAchievement kept)
    {
        kept.TakenBackAt = member.At;
        kept.Showcase = null;
        EarnedCodes.Remove(member.Profile, achievement.Code);
    }

    /// <summary>Brings what an account that is merged away had earned to the one that stays; both are locked. Nothing is paid again.</summary>
    internal async Task Join(Work work, LockedMember from, LockedMember to)
    {
        var all = await work.Db.UserAchievements.Where(a => a.UserId == from.UserId || a.UserId == to.UserId).ToListAsync(work.Stop);
        // Asked of the database: one that another node has begun with may be unknown here.
        var codes = await work.Db.Achievements.ToDictionaryAsync(a => a.AchievementId, a => a.Code, work.Stop);
        foreach (var theirs in all.Where(a => a.UserId == from.UserId && a.TakenBackAt is null))
        {
            theirs.Showcase = null;
            var own = all.Find(a => a.UserId == to.UserId && a.AchievementId == theirs.AchievementId);
            if (own is { TakenBackAt: null }) continue;
            if (own is null) work.Db.Add(own = new UserAchievement { UserId = to.UserId, AchievementId = theirs.AchievementId });
            else (own.Times, own.TakenBackAt) = (own.Times + 1, null);
            (own.EarnedAt, own.Progress) = (theirs.EarnedAt, theirs.Progress);
            EarnedCodes.Add(to.Profile, codes[theirs.AchievementId]);
        }
        await work.Save();
        await Recount(work, to.UserId, MetricList.Counted, from.UserId);
    }

    // Not earned yet, and what comes before it is, where that can be earned at all.
    private static bool IsNext(DefinedAchievements defined, DefinedAchievement achievement, IReadOnlySet<string> earned) =>
        !earned.Contains(achievement.Code) && (defined.Before(achievement.Row.Follows) is not { } before || earned.Contains(before.Code));

    private static HashSet<DefinedAchievement> Candidates(DefinedAchievements defined, MemberChange change)
    {
        var candidates = new HashSet<DefinedAchievement>(ReferenceEqualityComparer.Instance);
        foreach (var code in change.Counts.Keys) candidates.UnionWith(defined.Asking(code));
        foreach (var state in MetricList.States)
            if ((state.ChangesWith & change.Touched) != 0) candidates.UnionWith(defined.Asking(state.Code));
        foreach (var code in change.Earned) candidates.UnionWith(defined.After(code));
        return candidates;
    }

    // What neither the change nor the profile says is asked for once, for all that hope.
    private static async Task<IReadOnlyList<DefinedAchievement>> AllMet(Work work, LockedMember member, List<DefinedAchievement> hopeful, IReadOnlyDictionary<string, MemberMetric> counts, Asking asking)
    {
        var missing = hopeful.SelectMany(a => a.Conditions).Select(c => c.Metric).OfType<CountedMetric>().Select(m => m.Code).Where(code => !counts.ContainsKey(code)).Distinct().ToArray();
        var rest = missing.Length == 0 ? [] : await Rows(work, member.UserId, missing);
        var asked = new Dictionary<string, long>();
        var meeting = new List<DefinedAchievement>();
        foreach (var achievement in hopeful)
        {
            var holds = true;
            foreach (var condition in achievement.Conditions) holds = holds && condition.Is.Holds(await Value(condition));
            if (holds) meeting.Add(achievement);
        }
        return meeting;

        async Task<long> Value(DefinedCondition condition)
        {
            var code = condition.Metric.Code;
            if (condition.Metric is not StateMetric state) return (counts.GetValueOrDefault(code) ?? rest.GetValueOrDefault(code))?.Best(condition.Is.Window, asking.Season) ?? 0;
            if (state.Of(member.Profile, asking) is { } known) return known;
            if (!asked.TryGetValue(code, out var value)) asked[code] = value = await state.Ask(work.Db, member.Profile, asking, work.Stop);
            return value;
        }
    }

    internal async Task Recount(Work work, long userId, IReadOnlyList<CountedMetric> metrics, long? also = null)
    {
        if (metrics.Count == 0) return;
        await work.Save();
        var counted = await CountedDays(work, userId, metrics, also);
        var rows = await Rows(work, userId, [.. metrics.Select(m => m.Code)]);
        foreach (var metric in metrics)
        {
            var counts = counted[metric.Code];
            if (!rows.TryGetValue(metric.Code, out var row))
            {
                if (counts.Count == 0) continue;
                row = Begin(work, userId, metric.Code, counts[0].Day);
            }
            row.Set(counts, SeasonOf);
        }
    }

    private Asking Asked(LockedMember member, DefinedAchievements defined) => Asking.Of(member.At, defined, calendar);

    /// <summary>The first day of the season that holds a day; null without one.</summary>
    internal DateOnly? SeasonOf(UtcDay day) => calendar.SeasonAt(day)?.StartsOn;

    /// <summary>What a member's ledger counts for metrics, day by day. Lines that were reversed count nothing.</summary>
    internal static async Task<IReadOnlyDictionary<string, List<DayCount>>> CountedDays(Work work, long userId, IReadOnlyList<CountedMetric> metrics, long? also = null)
    {
        // An account that was merged into this one keeps its lines, and what they count counts here.
        var accounts = await work.Db.Users.Where(u => u.MergedIntoUserId == userId).Select(u => u.Id).ToListAsync(work.Stop);
        if (also is { } joining) accounts.Add(joining);
        var isJoined = accounts.Count > 0;
        accounts.Add(userId);
        var correction = XpSource.Correction.Code();
        var lines = work.Db.XpTransactions.Where(t => accounts.Contains(t.UserId) && !work.Db.XpTransactions.Any(c => c.CorrectsId == t.TransactionId && c.SourceType == correction));
        var byDay = SourcesOf(metrics.Where(metric => !(isJoined && metric.IsOnceForBoth)));
        var days = await lines.Where(t => byDay.Contains(t.SourceType))
            .GroupBy(t => new { t.SourceType, t.UtcDay, t.Amount }).Select(g => new { g.Key.SourceType, g.Key.UtcDay, g.Key.Amount, Lines = g.Count() }).ToListAsync(work.Stop);
        var byKey = SourcesOf(metrics.Where(metric => isJoined && metric.IsOnceForBoth));
        var keyed = byKey.Length == 0 ? [] : await lines.Where(t => byKey.Contains(t.SourceType)).Select(t => new { t.SourceType, t.UtcDay, t.Amount, t.RewardKey }).ToListAsync(work.Stop);
        return metrics.ToDictionary(metric => metric.Code, metric => Counted(metric).Where(d => d.Count != 0).ToList());

        IEnumerable<DayCount> Counted(CountedMetric metric) => isJoined && metric.IsOnceForBoth
            ? keyed.Where(l => metric.Of(Codes<XpSource>.Parse(l.SourceType), l.Amount) != 0).OrderBy(l => l.UtcDay).DistinctBy(l => l.RewardKey).Select(l => new DayCount(new(l.UtcDay), 1))
            : days.Select(d => new DayCount(new(d.UtcDay), metric.Of(Codes<XpSource>.Parse(d.SourceType), d.Amount) * d.Lines));
    }

    private static string[] SourcesOf(IEnumerable<CountedMetric> metrics) => [.. Enum.GetValues<XpSource>().Where(source => MetricList.CountedBy(source).Intersect(metrics).Any()).Select(source => source.Code())];

    private static MemberMetric Begin(Work work, long userId, string metric, UtcDay day) => work.Db.Add(new MemberMetric { UserId = userId, Metric = metric, CountedOn = day.Date }).Entity;

    // Rows that this transaction has begun are not in the database yet.
    internal static async Task<Dictionary<string, MemberMetric>> Rows(Work work, long userId, string[] metrics)
    {
        var known = work.Db.MemberMetrics.Local.Where(m => m.UserId == userId && metrics.Contains(m.Metric)).ToDictionary(m => m.Metric);
        var rest = metrics.Where(m => !known.ContainsKey(m)).ToArray();
        if (rest.Length > 0)
            foreach (var row in await work.Db.MemberMetrics.Where(m => m.UserId == userId && rest.Contains(m.Metric)).ToListAsync(work.Stop)) known[row.Metric] = row;
        return known;
    }
}
