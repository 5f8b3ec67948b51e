using System.Globalization;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements;

/// <summary>What achievements pay and which conditions make sense. Pure. Figures: the specification's ACHIEVEMENT_TIERS; decisions §5.</summary>
public static class AchievementRules
{
    /// <summary>Conditions that one achievement may have.</summary>
    public const int MostConditions = 5;

    /// <summary>Most XP that an achievement may pay, its badge tier's multiplier counted: ten times the specification's largest reward.</summary>
    public const long LargestPay = 200_000;

    /// <summary>What a badge tier multiplies the reward with.</summary>
    public static decimal Multiplier(BadgeTier tier) => tier switch
    {
        BadgeTier.Bronze => 1m,
        BadgeTier.Silver => 1.5m,
        BadgeTier.Gold => 2m,
        BadgeTier.Platinum => 3m,
        BadgeTier.Diamond => 5m,
        BadgeTier.Master => 10m,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    /// <summary><c>floor(reward × multiplier)</c></summary>
    public static long Pays(int reward, BadgeTier tier) => (long)Math.Floor(reward * Multiplier(tier));

    /// <summary>
    /// Why conditions make no achievement, or null. Problems: <c>achievements.no-condition</c>, <c>achievements.too-many</c>, <c>achievements.metric</c> (unknown),
    /// <c>achievements.window</c>, <c>achievements.value</c>, <c>achievements.never</c> (can never hold), <c>achievements.always</c> (holds for everybody), <c>achievements.twice</c>.
    /// </summary>
    public static Problem? Refusal(IReadOnlyList<Condition> conditions)
    {
        if (conditions.Count == 0) return Problem.Of("achievements.no-condition", "Add at least one condition: without any, everybody would have earned it.");
        if (conditions.Count > MostConditions) return Problem.Of("achievements.too-many", $"An achievement has at most {MostConditions} conditions, not {conditions.Count}.");
        foreach (var condition in conditions)
            if (Refusal(condition) is { } refusal) return refusal;
        if (conditions.GroupBy(c => (c.Metric, c.Window, c.Is)).FirstOrDefault(same => same.Count() > 1)?.First() is { } twice)
            return Problem.Of("achievements.twice", $"{Name(twice)} is asked for twice. Keep one of the two conditions.");
        foreach (var most in conditions.Where(c => c.Is == Comparison.AtMost))
        {
            // What was done in one period was done ever: a period's least cannot be above the most of all time.
            var least = conditions.Where(c => c.Metric == most.Metric && c.Is == Comparison.AtLeast && (c.Window == most.Window || most.Window == MetricWindow.Ever)).MaxBy(c => c.Value);
            if (least?.Value > most.Value) return Problem.Of("achievements.never", $"{Name(most)} cannot be {Figure(least)} or more and {Figure(most)} or less at once: nobody could ever earn this.");
        }
        return conditions.All(c => c.Is == Comparison.AtMost || c.Value == 0)
            ? Problem.Of("achievements.always", "Everybody meets these conditions from the start. Add one that asks for something to be reached.")
            : null;
    }

    private static Problem? Refusal(Condition condition)
    {
        if (MetricList.Find(condition.Metric) is not { } metric)
            return Problem.Of("achievements.metric", $"There is no metric {condition.Metric}. There are {string.Join(", ", MetricList.All.Select(m => m.Code))}.");
        if (!metric.Windows.Contains(condition.Window))
            return Problem.Of("achievements.window", $"{metric.Name} is not counted by {condition.Window.Code()}. It is counted by {string.Join(", ", metric.Windows.Select(w => w.Code()))}.");
        if (condition.Value < 0) return Problem.Of("achievements.value", $"{metric.Name} cannot be below 0, so {condition.Value.ToString("N0", CultureInfo.InvariantCulture)} makes no condition.");
        if (condition.Is == Comparison.AtLeast && metric.Most(condition.Window) is { } most && condition.Value > most)
            return Problem.Of("achievements.never", $"{Name(condition)} is never more than {metric.Figure(most)}, so nobody could ever reach {metric.Figure(condition.Value)}.");
        return null;
    }

    private static string Name(Condition condition) => MetricList.Find(condition.Metric)!.Name + condition.Window switch
    {
        MetricWindow.Day => " in one day",
        MetricWindow.Week => " in one week",
        MetricWindow.Month => " in one month",
        MetricWindow.Season => " in the season",
        _ => "",
    };

    private static string Figure(Condition condition) => MetricList.Find(condition.Metric)!.Figure(condition.Value);
}
