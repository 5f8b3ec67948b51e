using HydraX.Core.Achievements.Goals;
using HydraX.Core.Kernel;

namespace HydraX.Tests.Achievements;

public sealed class GoalRulesTests
{
    private static readonly UtcDay Week = new(new(2026, 11, 23));

    private static PastWeeks Past(params (string Metric, long[] Weeks)[] metrics) => new(metrics.ToDictionary(m => m.Metric, m => (IReadOnlyList<long>)m.Weeks));

    [Fact]
    public void A_newcomer_gets_three_goals_that_can_be_met_without_a_trade()
    {
        var goals = GoalRules.Draw(7, Week, Past(), 6);

        Assert.Equal(["days_here", "xp_earned", "items_bought"], goals.Select(g => g.Metric));
        Assert.Equal([3, 30, 1], goals.Select(g => g.Target));
    }

    [Fact]
    public void The_same_member_and_week_draw_the_same_and_members_differ()
    {
        var past = Past(("days_here", [5, 5, 5, 5]), ("trades_won", [6, 6, 6, 6]), ("xp_earned", [500, 500, 500, 500]), ("sniper_wins", [2, 2, 2, 2]), ("perfect_days", [1, 0, 0, 0]));

        Assert.Equal(GoalRules.Draw(7, Week, past, 6), GoalRules.Draw(7, Week, past, 6));
        Assert.True(Enumerable.Range(1, 50).Select(user => string.Join(',', GoalRules.Draw(user, Week, past, 6).Select(g => g.Metric))).Distinct().Count() > 3);
        Assert.True(Enumerable.Range(0, 20).Select(week => string.Join(',', GoalRules.Draw(7, new(Week.Date.AddDays(7 * week)), past, 6).Select(g => g.Metric))).Distinct().Count() > 1);
    }

    [Theory]
    [InlineData(6, 30)]
    [InlineData(1, 5)]
    [InlineData(null, 100)]
    public void No_goal_asks_for_more_trades_than_the_average_week_or_the_tiers_shots(int? shots, long most)
    {
        foreach (var average in new long[] { 1, 4, 40, 400, 4_000 })
            for (var user = 1; user <= 100; user++)
                foreach (var goal in GoalRules.Draw(user, Week, Past(("trades_won", [average, average, average, average]), ("sniper_wins", [average, average, average, average])), shots))
                {
                    if (goal.Metric is not ("trades_won" or "sniper_wins")) continue;
                    Assert.InRange(goal.Target, 1, Math.Min(average, most));
                }
    }

    [Fact]
    public void Weeks_without_the_member_do_not_lower_the_average()
    {
        var past = Past(("days_here", [0, 0, 6, 4]), ("trades_won", [0, 0, 8, 4]));

        Assert.Equal(5, past.Average("days_here"));
        Assert.Equal(6, past.Average("trades_won"));
        Assert.Equal(0, past.Average("sniper_wins"));
    }

    [Fact]
    public void Being_here_never_asks_for_every_day()
    {
        Assert.Equal(6, GoalRules.Draw(7, Week, Past(("days_here", [7, 7, 7, 7])), 6)[0].Target);
        Assert.Equal(4, GoalRules.Draw(7, Week, Past(("days_here", [3, 3, 3, 3])), 6)[0].Target);
    }
}
