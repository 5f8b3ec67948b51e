using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements.Goals;

/// <summary>What a member did in the weeks before: for each metric what each of these weeks came to.</summary>
/// <param name="Weeks">Sums of the last weeks by metric, the latest last; a week without anything is 0.</param>
public sealed record PastWeeks(IReadOnlyDictionary<string, IReadOnlyList<long>> Weeks)
{
    /// <summary>The average of a metric over the weeks in which the member was here, 0 without any.</summary>
    public double Average(string metric)
    {
        var here = Weeks.GetValueOrDefault(GoalRules.Here) ?? [];
        var of = Weeks.GetValueOrDefault(metric) ?? [];
        var weeks = Math.Max(here.Count(days => days > 0), of.Count(count => count > 0));
        return weeks == 0 ? 0 : of.Sum() / (double)weeks;
    }
}

/// <summary>
/// Which three goals a member gets for a week. Targets are fitted to what they did in their last weeks, never to what others do. No goal asks for more trades than the
/// member closed in an average week, and never for more than their tier's shots of five trading days; none knows of risk, so none rewards it. Pure.
/// </summary>
public static class GoalRules
{
    /// <summary>Goals a week.</summary>
    public const int Count = 3;

    /// <summary>Weeks that are looked back at.</summary>
    public const int WeeksBack = 4;

    /// <summary>Days with activity.</summary>
    internal const string Here = "days_here";

    private const string Earned = "xp_earned";
    private const string Won = "trades_won";
    private const string Sniper = "sniper_wins";
    private const string Perfect = "perfect_days";
    private const string Bought = "items_bought";
    private const int TradingDays = 5;
    private const int UnlimitedShots = 20;

    /// <summary>Metrics that goals are made of.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [Here, Earned, Won, Sniper, Perfect, Bought];

    /// <summary>Draws a member's goals: being here always, and two others that fit, chosen by member and week.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="week">The week's Monday.</param>
    /// <param name="past">Their last weeks.</param>
    /// <param name="dailyShots">Their tier's shots a day; null is unlimited.</param>
    public static IReadOnlyList<WeeklyGoal> Draw(long userId, UtcDay week, PastWeeks past, int? dailyShots)
    {
        var mostTrades = (dailyShots ?? UnlimitedShots) * TradingDays;
        var here = new WeeklyGoal(Here, Math.Clamp((long)Math.Round(past.Average(Here)) + 1, 3, 6), 50);
        var fitting = Fitting(past, mostTrades).ToList();
        // The lot is the member's own and the week's, the same however often it is drawn.
        var random = new Random(HashCode(userId, week));
        var chosen = fitting.OrderBy(_ => random.Next()).Take(Count - 1);
        return [here, .. chosen.OrderBy(g => Metrics.Index().First(m => m.Item == g.Metric).Index)];
    }

    private static IEnumerable<WeeklyGoal> Fitting(PastWeeks past, int mostTrades)
    {
        yield return new(Earned, Math.Max(30, RoundUp(past.Average(Earned) * 1.1, 10)), 75);
        var won = past.Average(Won);
        if (won < 1) yield return new(Bought, 1, 25);
        else yield return new(Won, Math.Clamp((long)Math.Floor(won), 1, mostTrades), 100);
        if (past.Average(Sniper) is var sniper and >= 1) yield return new(Sniper, Math.Clamp((long)Math.Floor(sniper), 1, mostTrades), 75);
        if (past.Average(Perfect) > 0) yield return new(Perfect, 1, 100);
    }

    private static long RoundUp(double value, int step) => (long)Math.Ceiling(value / step) * step;

    // Stable over processes and versions.
    private static int HashCode(long userId, UtcDay week) => unchecked((int)((ulong)(userId * 2_654_435_761 + week.Date.DayNumber * 40_503L) >> 7));
}
