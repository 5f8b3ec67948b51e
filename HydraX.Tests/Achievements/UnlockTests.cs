using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Seasons;
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
        var kept = Assert.Single(await core.Kept(user));
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
    public async Task The_last_one_that_is_missing_earns_all_of_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Define("won_one", new("trades_won", Comparison.AtLeast, 1));
        await core.Define("lost_one", new("trades_lost", Comparison.AtLeast, 1));
        await core.Define("secret", new("trades_won", Comparison.AtLeast, 1_000), draft => draft with { IsHidden = true });
        await core.Define("rare", new("press_pass_days", Comparison.AtLeast, 30), draft => draft with { IsLimited = true });
        await core.Define("not_yet", new("recruits", Comparison.AtLeast, 1));
        await core.Define("all_of_it", new("all_achievements", Comparison.AtLeast, 1));
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
        await core.Define("loser", new("trades_lost", Comparison.AtLeast, 1));
        await core.Define("winner", new("trades_won", Comparison.AtLeast, 1), draft => draft with { Follows = "loser" });
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
        await core.Define("in_time", new("trades_won", Comparison.AtLeast, 1), draft => draft with { IsLimited = true, StartsAt = from, EndsAt = from.AddHours(1) });
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
        await core.Define("of_season", new("trades_won", Comparison.AtLeast, 2, MetricWindow.Season), draft => draft with { IsLimited = true });
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
        await core.Define("good", new("trades_won", Comparison.AtLeast, 1));
        await core.Define("bad", new("trades_won", Comparison.AtLeast, 1));
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
        var standing = (await core.Kept(user)).Where(a => a.TakenBackAt is null).ToList();
        var paid = lines.Where(l => l.SourceType == "achievement_unlock" && !lines.Any(c => c.CorrectsId == l.TransactionId)).Select(l => (long?)l.TransactionId);
        Assert.Equal(paid.Order(), standing.Select(a => a.TransactionId).Order());
        Assert.Equal(standing.Count, EarnedCodes.Of(await core.Profile(user)).Count);
    }

    private static Task<List<string>> Counters(TestCore core, long user) => core.Data.Read(async db =>
        (await db.MemberMetrics.Where(m => m.UserId == user && (m.Total != 0 || m.BestMonth != 0)).OrderBy(m => m.Metric).ToListAsync(Stop))
            .ConvertAll(m => $"{m.Metric}: {m.Total}, best {m.BestDay} {m.BestWeek} {m.BestMonth}"), Stop);
}
