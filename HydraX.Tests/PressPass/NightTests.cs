using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.PressPass;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.PressPass;

public sealed class NightTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, EachProvider]
    public async Task The_whole_night_warns_at_23_00_and_23_45_and_wipes_at_midnight(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        var paying = await core.Member();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1));
        await core.Give(paying, 70);

        core.Time.At(22, 59, 59);
        Assert.Equal(0, (await core.Night.Warn(Stop)).Members);
        core.Time.At(23, 0);
        Assert.Equal(1, (await core.Night.Warn(Stop)).Members);
        await core.Night.Warn(Stop);
        core.Time.At(23, 45);
        Assert.Equal(1, (await core.Night.Warn(Stop)).Members);
        Assert.Equal(0, (await core.Night.Wipe(Stop)).Members);
        core.Time.Midnight();
        Assert.Equal((1, 50), ((await core.Night.Wipe(Stop)) is var r ? (r.Members, r.Xp) : default));
        Assert.Equal(0, (await core.Night.Wipe(Stop)).Members);

        var warnings = await core.Told(user, PressPassWarned.Kind);
        Assert.Equal(["""{"xp":50,"minutes":60}""", """{"xp":50,"minutes":15}"""], warnings.Select(w => w.Data));
        Assert.Equal([new DateTimeOffset(2026, 11, 19, 23, 45, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)], warnings.Select(w => w.ExpiresAt!.Value));
        var told = Assert.Single(await core.Told(user, PressPassReset.Kind));
        Assert.Equal("""{"xp":50,"midnight":"2026-11-20"}""", told.Data);
        var profile = await core.Profile(user);
        Assert.Equal((0, 0, 50, 50, 50, 1, 50, RankCode.Recruit), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp, profile.LifetimeEarned, profile.TotalXpWiped, profile.ResetCount, profile.LargestWipe, profile.CurrentRank));
        var line = (await core.Ledger(user))[^1];
        Assert.Equal((-50, -50, 0, "press_pass_reset:2026-11-20", new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)), (line.Amount, line.TotalXpChange, line.BalanceAfter, line.RewardKey, line.CreatedAt));
        Assert.Equal(70, (await core.Profile(paying)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task The_sweep_and_a_members_own_operation_write_the_same(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var swept = await core.MemberOnPass();
        var own = await core.MemberOnPass();
        foreach (var user in new[] { swept, own }) await core.Give(user, 120);
        core.Time.Midnight();

        var wiped = (await core.Progression.AwardXp(new(own, XpSource.TradeLoss, 1))).Value.Wiped;
        Assert.Equal(1, (await core.Night.Wipe(Stop)).Members);
        await core.Progression.AwardXp(new(swept, XpSource.TradeLoss, 1));

        Assert.Equal(120, wiped);
        var (a, b) = (await core.Profile(swept), await core.Profile(own));
        Assert.Equal((a.XpBalance, a.TotalXp, a.TotalXpWiped, a.ResetCount, a.LargestWipe, a.RealTotalXp, a.WipeSettledUntil, a.CurrentRank), (b.XpBalance, b.TotalXp, b.TotalXpWiped, b.ResetCount, b.LargestWipe, b.RealTotalXp, b.WipeSettledUntil, b.CurrentRank));
        var (x, y) = (await core.Ledger(swept), await core.Ledger(own));
        static object Wipe(XpTransaction l) => (l.Amount, l.TotalXpChange, l.BalanceAfter, l.RewardKey, l.CreatedAt, l.UtcDay, l.Multipliers, l.SourceType);
        Assert.Equal(x.Skip(1).Select(Wipe), y.Skip(1).Select(Wipe));
        var (m, n) = (await core.Told(swept, PressPassReset.Kind), await core.Told(own, PressPassReset.Kind));
        Assert.Equal(m.Select(o => (o.Data, o.Lane, o.State, o.ExpiresAt, o.DedupeKey)), n.Select(o => (o.Data, o.Lane, o.State, o.ExpiresAt, o.DedupeKey)));
    }

    [Theory, EachProvider]
    public async Task Xp_of_23_59_59_goes_even_if_the_sweep_is_late_and_xp_of_midnight_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        core.Time.At(23, 59, 59);
        await core.Give(user, 100);
        core.Time.Midnight();
        Assert.Equal((0, 0), MidnightRules.Shown(await core.Profile(user), core.Clock.GetUtcNow()));
        await core.Give(user, 7);

        core.Time.At(9, 30);
        Assert.Equal(0, (await core.Night.Wipe(Stop)).Members);

        Assert.Equal((7, 7), (await core.Profile(user)) is var p ? (p.XpBalance, p.TotalXp) : default);
        Assert.Equal([100, -100, 7], (await core.Ledger(user)).Select(l => l.Amount));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_process_that_was_down_for_days_wipes_once_for_each_midnight_with_xp(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var early = await core.MemberOnPass();
        await core.Give(early, 10);
        core.Time.Midnight();
        core.Time.At(8);
        var late = await core.MemberOnPass();
        await core.Give(late, 20);
        core.Time.Now += TimeSpan.FromDays(3);

        Assert.Equal(2, (await core.Night.Wipe(Stop)).Members);

        Assert.Equal("press_pass_reset:2026-11-20", (await core.Ledger(early))[^1].RewardKey);
        Assert.Equal("press_pass_reset:2026-11-21", (await core.Ledger(late))[^1].RewardKey);
        Assert.Equal((1, 1), ((await core.Profile(early)).ResetCount, (await core.Profile(late)).ResetCount));
    }

    [Theory, EachProvider]
    public async Task Two_nodes_a_run_by_hand_and_awards_at_midnight_wipe_each_member_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var users = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            var user = await core.MemberOnPass();
            await core.Give(user, 100 + i);
            users.Add(user);
        }
        core.Time.Midnight();
        other.Time.Now = core.Time.Now;

        var awards = users.Select((u, i) => (i % 2 == 0 ? core : other).Progression.AwardXp(new(u, XpSource.TradeLoss, 1)));
        await Task.WhenAll([core.Night.Wipe(Stop), other.Night.Wipe(Stop), core.Night.Wipe(Stop), .. awards]);

        foreach (var user in users)
        {
            Assert.Equal(10, (await core.Profile(user)).XpBalance);
            Assert.Equal(1, (await core.Profile(user)).ResetCount);
            Assert.Single(await core.Told(user, PressPassReset.Kind));
            await core.AssertLedgerAddsUp(user);
        }
    }

    [Theory, EachProvider]
    public async Task A_sweep_killed_between_blocks_goes_on_where_it_stopped(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            users.Add(await core.MemberOnPass());
            await core.Give(users[^1], 10);
        }
        core.Time.Midnight();
        var midnight = core.Clock.Today;
        var first = await core.Data.Run(work => core.Get<NightSweep>().Wipe(work, midnight, 0, most: 5));
        await Assert.ThrowsAsync<InvalidOperationException>(() => core.Data.Run<int>(async work =>
        {
            await core.Get<NightSweep>().Wipe(work, midnight, first.LastUserId, most: 5);
            throw new InvalidOperationException("killed before the commit");
        }));
        Assert.Equal((5, users[4]), (first.Members, first.LastUserId));
        Assert.Equal([0, 0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10], (await Task.WhenAll(users.Select(core.Profile))).Select(p => p.XpBalance));

        Assert.Equal(7, (await core.Night.Wipe(Stop)).Members);
        Assert.All(await Task.WhenAll(users.Select(core.Profile)), p => Assert.Equal((0, 1), (p.XpBalance, p.ResetCount)));
    }

    [Theory, EachProvider]
    public async Task A_member_who_earned_after_23_00_gets_only_the_final_warning_and_one_without_xp_none(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var late = await core.MemberOnPass();
        var none = await core.MemberOnPass();
        core.Time.At(23, 0);
        await core.Night.Warn(Stop);
        core.Time.At(23, 20);
        await core.Give(late, 30);
        core.Time.At(23, 45);
        await core.Night.Warn(Stop);

        Assert.Equal(["""{"xp":30,"minutes":15}"""], (await core.Told(late, PressPassWarned.Kind)).Select(m => m.Data));
        Assert.Empty(await core.Told(none, PressPassWarned.Kind));
    }

    [Theory, EachProvider]
    public async Task A_pass_that_ends_before_midnight_is_neither_warned_nor_wiped_that_night(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        core.Time.Now += TimeSpan.FromDays(7) - TimeSpan.FromHours(1);
        await core.Give(user, 30);
        core.Time.Now += TimeSpan.FromHours(1);
        Assert.Equal(1, await core.Passes.ExpireDue(Stop));
        core.Time.At(23, 0);
        Assert.Equal(0, (await core.Night.Warn(Stop)).Members);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);

        Assert.Equal(30, (await core.Profile(user)).XpBalance);
        Assert.Equal((TierCode.Nibbler, SubscriptionStatus.Inactive), (await core.User(user)) is var u ? (u.Tier, u.SubscriptionStatus) : default);
        Assert.Equal("""{"kept":30,"tier":"NIBBLER"}""", Assert.Single(await core.Told(user, PressPassEnded.Kind)).Data);
    }

    [Theory, EachProvider]
    public async Task A_pass_that_is_over_and_not_yet_ended_keeps_nobody_else_from_being_wiped(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var over = await core.MemberOnPass();
        core.Time.Now += TimeSpan.FromDays(7) - TimeSpan.FromHours(3);
        await core.Give(over, 30);
        core.Time.Now += TimeSpan.FromHours(2);
        var due = await core.MemberOnPass();
        await core.Give(due, 40);
        core.Time.Midnight();

        Assert.Equal(1, (await core.Night.Wipe(Stop)).Members);

        Assert.Equal((30, 0), ((await core.Profile(over)).XpBalance, (await core.Profile(due)).XpBalance));
    }

    [Theory, EachProvider]
    public async Task A_wipe_with_everything_spent_still_takes_total_xp_but_counts_no_reset(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 1_200);
        await core.Data.Run(async work => await core.Get<XpLedger>().Post(work, (await work.LockMember(user))!, new(XpSource.ShopPurchase, "shop_purchase:all", -1_200, 0)));
        core.Time.Midnight();
        await core.Night.Wipe(Stop);

        var profile = await core.Profile(user);
        Assert.Equal((0, 0, 0, 0, RankCode.Recruit, 1_200), (profile.XpBalance, profile.TotalXp, profile.ResetCount, profile.TotalXpWiped, profile.CurrentRank, profile.RealTotalXp));
        Assert.Empty(await core.Told(user, PressPassReset.Kind));
    }
}
