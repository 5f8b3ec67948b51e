using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Goals;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Achievements;

public sealed class WeeklyGoalTests
{
    // A Monday.
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Three_goals_are_drawn_with_the_first_activity_of_a_week_and_stay(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, Monday, achieves: true);
        await using var other = await core.SecondNode();
        var user = await core.Member();
        Assert.Empty((await core.Get<AchievementQuestions>().Of(user, Stop))!.Goals);

        await Task.WhenAll(core.Get<Activity>().Note(user, Stop), other.Get<Activity>().Note(user, Stop));
        var first = await Goals(core, user);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Get<Activity>().Note(user, Stop);

        Assert.Equal(3, first.Count);
        Assert.Equal(first.Select(g => g.Metric), (await Goals(core, user)).Select(g => g.Metric));
    }

    [Theory, EachProvider]
    public async Task A_goal_that_is_met_pays_once_and_says_so(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, Monday, achieves: true);
        var user = await core.Member();

        for (var day = 0; day < 4; day++)
        {
            await core.Get<Activity>().Note(user, Stop);
            core.Time.Advance(TimeSpan.FromDays(1));
        }

        var goal = (await Goals(core, user)).Single(g => g.Metric == "days_here");
        Assert.True(goal.Met);
        var line = Assert.Single(await core.Ledger(user), l => l.SourceType == "weekly_goal");
        Assert.Equal((goal.Reward, "weekly_goal:2026-11-16:days_here", "3 days with activity"), ((int)line.Amount, line.RewardKey, line.Description));
        Assert.Single(await core.Told(user, "weekly_goal_met"));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task What_was_done_in_the_week_before_the_goals_were_drawn_counts(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, Monday, achieves: true);
        var user = await core.Member();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);

        await core.Get<Activity>().Note(user, Stop);

        Assert.True((await Goals(core, user)).Single(g => g.Metric == "xp_earned").Met);
    }

    [Theory, EachProvider]
    public async Task A_goal_met_by_a_trade_that_is_reversed_is_open_again_and_can_be_met_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, Monday, achieves: true);
        var user = await core.Member();
        await core.Get<Activity>().Note(user, Stop);
        var win = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value;
        Assert.Single(win.Goals);

        await core.Progression.Correct(win.Entry.TransactionId, "wrong trade", Stop);
        Assert.DoesNotContain(await Goals(core, user), g => g.Met);
        Assert.Equal(5, (await core.Profile(user)).XpBalance);
        Assert.Empty((await core.Get<MetricVerification>().Member(user, Stop))!);
        var again = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2), Stop)).Value;

        Assert.Single(again.Goals);
        Assert.Equal(["weekly_goal:2026-11-16:xp_earned", "weekly_goal:2026-11-16:xp_earned:2"], (await core.Ledger(user)).Where(l => l.SourceType == "weekly_goal").Select(l => l.RewardKey));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Targets_are_fitted_to_the_members_own_last_weeks(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, Monday, achieves: true);
        var (busy, quiet) = (await core.Member(), await core.Member());
        for (var day = 0; day < 14; day++)
        {
            if (day % 7 < 5) for (var trade = 0; trade < 2; trade++) await core.Progression.AwardXp(new(busy, XpSource.TradeWin, day * 10 + trade), Stop);
            if (day % 7 < 5) await core.Get<Activity>().Note(busy, Stop);
            if (day % 7 == 0) await core.Get<Activity>().Note(quiet, Stop);
            core.Time.Advance(TimeSpan.FromDays(1));
        }

        await core.Get<Activity>().Note(busy, Stop);
        await core.Get<Activity>().Note(quiet, Stop);

        Assert.Equal(6, (await Goals(core, busy)).Single(g => g.Metric == "days_here").Target);
        Assert.Equal(3, (await Goals(core, quiet)).Single(g => g.Metric == "days_here").Target);
        Assert.All((await Goals(core, busy)).Where(g => g.Metric == "trades_won"), g => Assert.Equal(10, g.Target));
        Assert.DoesNotContain(await Goals(core, quiet), g => g.Metric == "trades_won");
    }

    private static async Task<IReadOnlyList<WeeklyGoal>> Goals(TestCore core, long user) => WeeklyGoal.Of(await core.Profile(user), core.Clock.Today);
}
