using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements.Goals;

/// <summary>Draws the goals of a week for a member, and finds which are met. Under the member's lock.</summary>
internal static class GoalBook
{
    private static readonly CountedMetric[] Metrics = [.. GoalRules.Metrics.Select(code => (CountedMetric)MetricList.Find(code)!)];
    private static readonly string[] Sources = [.. Enum.GetValues<XpSource>().Where(source => MetricList.CountedBy(source).Intersect(Metrics).Any()).Select(source => source.Code())];

    /// <summary>Draws this week's goals, once a week; true if it did.</summary>
    public static async Task<bool> Draw(Work work, LockedMember member, int? dailyShots)
    {
        var week = UtcDay.Of(member.At).Monday;
        if (member.Profile.GoalsOf == week.Date) return false;
        WeeklyGoal.Set(member.Profile, week, GoalRules.Draw(member.UserId, week, await Past(work, member.UserId, week), dailyShots));
        return true;
    }

    /// <summary>Marks the goals that are met now and were not before, and returns them.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="member">Who.</param>
    /// <param name="counts">What has just been counted; null looks at everything, as after goals were drawn in the middle of a week.</param>
    public static async Task<IReadOnlyList<WeeklyGoal>> Meet(Work work, LockedMember member, IReadOnlyDictionary<string, MemberMetric>? counts)
    {
        if (counts is { Count: 0 }) return [];
        var today = UtcDay.Of(member.At);
        var goals = WeeklyGoal.Of(member.Profile, today);
        counts ??= await TrophyCase.Rows(work, member.UserId, [.. goals.Select(g => g.Metric)]);
        var met = goals.Where(g => !g.Met && counts.GetValueOrDefault(g.Metric)?.InWeekOf(today) >= g.Target).Select(g => g with { Met = true, Times = g.Times + 1 }).ToList();
        if (met.Count > 0) WeeklyGoal.Set(member.Profile, today, goals.Select(g => met.Find(m => m.Metric == g.Metric) ?? g));
        return met;
    }

    /// <summary>Marks this week's goals that are no longer met, as after a trade was reversed, and returns them. Weeks gone by stay as they ended.</summary>
    public static async Task<IReadOnlyList<WeeklyGoal>> Unmeet(Work work, LockedMember member)
    {
        var today = UtcDay.Of(member.At);
        var goals = WeeklyGoal.Of(member.Profile, today);
        var counts = await TrophyCase.Rows(work, member.UserId, [.. goals.Where(g => g.Met).Select(g => g.Metric)]);
        var unmet = goals.Where(g => g.Met && !(counts.GetValueOrDefault(g.Metric)?.InWeekOf(today) >= g.Target)).ToList();
        if (unmet.Count > 0) WeeklyGoal.Set(member.Profile, today, goals.Select(g => unmet.Contains(g) ? g with { Met = false } : g));
        return unmet;
    }

    private static async Task<PastWeeks> Past(Work work, long userId, UtcDay week)
    {
        var (from, until) = (week.Date.AddDays(-7 * GoalRules.WeeksBack), week.Date);
        var correction = XpSource.Correction.Code();
        var lines = await work.Db.XpTransactions.Where(t => t.UserId == userId && t.UtcDay >= from && t.UtcDay < until && Sources.Contains(t.SourceType)
                && !work.Db.XpTransactions.Any(c => c.CorrectsId == t.TransactionId && c.SourceType == correction))
            .GroupBy(t => new { t.SourceType, t.UtcDay }).Select(g => new { g.Key.SourceType, g.Key.UtcDay, Lines = g.Count(), Amount = g.Sum(t => t.Amount) }).ToListAsync(work.Stop);
        return new(Metrics.ToDictionary(m => m.Code, m => (IReadOnlyList<long>)[.. Enumerable.Range(0, GoalRules.WeeksBack).Select(back => from.AddDays(7 * back))
            .Select(monday => lines.Where(l => l.UtcDay >= monday && l.UtcDay < monday.AddDays(7)).Sum(l => Sum(m, Codes<XpSource>.Parse(l.SourceType), l.Lines, l.Amount)))]));
    }

    // A metric adds one a line, or the line's amount.
    private static long Sum(CountedMetric metric, XpSource source, int lines, long amount) => metric is LinesOf ? metric.Of(source, 1) * lines : metric.Of(source, amount);
}
