using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Abuse;
using HydraX.Tests.Support;
using HydraX.Core.Abuse;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Progress;

public sealed class PrestigeTests
{
    [Theory]
    [InlineData(0, 299_999, 1, "prestige.rank")]
    [InlineData(0, 300_000, 1, null)]
    [InlineData(9, 300_000, 10, null)]
    [InlineData(10, 900_000, 11, "prestige.all-stars")]
    [InlineData(0, 300_000, 2, "prestige.star")]
    [InlineData(3, 300_000, 3, "prestige.star")]
    [InlineData(0, -5, 1, "prestige.rank")]
    public void A_star_is_open_from_300_000_one_after_the_other_ten_in_all(int stars, long total, int star, string? code) =>
        Assert.Equal(code, PrestigeRules.Refusal(stars, total, star)?.Code);

    [Fact]
    public void A_refusal_names_what_is_missing()
    {
        Assert.Equal("Prestige opens at FIELD_MARSHAL, 300,000 total XP. You have 299,999: 1 XP are missing.", PrestigeRules.Refusal(0, 299_999, 1)!.Sentence);
        Assert.Equal("You have 1 star, so star 2 comes next, not star 4.", PrestigeRules.Refusal(1, 300_000, 4)!.Sentence);
    }

    [Theory, EachProvider]
    public async Task Total_rank_and_level_begin_again_and_all_else_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Activity>().Note(user);
        await core.Give(user, 312_000);
        Assert.True((await core.Progression.Buy(user, "night_owl", "1")).Succeeded);
        var before = await core.Profile(user);

        var taken = (await core.Progression.Prestige(user, 1)).Value;

        Assert.Equal(new PrestigeTaken(user, 1, 312_005, 1.1m, WasKnown: false), taken);
        var after = await core.Profile(user);
        Assert.Equal((0, RankCode.Recruit, 1, 312_005), (after.TotalXp, after.CurrentRank, after.PrestigeLevel, after.XpSetAside));
        Assert.Equal((before.XpBalance, before.RealTotalXp, before.Title, before.CurrentStreak), (after.XpBalance, after.RealTotalXp, after.Title, after.CurrentStreak));
        Assert.Equal((before.XpOfDay, before.XpOfWeek, before.XpOfMonth), (after.XpOfDay, after.XpOfWeek, after.XpOfMonth));
        var line = (await core.Ledger(user))[^1];
        Assert.Equal(("prestige", "prestige:1", 0, -312_005), (line.SourceType, line.RewardKey, line.Amount, line.TotalXpChange));
        Assert.Equal("""{"star":1,"setAside":312005,"factor":1.1}""", Assert.Single(await core.Told(user, Prestiged.Kind)).Data);
        Assert.Equal(55, (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Value.Entry.Amount);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Pressed_by_many_at_once_one_star_is_taken_and_all_are_told_the_same(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var round = 0; round < 5; round++)
        {
            var user = await core.Member();
            await core.Give(user, 700_000);
            using var line = new Barrier(4);

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(() =>
            {
                line.SignalAndWait();
                return (i % 2 == 0 ? core : other).Progression.Prestige(user, 1);
            }, TaskCreationOptions.LongRunning).Unwrap()));

