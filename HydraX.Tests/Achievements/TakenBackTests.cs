using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Achievements;

/// <summary>What reversals, wipes and stars take of what was earned, and what they leave.</summary>
public sealed class TakenBackTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_reversed_trade_takes_back_what_it_had_earned_with_its_xp_and_it_can_be_earned_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        var win = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value.Entry;

        await core.Progression.Correct(win.TransactionId, "wrong trade", Stop);

        var profile = await core.Profile(user);
        Assert.Equal((0L, 0L, 0L), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp));
        Assert.Empty(EarnedCodes.Of(profile));
        Assert.NotNull(Assert.Single(await core.Kept(user)).TakenBackAt);
        Assert.Single(await core.Told(user, "achievement_taken_back"));

        var again = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2), Stop)).Value;
        Assert.Equal("first_blood", Assert.Single(again.Achievements).Code);
        Assert.Equal(150, (await core.Profile(user)).XpBalance);
        Assert.Equal((2, (DateTimeOffset?)null), (Assert.Single(await core.Kept(user)).Times, Assert.Single(await core.Kept(user)).TakenBackAt));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task What_still_holds_after_a_reversal_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        var first = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value.Entry;
        for (var trade = 2; trade <= 4; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);

        await core.Progression.Correct(first.TransactionId, "wrong trade", Stop);

        Assert.Equal(["first_blood", "hat_trick"], EarnedCodes.Of(await core.Profile(user)).Order());
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_reversal_takes_the_best_day_back_to_what_the_other_days_were(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        var trade = 0;
        for (var day = 0; day < 2; day++)
        {
            for (var i = 0; i < 2; i++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, ++trade), Stop);
            core.Time.Advance(TimeSpan.FromDays(1));
        }
        var third = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, ++trade), Stop)).Value.Entry;
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, ++trade), Stop);
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, ++trade), Stop);
        Assert.Contains("hat_trick", EarnedCodes.Of(await core.Profile(user)));

        await core.Progression.Correct(third.TransactionId, "wrong trade", Stop);

        Assert.DoesNotContain("hat_trick", EarnedCodes.Of(await core.Profile(user)));
        var won = await core.Data.Read(db => db.MemberMetrics.SingleAsync(m => m.UserId == user && m.Metric == "trades_won", Stop), Stop);
        Assert.Equal((6, 2, 2), (won.Total, won.OfDay, won.BestDay));
    }

    [Theory, EachProvider]
    public async Task A_level_that_a_wipe_took_keeps_its_achievement(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.MemberOnPass();
        await core.Give(user, 700);
        core.Time.Advance(TimeSpan.FromDays(1));

        await core.Night.Wipe(Stop);
        await core.Progression.AwardXp(new(user, XpSource.DailyLogin, RewardKey: "daily_login:2026-11-20"), Stop);

        Assert.Equal(5, (await core.Profile(user)).TotalXp);
        Assert.Equal(["level_5"], EarnedCodes.Of(await core.Profile(user)));
    }

    [Theory, EachProvider]
    public async Task A_paying_member_keeps_the_xp_of_what_they_earned_on_the_pass_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);
        core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await core.Passes.Activate(user)).Succeeded);
        for (var trade = 2; trade <= 3; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Night.Wipe(Stop);

        var kept = await core.Data.Run(async work => await core.Passes.Convert(work, (await work.LockMember(user))!, work.At), Stop);

        // First blood was earned before the pass, and the wipe took it; the hat trick is the pass's own.
        Assert.Equal(100, kept);
        Assert.Equal(100, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task What_a_paying_member_kept_of_the_pass_is_taken_back_with_what_had_earned_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.MemberOnPass();
        var win = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value.Entry;
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Night.Wipe(Stop);
        await core.Convert(user, core.Time.Now);
        Assert.Equal(100, (await core.Profile(user)).XpBalance);

        await core.Progression.Correct(win.TransactionId, "wrong trade", Stop);

        Assert.Empty(EarnedCodes.Of(await core.Profile(user)));
        Assert.Equal(0, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task No_more_is_kept_of_the_pass_than_its_wipes_took(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.MemberOnPass();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);
        await core.Spend(user, 120);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Night.Wipe(Stop);

        await core.Convert(user, core.Time.Now);

        // 50 and 100 came in, 120 were spent, and the wipe had 30 to take.
        Assert.Equal(30, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task What_another_nights_wipe_took_pays_for_nothing_that_was_spent(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.MemberOnPass();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);
        await core.Spend(user, 120);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        await core.Give(user, 300);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);

        await core.Convert(user, core.Time.Now);

        Assert.Equal(30, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task What_a_star_was_taken_for_is_not_kept_of_the_pass_once_more(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.MemberOnPass();
        var win = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value.Entry;
        await core.Prestige(user);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);

        await core.Convert(user, core.Time.Now);
        var profile = await core.Profile(user);
        Assert.Equal((100, 0, 150), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp));
        await core.Progression.Correct(win.TransactionId, "wrong trade", Stop);

        profile = await core.Profile(user);
        Assert.Equal((0, 0, 0), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_reversal_leaves_what_was_not_true_before_it_anyway(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 19, 23, 0, 0, TimeSpan.Zero));
        await core.Define("of_season", new("trades_won", Comparison.AtLeast, 2, MetricWindow.Season), draft => draft with { IsLimited = true });
        await core.Define("careful", new("trades_won", Comparison.AtLeast, 2), draft => draft with { Conditions = [.. draft.Conditions, new("trades_lost", Comparison.AtMost, 1)] });
        Assert.True((await core.Get<SeasonDesk>().Plan(new("Autumn", "", new(2026, 11, 20), new(2026, 11, 29)), "for the test", Actor.Job, Stop)).Succeeded);
        var user = await core.Member();
        core.Time.Advance(TimeSpan.FromDays(1));
        for (var trade = 1; trade <= 3; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);
        core.Time.Advance(TimeSpan.FromDays(14));
        for (var trade = 4; trade <= 6; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeLoss, trade), Stop);
        var lines = await core.Ledger(user);

        await core.Progression.Correct(lines[0].TransactionId, "wrong trade", Stop);
        await core.Progression.Correct(lines[^1].TransactionId, "wrong trade", Stop);

        Assert.Equal(["careful", "of_season"], EarnedCodes.Of(await core.Profile(user)).Order());
    }

    [Theory, EachProvider]
    public async Task A_wrong_grant_of_long_ago_is_taken_back_with_all_that_it_had_brought_nearer(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (user, twin) = (await core.Member(), await core.Member());
        var mistake = await core.Give(user, 2_400);
        foreach (var xp in new[] { 200, 2_100 })
        {
            core.Time.Advance(TimeSpan.FromHours(1));
            foreach (var member in new[] { user, twin }) await core.Give(member, xp);
        }
        Assert.NotEqual(EarnedCodes.Of(await core.Profile(twin)).Order(), EarnedCodes.Of(await core.Profile(user)).Order());

        await core.Progression.Correct(mistake.TransactionId, "given twice", Stop);

        Assert.Equal(EarnedCodes.Of(await core.Profile(twin)).Order(), EarnedCodes.Of(await core.Profile(user)).Order());
        Assert.Equal((await core.Profile(twin)).XpBalance, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_level_that_was_reached_before_what_is_reversed_stays_earned(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.MemberOnPass();
        await core.Give(user, 700);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Night.Wipe(Stop);
        var second = await core.Give(user, 700);

        await core.Progression.Correct(second.TransactionId, "given twice", Stop);

        Assert.Equal(0, (await core.Profile(user)).TotalXp);
        Assert.Equal(["level_5"], EarnedCodes.Of(await core.Profile(user)));
    }

    [Theory, EachProvider]
    public async Task What_xp_given_by_mistake_had_earned_is_taken_back_after_a_star_too(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Define("much", new("real_total_xp", Comparison.AtLeast, 1_000));
        var user = await core.Member();
        await core.Give(user, 900);
        await core.Prestige(user);
        var mistake = await core.Give(user, 200);
        Assert.Equal(["much"], EarnedCodes.Of(await core.Profile(user)));

        await core.Progression.Correct(mistake.TransactionId, "given twice", Stop);

        Assert.Empty(EarnedCodes.Of(await core.Profile(user)));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_line_that_follows_from_another_is_corrected_by_correcting_that(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);

        var refused = await core.Progression.Correct((await core.Ledger(user))[^1].TransactionId, "by hand", Stop);

        Assert.Equal("xp.not-correctable", refused.Problem?.Code);
    }
}
