using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Progress;

public sealed class AwardTests
{
    [Theory, EachProvider]
    public async Task An_award_writes_one_line_and_the_profile_with_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();

        var awarded = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 4711, "EURUSD long"))).Value;

        Assert.Equal((50, 50, false), (awarded.Entry.Amount, awarded.Entry.BalanceAfter, awarded.Entry.WasKnown));
        var line = Assert.Single(await core.Ledger(user));
        Assert.Equal(("trade_win:4711", 50, 4711L, "trade_win", new DateOnly(2026, 11, 19)), (line.RewardKey, line.Amount, line.SourceId, line.SourceType, line.UtcDay));
        var profile = await core.Profile(user);
        Assert.Equal((50, 50, 50, 0), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp, profile.LifetimeEarned));
        Assert.Single(await core.Told(user, "xp_earned"));
    }

    [Theory, EachProvider]
    public async Task Second_award_for_the_same_trade_changes_nothing(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var first = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Value.Entry;

        var second = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Value.Entry;

        Assert.True(second.WasKnown);
        Assert.Equal((first.TransactionId, first.Amount, first.BalanceAfter), (second.TransactionId, second.Amount, second.BalanceAfter));
        Assert.Single(await core.Ledger(user));
        Assert.Single(await core.Told(user, "xp_earned"));
    }

    [Theory, EachProvider]
    public async Task Racing_awards_of_the_same_trade_pay_once_and_of_different_trades_all(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();

        var same = Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? core : other).Progression.AwardXp(new(user, XpSource.TradeWin, 1)));
        var different = Enumerable.Range(2, 16).Select(i => (i % 2 == 0 ? core : other).Progression.AwardXp(new(user, XpSource.TradeLoss, i)));
        var outcomes = await Task.WhenAll(same.Concat(different));

        Assert.All(outcomes, o => Assert.True(o.Succeeded));
        Assert.Equal(17, outcomes.Count(o => !o.Value.Entry.WasKnown));
        Assert.Equal(50 + 16 * 10, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Weekend_tier_boost_and_prestige_multiply_and_are_named_on_the_line(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var user = await core.Member();
        await core.Data.Run(async work =>
        {
            var profile = await work.Db.Profiles.SingleAsync(p => p.UserId == user);
            (profile.BoostFactor, profile.BoostUntil, profile.PrestigeLevel) = (1.5m, work.At.AddHours(1), 2);
            (await work.Db.Users.SingleAsync(u => u.Id == user)).Tier = TierCode.Commander;
        });

        var entry = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Value.Entry;

        Assert.Equal(162, entry.Amount); // 50 × 1.5 × 1.2 × 1.5 × 1.2
        Assert.Equal(["weekend_bonus", "tier_bonus", "boost", "prestige"], entry.Multipliers.Select(m => m.Name));
        var line = Assert.Single(await core.Ledger(user));
        Assert.Equal(50, line.BaseAmount);
        Assert.Contains("weekend_bonus", line.Multipliers, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task A_streak_multiplies_from_its_third_day_on_and_no_longer_once_a_day_was_missed(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new(2026, 11, 16, 10, 0, 0, TimeSpan.Zero));
        var user = await core.Member();
        var amounts = new List<long>();
        // Monday to Thursday, then Saturday would be the weekend's: Friday is missed and the next is Monday.
        foreach (var pause in new[] { 0, 1, 1, 1, 4 })
        {
            core.Time.Advance(TimeSpan.FromDays(pause));
            await core.Get<HydraX.Core.Progress.Activity>().Note(user);
            var entry = (await core.Progression.AwardXp(new(user, XpSource.ChaingunCompletion, amounts.Count + 1))).Value.Entry;
            Assert.Equal(entry.Amount == 105, entry.Multipliers.Any(m => m is { Name: "streak_bonus", Factor: 1.05m }));
            amounts.Add(entry.Amount);
        }

        Assert.Equal([100, 100, 105, 105, 100], amounts);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Xp_from_trades_stops_at_the_days_limit_and_starts_again_the_next_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        for (var trade = 1; trade <= 59; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade));
        Assert.Equal(2_950, (await core.Profile(user)).XpBalance);

        await core.Progression.AwardXp(new(user, XpSource.ChaingunCompletion, 60));
        Assert.Equal(3_000, (await core.Profile(user)).XpBalance);

        core.Time.Midnight();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 61));
        Assert.Equal(3_050, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Crossing_a_threshold_promotes_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 990);
        Assert.Equal(RankCode.Recruit, (await core.Profile(user)).CurrentRank);

        var awarded = (await core.Progression.AwardXp(new(user, XpSource.TradeLoss, 1))).Value;
        await core.Progression.AwardXp(new(user, XpSource.TradeLoss, 2));

        Assert.Equal(RankCode.Private, awarded.Promotion);
        Assert.Equal(RankCode.Private, (await core.Profile(user)).CurrentRank);
        Assert.Single(await core.Told(user, "promoted"));
    }

    [Theory, EachProvider]
    public async Task What_is_not_earned_unknown_or_suspended_is_refused_with_its_reason(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        Assert.Equal("xp.not-earned", (await core.Progression.AwardXp(new(user, XpSource.AdminGrant, 1))).Problem?.Code);
        Assert.Equal("xp.no-source-id", (await core.Progression.AwardXp(new(user, XpSource.TradeWin))).Problem?.Code);
        Assert.Equal("users.unknown", (await core.Progression.AwardXp(new(999, XpSource.TradeWin, 1))).Problem?.Code);
        await core.Data.Run(async work => (await work.Db.Users.SingleAsync(u => u.Id == user)).IsActive = false);
        Assert.Equal("users.suspended", (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Problem?.Code);
        Assert.Empty(await core.Ledger(user));
    }

    [Theory, EachProvider]
    public async Task A_correction_takes_a_line_back_once_and_may_leave_a_debt_that_awards_pay(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var win = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Value.Entry;
        await core.Data.Run(async work =>
        {
            var member = (await work.LockMember(user))!;
            await core.Get<XpLedger>().Post(work, member, new(XpSource.ShopPurchase, "shop_purchase:x", -40, 0));
        });

        var corrected = (await core.Progression.Correct(win.TransactionId, "wrong trade")).Value;
        var again = (await core.Progression.Correct(win.TransactionId, "wrong trade")).Value;

        Assert.Equal((-50, -40, false), (corrected.Amount, corrected.BalanceAfter, corrected.WasKnown));
        Assert.True(again.WasKnown);
        var profile = await core.Profile(user);
        Assert.Equal((-40, 0, 0), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp));
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2));
        Assert.Equal(10, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task The_first_activity_of_a_day_pays_the_daily_login_once_however_many_nodes_see_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? core : other).Get<Activity>().Note(user)));
        Assert.Equal(5, (await core.Profile(user)).XpBalance);

        core.Time.Midnight();
        Assert.NotNull(await core.Get<Activity>().Note(user));
        Assert.Null(await core.Get<Activity>().Note(user));
        Assert.Equal(10, (await core.Profile(user)).XpBalance);
    }
}