            var first = Assert.Single(answers, a => !a.Value.WasKnown).Value;
            Assert.All(answers, a => Assert.Equal(first, a.Value with { WasKnown = false }));
            Assert.Equal((1, 0), await core.Profile(user) is var p ? (p.PrestigeLevel, p.TotalXp) : default);
            Assert.Single(await core.Told(user, Prestiged.Kind));
            await core.AssertLedgerAddsUp(user);
        }
    }

    [Theory, EachProvider]
    public async Task A_tap_for_the_first_star_weeks_later_takes_no_second_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 300_000);
        await core.Progression.Prestige(user, 1);
        await core.Give(user, 400_000);

        var again = (await core.Progression.Prestige(user, 1)).Value;

        Assert.True(again.WasKnown);
        Assert.Equal((1, 400_000), await core.Profile(user) is var p ? (p.PrestigeLevel, p.TotalXp) : default);
        Assert.Equal(2, (await core.Progression.Prestige(user, 2)).Value.Star);
        Assert.Equal(700_000, (await core.Profile(user)).XpSetAside);
    }

    [Theory, EachProvider]
    public async Task Whoever_may_not_is_refused_with_the_reason_and_keeps_everything(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (suspended, held, low) = (await core.Member(), await core.Member(), await core.Member());
        foreach (var user in new[] { suspended, held }) await core.Give(user, 300_000);
        var moderator = await core.Staff(Roles.Moderator);
        await core.Get<Suspensions>().Suspend(suspended, "Spam", moderator);
        await core.Get<ReviewDesk>().Hold(await ReviewDeskTests.Item(core, held), "A farm", moderator);

        Assert.Equal("users.suspended", (await core.Progression.Prestige(suspended, 1)).Problem?.Code);
        Assert.Equal("users.held", (await core.Progression.Prestige(held, 1)).Problem?.Code);
        Assert.Equal("prestige.rank", (await core.Progression.Prestige(low, 1)).Problem?.Code);
        Assert.Equal("users.unknown", (await core.Progression.Prestige(999, 1)).Problem?.Code);
        Assert.Equal((0, 300_000), await core.Profile(held) is var p ? (p.PrestigeLevel, p.TotalXp) : default);
    }

    [Theory, EachProvider]
    public async Task On_a_press_pass_it_is_open_until_midnight_and_the_star_outlives_the_wipe(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (early, late) = (await core.MemberOnPass(), await core.MemberOnPass());
        foreach (var user in new[] { early, late }) await core.Give(user, 300_000);
        core.Time.At(23, 59, 59);
        Assert.True((await core.Progression.Prestige(early, 1)).Succeeded);
        core.Time.Midnight();

        Assert.Equal("prestige.rank", (await core.Progression.Prestige(late, 1)).Problem?.Code);
        await core.Night.Wipe(CancellationToken.None);

        Assert.Equal((1, 0, 0, 300_000), await core.Profile(early) is var p ? (p.PrestigeLevel, p.TotalXp, p.XpBalance, p.XpSetAside) : default);
        Assert.Equal((0, 0), await core.Profile(late) is var q ? (q.PrestigeLevel, q.TotalXp) : default);
        foreach (var user in new[] { early, late }) await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_correction_of_what_was_earned_before_a_star_leaves_the_total_since_alone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 300_000);
        var wrong = await core.Give(user, 5_000);
        await core.Progression.Prestige(user, 1);
        var right = await core.Give(user, 1_200);
        var boards = core.Get<Boards>();

        Assert.True((await core.Progression.Correct(wrong.TransactionId, "Counted twice")).Succeeded);
        Assert.True((await core.Progression.Correct(wrong.TransactionId, "Counted twice")).Value.WasKnown);

        var profile = await core.Profile(user);
        Assert.Equal((1_200, 300_000, 301_200, 301_200), (profile.TotalXp, profile.XpSetAside, profile.XpBalance, profile.RealTotalXp));
        Assert.Equal(RankCode.Private, profile.CurrentRank);
        await core.AssertLedgerAddsUp(user);
        Assert.Equal(301_200, (await boards.Show(BoardPeriod.All, user)).Own?.Score);

        await core.Progression.Correct(right.TransactionId, "That too");
        Assert.Equal((0, 300_000), await core.Profile(user) is var p ? (p.TotalXp, p.XpSetAside) : default);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task The_line_of_a_star_is_not_corrected(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 300_000);
        await core.Progression.Prestige(user, 1);

        var refused = await core.Progression.Correct((await core.Ledger(user))[^1].TransactionId, "Give it back");

        Assert.Equal("xp.not-correctable", refused.Problem?.Code);
        Assert.Equal(0, (await core.Profile(user)).TotalXp);
    }
}
