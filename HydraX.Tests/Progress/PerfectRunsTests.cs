using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Progress;

public sealed class PerfectRunsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_day_with_three_trades_all_won_is_perfect_once_it_is_over_and_pays_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (perfect, few, lost) = (await Traded(core, 3, 0), await Traded(core, 2, 0), await Traded(core, 3, 1));

        Assert.Equal((0, 0), await core.Progression.AwardPerfect(Stop));
        core.Time.Midnight();
        other.Time.Midnight();
        var runs = await Task.WhenAll(core.Progression.AwardPerfect(Stop), other.Progression.AwardPerfect(Stop));

        Assert.Equal(1, runs.Sum(r => r.Days));
        Assert.Equal(150 + 200, (await core.Profile(perfect)).XpBalance);
        Assert.Equal(100, (await core.Profile(few)).XpBalance);
        Assert.Equal(160, (await core.Profile(lost)).XpBalance);
        var line = (await core.Ledger(perfect))[^1];
        Assert.Equal(("perfect_day", "perfect_day:2026-11-19", new DateOnly(2026, 11, 20)), (line.SourceType, line.RewardKey, line.UtcDay));
        await core.AssertLedgerAddsUp(perfect);
    }

    [Theory, EachProvider]
    public async Task A_perfect_friday_takes_no_bonus_of_the_saturday_on_which_it_is_given(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero));
        var user = await Traded(core, 3, 0);

        core.Time.Midnight();
        await core.Progression.AwardPerfect(Stop);

        Assert.Equal(200, (await core.Ledger(user))[^1].Amount);
    }

    [Theory, EachProvider]
    public async Task A_boost_counts_for_a_perfect_day_if_it_ran_when_the_day_ended_and_not_if_it_was_bought_after(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 19, 23, 30, 0, TimeSpan.Zero));
        var (before, after) = (await Traded(core, 3, 0), await Traded(core, 3, 0));
        foreach (var user in new[] { before, after }) await core.Give(user, 1_000);
        Assert.True((await core.Progression.Buy(before, "xp_boost", "a", Stop)).Succeeded);

        core.Time.Midnight();
        Assert.True((await core.Progression.Buy(after, "xp_boost", "b", Stop)).Succeeded);
        await core.Progression.AwardPerfect(Stop);

        Assert.Equal((300, 200), ((await core.Ledger(before))[^1].Amount, (await core.Ledger(after))[^1].Amount));
    }

    [Theory, EachProvider]
    public async Task A_process_that_was_down_for_days_makes_up_for_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await Traded(core, 3, 0);

        core.Time.Advance(TimeSpan.FromDays(5));

        Assert.Equal(1, (await core.Progression.AwardPerfect(Stop)).Days);
        Assert.Equal((0, 0), await core.Progression.AwardPerfect(Stop));
        Assert.Equal(350, (await core.Profile(user)).XpBalance);
    }

    [Theory, EachProvider]
    public async Task Perfect_days_that_are_found_together_are_counted_apart(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        for (var trade = 0; trade < 9; trade++)
        {
            await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);
            if (trade % 3 == 2) core.Time.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(3, (await core.Progression.AwardPerfect(Stop)).Days);

        await core.Progression.Correct((await core.Ledger(user))[0].TransactionId, "wrong trade", Stop);

        Assert.Equal(2, (await core.Data.Read(db => db.MemberMetrics.SingleAsync(m => m.UserId == user && m.Metric == "perfect_days", Stop), Stop)).Total);
        Assert.Empty((await core.Get<MetricVerification>().Member(user, Stop))!);
    }

    [Theory, EachProvider]
    public async Task On_a_press_pass_a_perfect_day_is_given_after_the_wipe_and_stays_for_the_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        for (var trade = 1; trade <= 3; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);

        core.Time.Midnight();
        await core.Progression.AwardPerfect(Stop);

        Assert.Equal(200, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_reversed_win_takes_a_perfect_day_back_with_what_it_had_earned_and_a_reversed_loss_makes_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (perfect, spoilt) = (await Traded(core, 3, 0), await Traded(core, 3, 1));
        core.Time.Midnight();
        await core.Progression.AwardPerfect(Stop);
        Assert.Contains("clean_sheet", EarnedCodes.Of(await core.Profile(perfect)));

        await core.Progression.Correct((await core.Ledger(perfect)).First(l => l.SourceType == "trade_win").TransactionId, "wrong trade", Stop);
        await core.Progression.Correct((await core.Ledger(spoilt)).Single(l => l.SourceType == "trade_loss").TransactionId, "wrong trade", Stop);
        await core.Progression.AwardPerfect(Stop);

        Assert.DoesNotContain("clean_sheet", EarnedCodes.Of(await core.Profile(perfect)));
        Assert.Contains("clean_sheet", EarnedCodes.Of(await core.Profile(spoilt)));
        Assert.Equal(2 * 50 + 100, (await core.Profile(perfect)).XpBalance);
        await core.AssertLedgerAddsUp(perfect);
        await core.AssertLedgerAddsUp(spoilt);
    }

    [Theory, EachProvider]
    public async Task Five_trades_of_a_week_all_won_are_a_perfect_week_that_earns_its_achievement(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (perfect, lost) = (await Traded(core, 5, 0), await Traded(core, 5, 1));

        core.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, (await core.Progression.AwardPerfect(Stop)).Weeks);
        core.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await core.Progression.AwardPerfect(Stop)).Weeks);
        Assert.Equal(0, (await core.Progression.AwardPerfect(Stop)).Weeks);

        Assert.Contains("perfect_week", EarnedCodes.Of(await core.Profile(perfect)));
        Assert.DoesNotContain("perfect_week", EarnedCodes.Of(await core.Profile(lost)));
        var line = (await core.Ledger(perfect)).Single(l => l.SourceType == "perfect_week");
        Assert.Equal((0L, "perfect_week:2026-11-16"), (line.Amount, line.RewardKey));
    }

    private static async Task<long> Traded(TestCore core, int wins, int losses)
    {
        var user = await core.Member();
        for (var trade = 1; trade <= wins; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);
        for (var trade = 1; trade <= losses; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeLoss, 100 + trade), Stop);
        return user;
    }
}
