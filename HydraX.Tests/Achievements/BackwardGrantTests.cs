using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Achievements;

public sealed class BackwardGrantTests
{
    private static readonly AchievementDraft Winner = new("winner", "Winner", "Win two trades.", AchievementCategory.Combat, BadgeTier.Silver, [new("trades_won", Comparison.AtLeast, 2)], 100);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Whoever_met_the_conditions_before_gets_it_once_and_nobody_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, two, one, hidden) = (await core.Staff(), await Won(core, 2), await Won(core, 1), await Won(core, 3));
        await core.Get<Core.Users.Suspensions>().Suspend(hidden, "Spam", Actor.Job);
        await Save(core, Winner, staff);

        var preview = (await core.Get<AchievementDeskQuestions>().Preview(Winner, Stop)).Value;
        var begun = (await core.Get<AchievementOperations>().GrantBackwards("winner", "for all", staff, Stop)).Value;
        await using var other = await core.SecondNode();
        await Task.WhenAll(core.Get<BackwardGrants>().Run(Stop), other.Get<BackwardGrants>().Run(Stop));
        await core.Get<BackwardGrants>().Run(Stop);

        Assert.Equal((1L, 150L), (preview.Count, preview.Xp));
        Assert.Equal([(await core.User(two)).UserName!], preview.Names);
        Assert.Equal(1, begun.Expected);
        Assert.Equal(2 * 50 + 150, (await core.Profile(two)).XpBalance);
        Assert.Equal(50, (await core.Profile(one)).XpBalance);
        Assert.Equal(150, (await core.Profile(hidden)).XpBalance);
        Assert.Single(await core.Told(two, "achievement_unlocked"));
        var grant = Assert.Single(await core.Get<AchievementDeskQuestions>().Grants("winner", Stop));
        Assert.Equal((1L, 150L, (string?)null), (grant.Granted, grant.Xp, grant.StoppedBecause));
        Assert.NotNull(grant.EndedAt);
        await core.AssertLedgerAddsUp(two);
    }

    [Theory, EachProvider]
    public async Task Members_who_win_while_it_is_granted_get_it_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var staff = await core.Staff();
        var users = new List<long>();
        for (var i = 0; i < 12; i++) users.Add(await Won(core, 2));
        await Save(core, Winner, staff);
        Assert.True((await core.Get<AchievementOperations>().GrantBackwards("winner", "for all", staff, Stop)).Succeeded);

        await Task.WhenAll([core.Get<BackwardGrants>().Run(Stop), .. users.Select(user => core.Progression.AwardXp(new(user, XpSource.TradeWin, 9), Stop))]);

        foreach (var user in users)
        {
            Assert.Equal(3 * 50 + 150, (await core.Profile(user)).XpBalance);
            await core.AssertLedgerAddsUp(user);
        }
    }

    [Theory, EachProvider]
    public async Task An_edit_stops_what_is_being_granted_with_the_reason(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user) = (await core.Staff(), await Won(core, 2));
        var saved = await Save(core, Winner, staff);
        Assert.True((await core.Get<AchievementOperations>().GrantBackwards("winner", "for all", staff, Stop)).Succeeded);

        Assert.True((await core.Get<AchievementOperations>().Save(Winner with { XpReward = 1_000 }, saved.Number, "worth more", staff, Stop)).Succeeded);
        await core.Get<BackwardGrants>().Run(Stop);

        Assert.Equal(100, (await core.Profile(user)).XpBalance);
        var grant = Assert.Single(await core.Get<AchievementDeskQuestions>().Grants("winner", Stop));
        Assert.Contains("was changed while it was granted", grant.StoppedBecause);
    }

    [Theory, EachProvider]
    public async Task Two_who_change_the_same_achievement_do_not_overwrite_each_other(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var staff = await core.Staff();
        var saved = await Save(core, Winner, staff);
        await other.Get<AchievementBook>().Refresh(Stop);

        var outcomes = await Task.WhenAll(
            core.Get<AchievementOperations>().Save(Winner with { XpReward = 200 }, saved.Number, "more", staff, Stop),
            other.Get<AchievementOperations>().Save(Winner with { XpReward = 300 }, saved.Number, "even more", staff, Stop));

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Equal("achievements.revised-meanwhile", outcomes.Single(o => !o.Succeeded).Problem!.Code);
        await core.Get<AchievementBook>().Refresh(Stop);
        await other.Get<AchievementBook>().Refresh(Stop);
        Assert.Equal(core.Get<AchievementBook>().InForce.ByCode["winner"].Row.XpReward, other.Get<AchievementBook>().InForce.ByCode["winner"].Row.XpReward);
    }

    [Theory, EachProvider]
    public async Task Two_who_change_different_achievements_at_once_both_succeed(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var staff = await core.Staff();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            (i % 2 == 0 ? core : other).Get<AchievementOperations>().Save(Winner with { Code = $"winner_{i}" }, null, "new", staff, Stop)));

        Assert.All(outcomes, o => Assert.Null(o.Problem));
        Assert.Equal(Enumerable.Range(1, 6), outcomes.Select(o => o.Value.Number).Order());
        await other.Get<AchievementBook>().Refresh(Stop);
        await core.Get<AchievementBook>().Refresh(Stop);
        Assert.Equal(6, core.Get<AchievementBook>().InForce.All.Count);
        Assert.Equal(6, other.Get<AchievementBook>().InForce.All.Count);
    }

    [Theory, EachProvider]
    public async Task What_is_retired_is_earned_by_nobody_and_stays_with_whoever_has_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var staff = await core.Staff();
        var saved = await Save(core, Winner, staff);
        var (before, after) = (await Won(core, 2), await Won(core, 1));

        Assert.True((await core.Get<AchievementOperations>().Save(Winner with { IsActive = false }, saved.Number, "over", staff, Stop)).Succeeded);
        await core.Progression.AwardXp(new(after, XpSource.TradeWin, 9), Stop);

        Assert.Equal(["winner"], EarnedCodes.Of(await core.Profile(before)));
        Assert.Empty(EarnedCodes.Of(await core.Profile(after)));
        Assert.Contains((await core.Get<AchievementQuestions>().Of(before, Stop))!.Trophies, t => t.Code == "winner");
        Assert.DoesNotContain((await core.Get<AchievementQuestions>().Of(after, Stop))!.Trophies, t => t.Code == "winner");
        Assert.Equal("achievements.closed", (await core.Get<AchievementOperations>().GrantBackwards("winner", "for all", staff, Stop)).Problem?.Code);
        Assert.Equal(["new", "over"], (await core.Get<AchievementDeskQuestions>().History("winner", Stop)).Select(h => h.Why).Order());
    }

    [Theory, EachProvider]
    public async Task A_metric_that_a_new_version_brings_is_counted_from_the_ledger_of_everybody(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Won(core, 2);
        await Won(core, 5);
        await core.Data.Run(async work => await work.Db.MemberMetrics.ExecuteDeleteAsync(Stop), Stop);

        Assert.True(await core.Get<Core.Achievements.Metrics.MetricBackfill>().Run(Stop) >= 2);

        Assert.Equal([2, 5], await core.Data.Read(db => db.MemberMetrics.Where(m => m.Metric == "trades_won").OrderBy(m => m.UserId).Select(m => m.Total).ToListAsync(Stop), Stop));
        Assert.Equal(0, await core.Get<Core.Achievements.Metrics.MetricBackfill>().Run(Stop));
    }

    [Theory, EachProvider]
    public async Task Members_of_every_kind_come_out_as_if_each_had_earned_it_alone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 10, 28, 12, 0, 0, TimeSpan.Zero));
        var staff = await core.Staff();
        // Their last gains lie in the month before, the week before, on the day before, and on the day itself.
        var users = new List<long>();
        foreach (var days in new[] { 5, 6, 1, 0 })
        {
            users.Add(await Won(core, 2));
            core.Time.Advance(TimeSpan.FromDays(days));
        }
        var today = await Won(core, 3);
        var onPass = await Won(core, 2);
        Assert.True((await core.Passes.Activate(onPass)).Succeeded);
        var nearly = await Won(core, 2);
        await core.Give(nearly, 895);
        await Save(core, Winner, staff);
        var again = await Won(core, 1);
        var second = (await core.Progression.AwardXp(new(again, XpSource.TradeWin, 2), Stop)).Value.Entry;
        await core.Progression.Correct(second.TransactionId, "wrong trade", Stop);
        await core.Data.Run(work => work.Db.MemberMetrics.Where(m => m.UserId == again && m.Metric == "trades_won").ExecuteUpdateAsync(set => set.SetProperty(m => m.Total, 2), Stop), Stop);

        Assert.True((await core.Get<AchievementOperations>().GrantBackwards("winner", "for all", staff, Stop)).Succeeded);
        await core.Get<BackwardGrants>().Run(Stop);

        foreach (var user in (long[])[.. users, today, onPass, nearly, again])
        {
            Assert.Equal(["winner"], EarnedCodes.Of(await core.Profile(user)));
            Assert.Equal(150, (await core.Ledger(user))[^1].Amount);
            await core.AssertLedgerAddsUp(user);
        }
        Assert.Equal(100 + 150, (await core.Profile(users[0])).XpBalance);
        var profile = await core.Profile(users[0]);
        Assert.Equal((150L, 150L, 150L), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
        Assert.Equal((300L, 300L), ((await core.Profile(today)).XpOfDay, (await core.Profile(today)).XpOfWeek));
        Assert.Equal(Core.Kernel.RankCode.Private, (await core.Profile(nearly)).CurrentRank);
        Assert.Single(await core.Told(nearly, "promoted"));
        Assert.Empty(await core.Told(today, "promoted"));
        Assert.Equal(2, (await core.Data.Read(db => db.UserAchievements.SingleAsync(a => a.UserId == again, Stop), Stop)).Times);
    }

    [Theory, EachProvider]
    public async Task What_the_xp_of_a_grant_reaches_is_granted_to_the_same_members_and_to_no_others(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var staff = await core.Staff();
        var (reaches, others) = (await Won(core, 2), await core.Member());
        await core.Give(reaches, 400);
        await core.Give(others, 700);
        await Save(core, Winner, staff);
        await Save(core, new("fifth", "Fifth", "Reach level 5.", AchievementCategory.Progression, BadgeTier.Bronze, [new("level", Comparison.AtLeast, 5)], 40), staff);
        await Save(core, new("after_all", "After all", "Win, then win.", AchievementCategory.Combat, BadgeTier.Bronze, [new("trades_won", Comparison.AtLeast, 1)], 10, Follows: "winner"), staff);

        Assert.True((await core.Get<AchievementOperations>().GrantBackwards("winner", "for all", staff, Stop)).Succeeded);
        await core.Get<BackwardGrants>().Run(Stop);

        Assert.Equal(["winner", "fifth", "after_all"], EarnedCodes.Of(await core.Profile(reaches)).OrderBy(code => code == "winner" ? 0 : code == "fifth" ? 1 : 2));
        Assert.Equal(500 + 150 + 40 + 10, (await core.Profile(reaches)).XpBalance);
        Assert.Empty(EarnedCodes.Of(await core.Profile(others)));
        await core.AssertLedgerAddsUp(reaches);
    }

    [Theory, EachProvider]
    public async Task What_two_grants_reach_in_turn_goes_to_the_members_of_both(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var staff = await core.Staff();
        var (wins, loses) = (await Won(core, 2), await core.Member());
        await core.Progression.AwardXp(new(loses, XpSource.TradeLoss, 1), Stop);
        await core.Give(wins, 400);
        await core.Give(loses, 490);
        await Save(core, Winner, staff);
        await Save(core, new("loser", "Loser", "Lose a trade.", AchievementCategory.Combat, BadgeTier.Bronze, [new("trades_lost", Comparison.AtLeast, 1)], 150), staff);
        await Save(core, new("fifth", "Fifth", "Reach level 5.", AchievementCategory.Progression, BadgeTier.Bronze, [new("level", Comparison.AtLeast, 5)], 40), staff);

        core.Time.Advance(TimeSpan.FromMinutes(1));

        foreach (var code in new[] { "winner", "loser" }) Assert.True((await core.Get<AchievementOperations>().GrantBackwards(code, "for all", staff, Stop)).Succeeded);
        await core.Get<BackwardGrants>().Run(Stop);

        foreach (var user in new[] { wins, loses })
        {
            Assert.Contains("fifth", EarnedCodes.Of(await core.Profile(user)));
            Assert.Equal(500 + 150 + 40, (await core.Profile(user)).XpBalance);
            await core.AssertLedgerAddsUp(user);
        }
        Assert.Equal(2, (await core.Get<AchievementDeskQuestions>().Grants("fifth", Stop)).Count);
    }

    private static async Task<long> Won(TestCore core, int trades)
    {
        var user = await core.Member();
        for (var trade = 1; trade <= trades; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);
        return user;
    }

    private static async Task<AchievementRevision> Save(TestCore core, AchievementDraft draft, Actor staff)
    {
        var saved = await core.Get<AchievementOperations>().Save(draft, null, "new", staff, Stop);
        Assert.Null(saved.Problem);
        return saved.Value;
    }
}
