using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Achievements;

public sealed class UnlockTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task The_first_win_earns_first_blood_once_with_a_line_a_badge_and_a_message(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();

        var awarded = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value;
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2), Stop);

        Assert.Equal(new Unlocked("first_blood", "First blood", BadgeTier.Bronze, 100), Assert.Single(awarded.Achievements));
        var lines = await core.Ledger(user);
        Assert.Equal(["trade_win", "achievement_unlock", "trade_win"], lines.Select(l => l.SourceType));
        Assert.Equal((100L, "First blood"), (lines[1].Amount, lines[1].Description));
        Assert.Equal(["first_blood"], EarnedCodes.Of(await core.Profile(user)));
        Assert.Single(await core.Told(user, "achievement_unlocked"));
        var kept = Assert.Single(await Kept(core, user));
        Assert.Equal((lines[1].TransactionId, 1), (kept.TransactionId, kept.Times));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Racing_wins_on_two_nodes_earn_each_achievement_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        await using var other = await core.SecondNode();
        var user = await core.Member();

        await Task.WhenAll(Enumerable.Range(1, 12).Select(trade => (trade % 2 == 0 ? core : other).Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop)));

        Assert.Equal(["first_blood", "hat_trick", "level_5", "warrior_spirit"], EarnedCodes.Of(await core.Profile(user)).Order());
        Assert.Equal(4, (await core.Ledger(user)).Count(l => l.SourceType == "achievement_unlock"));
        Assert.Equal(12, (await core.Data.Read(db => db.MemberMetrics.SingleAsync(m => m.UserId == user && m.Metric == "trades_won", Stop), Stop)).Total);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Xp_of_one_achievement_may_earn_the_next_and_promotes_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        await core.Give(user, 590);

        var awarded = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value;

        // 590 + 50 + 100 for the first win: level 5 begins at 600, and pays 100.
        Assert.Equal(["level_5", "first_blood"], awarded.Achievements.Select(a => a.Code).OrderDescending());
        Assert.Equal(840, (await core.Profile(user)).TotalXp);
        Assert.Empty(await core.Told(user, "promoted"));

        await core.Give(user, 1_860);
        Assert.Single(await core.Told(user, "promoted"));
        Assert.Equal(RankCode.Corporal, (await core.Profile(user)).CurrentRank);
    }

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
        Assert.NotNull(Assert.Single(await Kept(core, user)).TakenBackAt);
        Assert.Single(await core.Told(user, "achievement_taken_back"));

        var again = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2), Stop)).Value;
        Assert.Equal("first_blood", Assert.Single(again.Achievements).Code);
        Assert.Equal(150, (await core.Profile(user)).XpBalance);
        Assert.Equal((2, (DateTimeOffset?)null), (Assert.Single(await Kept(core, user)).Times, Assert.Single(await Kept(core, user)).TakenBackAt));
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
        await Define(core, "of_season", new("trades_won", Comparison.AtLeast, 2, MetricWindow.Season), draft => draft with { IsLimited = true });
        await Define(core, "careful", new("trades_won", Comparison.AtLeast, 2), draft => draft with { Conditions = [.. draft.Conditions, new("trades_lost", Comparison.AtMost, 1)] });
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
        await Define(core, "much", new("real_total_xp", Comparison.AtLeast, 1_000));
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
    public async Task The_last_one_that_is_missing_earns_all_of_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Define(core, "won_one", new("trades_won", Comparison.AtLeast, 1));
        await Define(core, "lost_one", new("trades_lost", Comparison.AtLeast, 1));
        await Define(core, "secret", new("trades_won", Comparison.AtLeast, 1_000), draft => draft with { IsHidden = true });
        await Define(core, "rare", new("press_pass_days", Comparison.AtLeast, 30), draft => draft with { IsLimited = true });
        await Define(core, "not_yet", new("recruits", Comparison.AtLeast, 1));
        await Define(core, "all_of_it", new("all_achievements", Comparison.AtLeast, 1));
        var user = await core.Member();

        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);
        Assert.Equal(["won_one"], EarnedCodes.Of(await core.Profile(user)));
        var last = (await core.Progression.AwardXp(new(user, XpSource.TradeLoss, 2), Stop)).Value;

        Assert.Equal(["lost_one", "all_of_it"], last.Achievements.Select(a => a.Code));
    }

    [Theory, EachProvider]
    public async Task One_that_follows_another_waits_for_it_and_comes_with_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Define(core, "loser", new("trades_lost", Comparison.AtLeast, 1));
        await Define(core, "winner", new("trades_won", Comparison.AtLeast, 1), draft => draft with { Follows = "loser" });
        var user = await core.Member();

        var won = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value;
        var lost = (await core.Progression.AwardXp(new(user, XpSource.TradeLoss, 2), Stop)).Value;

        Assert.Empty(won.Achievements);
        Assert.Equal(["loser", "winner"], lost.Achievements.Select(a => a.Code));
    }

    [Theory, EachProvider]
    public async Task One_with_a_window_of_time_is_earned_only_inside_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var from = core.Clock.GetUtcNow().AddHours(1);
        await Define(core, "in_time", new("trades_won", Comparison.AtLeast, 1), draft => draft with { IsLimited = true, StartsAt = from, EndsAt = from.AddHours(1) });
        var (early, right, late) = (await core.Member(), await core.Member(), await core.Member());

        core.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(10));
        await core.Progression.AwardXp(new(early, XpSource.TradeWin, 1), Stop);
        core.Time.Advance(TimeSpan.FromTicks(10));
        await core.Progression.AwardXp(new(right, XpSource.TradeWin, 1), Stop);
        core.Time.Advance(TimeSpan.FromHours(1));
        await core.Progression.AwardXp(new(late, XpSource.TradeWin, 1), Stop);

        Assert.Empty(EarnedCodes.Of(await core.Profile(early)));
        Assert.Single(EarnedCodes.Of(await core.Profile(right)));
        Assert.Empty(EarnedCodes.Of(await core.Profile(late)));
    }

    [Theory, EachProvider]
    public async Task A_challenge_of_the_season_counts_what_is_done_in_it_and_begins_anew_in_the_next(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 19, 23, 0, 0, TimeSpan.Zero));
        await Define(core, "of_season", new("trades_won", Comparison.AtLeast, 2, MetricWindow.Season), draft => draft with { IsLimited = true });
        var seasons = core.Get<SeasonDesk>();
        Assert.True((await seasons.Plan(new("Autumn", "", new(2026, 11, 20), new(2026, 11, 29)), "for the test", Actor.Job, Stop)).Succeeded);
        Assert.True((await seasons.Plan(new("Winter", "", new(2026, 12, 5), new(2026, 12, 20)), "for the test", Actor.Job, Stop)).Succeeded);
        var (early, across, right) = (await core.Member(), await core.Member(), await core.Member());
        for (var trade = 1; trade <= 2; trade++) await core.Progression.AwardXp(new(early, XpSource.TradeWin, trade), Stop);

        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Progression.AwardXp(new(across, XpSource.TradeWin, 1), Stop);
        await core.Progression.AwardXp(new(right, XpSource.TradeWin, 1), Stop);
        core.Time.Advance(TimeSpan.FromDays(5));
        await core.Progression.AwardXp(new(right, XpSource.TradeWin, 2), Stop);
        await core.Progression.AwardXp(new(early, XpSource.TradeWin, 3), Stop);
        core.Time.Advance(TimeSpan.FromDays(12));
        await core.Progression.AwardXp(new(across, XpSource.TradeWin, 2), Stop);

        Assert.Empty(EarnedCodes.Of(await core.Profile(early)));
        Assert.Single(EarnedCodes.Of(await core.Profile(right)));
        Assert.Empty(EarnedCodes.Of(await core.Profile(across)));
    }

    [Theory, EachProvider]
    public async Task An_achievement_of_a_metric_that_is_gone_harms_nobody_and_says_what_is_wrong(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Define(core, "good", new("trades_won", Comparison.AtLeast, 1));
        await Define(core, "bad", new("trades_won", Comparison.AtLeast, 1));
        await core.Data.Run(work => work.Db.Achievements.Where(a => a.Code == "bad").ExecuteUpdateAsync(set => set.SetProperty(a => a.Requirements,
            """[{"metric":"trades_dreamt","is":"at_least","value":1,"window":"ever"},{"metric":"trades_won","is":"at_least","value":1,"window":"ever"}]"""), Stop), Stop);
        await core.Get<AchievementBook>().Open(Stop);
        var user = await core.Member();

        var awarded = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop)).Value;

        Assert.Equal("good", Assert.Single(awarded.Achievements).Code);
        Assert.Contains("trades_dreamt", core.Get<AchievementBook>().InForce.ByCode["bad"].Fault);
        Assert.DoesNotContain((await core.Get<AchievementQuestions>().Of(user, Stop))!.Trophies, t => t.Code == "bad");
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

    [Theory, EachProvider]
    public async Task Counters_are_what_the_ledger_comes_to_whatever_happened(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (user, random) = (await core.Member(), new Random(11));
        XpSource[] sources = [XpSource.TradeWin, XpSource.TradeLoss, XpSource.SniperBonus, XpSource.ChaingunCompletion];
        for (var i = 0; i < 60; i++)
        {
            core.Time.Advance(TimeSpan.FromHours(random.Next(0, 30)));
            var lines = (await core.Ledger(user)).Where(l => l.BaseAmount is not null && l.SourceType != "daily_login").ToList();
            if (random.Next(5) == 0 && lines.Count > 0) await core.Progression.Correct(lines[random.Next(lines.Count)].TransactionId, "by chance", Stop);
            else if (random.Next(4) == 0) await core.Get<Activity>().Note(user, Stop);
            else await core.Progression.AwardXp(new(user, sources[random.Next(sources.Length)], i), Stop);
        }
        var kept = await Counters(core, user);

        Assert.True(await core.Get<TrophyCase>().Recount(user, Stop));

        Assert.Equal(kept, await Counters(core, user));
        await core.AssertLedgerAddsUp(user);
        await AssertPaidOnce(core, user);
    }

    private static async Task AssertPaidOnce(TestCore core, long user)
    {
        var lines = await core.Ledger(user);
        Assert.Equal(lines.Count, lines.Select(l => l.RewardKey).Distinct().Count());
        var standing = (await Kept(core, user)).Where(a => a.TakenBackAt is null).ToList();
        var paid = lines.Where(l => l.SourceType == "achievement_unlock" && !lines.Any(c => c.CorrectsId == l.TransactionId)).Select(l => (long?)l.TransactionId);
        Assert.Equal(paid.Order(), standing.Select(a => a.TransactionId).Order());
        Assert.Equal(standing.Count, EarnedCodes.Of(await core.Profile(user)).Count);
    }

    private static Task<List<string>> Counters(TestCore core, long user) => core.Data.Read(async db =>
        (await db.MemberMetrics.Where(m => m.UserId == user && (m.Total != 0 || m.BestMonth != 0)).OrderBy(m => m.Metric).ToListAsync(Stop))
            .ConvertAll(m => $"{m.Metric}: {m.Total}, best {m.BestDay} {m.BestWeek} {m.BestMonth}"), Stop);

    private static Task<List<UserAchievement>> Kept(TestCore core, long user) => core.Data.Read(db => db.UserAchievements.Where(a => a.UserId == user).ToListAsync(Stop), Stop);

    private static async Task Define(TestCore core, string code, Condition condition, Func<AchievementDraft, AchievementDraft>? change = null)
    {
        var draft = new AchievementDraft(code, code, "For the test.", AchievementCategory.Special, BadgeTier.Bronze, [condition], 10);
        var saved = await core.Data.Run(work => core.Get<AchievementBook>().Save(work, change is null ? draft : change(draft), null, null, "for the test"), Stop);
        Assert.Null(saved.Problem);
    }
}
