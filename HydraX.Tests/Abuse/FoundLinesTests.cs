using HydraX.Core.Abuse;
using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Abuse;

public sealed class FoundLinesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Reversals_on_many_occasions_within_thirty_days_are_found_once_and_again_with_another_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (often, once, refunded) = (await core.Member("kestrel"), await core.Member("merlin"), await core.Member());
        await core.Give(refunded, 50_000);
        for (var day = 0; day < 5; day++)
        {
            foreach (var user in new[] { often, once }) await Win(core, user, day);
            await core.Progression.Correct((await core.Ledger(often)).FindLast(t => t.SourceType == "trade_win")!.TransactionId, "wrong", Stop);
            await core.Progression.Correct((await core.Give(refunded, 10)).TransactionId, "wrong", Stop);
            core.Time.Midnight();
        }
        // All of them by one act.
        await core.Get<ReviewOperations>().Reverse(await Item(core, once, "2026-11-23", ReviewRule.RepeatedReversals), [.. (await core.Ledger(once)).Select(t => t.TransactionId)], "made up", await core.Staff(), Stop);
        core.Time.Midnight();

        Assert.Equal(1, await core.Get<AwardPatterns>().Run(Stop));
        await core.Get<AwardPatterns>().Run(Stop);

        var item = await core.Data.Read(db => db.ReviewItems.SingleAsync(i => i.SubjectUserId == often, Stop), Stop);
        Assert.Equal((ReviewRule.RepeatedReversals, 1), (item.Rule, item.Count));
        var evidence = ReviewBook.Read(item.Evidence);
        Assert.Equal((5, 30 * 24 * 60, 3 * 50L + 2 * 75), (evidence.Times!.Value, evidence.Minutes!.Value, evidence.Xp!.Value));
        await core.Get<ReviewDesk>().Release(item.ReviewItemId, "a broker", await ReviewDeskTests.Moderator(core), Stop);
        await core.Get<AwardPatterns>().Run(Stop);
        Assert.Equal(2, await core.Data.Read(db => db.ReviewItems.CountAsync(Stop), Stop));
        await core.Progression.Correct((await Win(core, often, 99)).TransactionId, "wrong", Stop);
        core.Time.Midnight();
        await core.Get<AwardPatterns>().Run(Stop);
        Assert.Equal(3, await core.Data.Read(db => db.ReviewItems.CountAsync(Stop), Stop));
        core.Time.Now = core.Time.Now.AddDays(31);
        Assert.Equal(0, await core.Get<AwardPatterns>().Run(Stop));
    }

    [Theory, EachProvider]
    public async Task Chosen_lines_are_reversed_in_one_go_with_what_they_had_earned(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (staff, user) = (await core.Staff(), await core.Member("kestrel"));
        for (var trade = 1; trade <= 3; trade++) await Win(core, user, trade);
        await core.Give(user, 40);
        var item = await Item(core, user);
        var (lines, all) = await core.Get<ReviewQuestions>().Lines(item, Stop);
        Assert.NotEmpty(EarnedCodes.Of(await core.Profile(user)));
        var adjusted = (await core.Told(user, "xp_adjusted")).Count;

        var reversed = (await core.Get<ReviewOperations>().Reverse(item, [.. lines.Select(l => l.TransactionId)], "made up", staff, Stop)).Value;
        var again = (await core.Get<ReviewOperations>().Reverse(item, [.. lines.Select(l => l.TransactionId)], "made up", staff, Stop)).Value;

        Assert.Equal([(XpSource.TradeWin, 50L), (XpSource.TradeWin, 50L), (XpSource.TradeWin, 50L)], lines.Select(l => (l.Source, l.BaseAmount!.Value)));
        Assert.Equal(3, all);
        Assert.Equal((3, 0), (reversed.Lines, again.Lines));
        Assert.Equal(40, (await core.Profile(user)).XpBalance);
        Assert.Empty(EarnedCodes.Of(await core.Profile(user)));
        Assert.Equal(adjusted + 1, (await core.Told(user, "xp_adjusted")).Count);
        Assert.Empty((await core.Get<ReviewQuestions>().Lines(item, Stop)).Lines);
        Assert.Equal(ReviewState.Open, await core.Data.Read(db => db.ReviewItems.Where(i => i.ReviewItemId == item).Select(i => i.State).SingleAsync(Stop), Stop));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Lines_of_others_of_other_days_and_by_others_are_refused(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user, other) = (await core.Staff(), await core.Member(), await core.Member());
        var (mine, theirs) = (await Win(core, user, 1), await Win(core, other, 1));
        var given = await core.Give(user, 5);
        core.Time.Midnight();
        var later = await Win(core, user, 2);
        var (operations, item) = (core.Get<ReviewOperations>(), await Item(core, user));

        foreach (var wrong in new[] { theirs, given, later })
            Assert.Equal("reviews.other-lines", (await operations.Reverse(item, [mine.TransactionId, wrong.TransactionId], "made up", staff, Stop)).Problem?.Code);
        Assert.Equal("reviews.no-lines", (await operations.Reverse(item, [], "made up", staff, Stop)).Problem?.Code);
        Assert.Equal("reviews.reason", (await operations.Reverse(item, [mine.TransactionId], " ", staff, Stop)).Problem?.Code);
        Assert.Equal("reviews.many-lines", (await operations.Reverse(item, [.. Enumerable.Range(1, 101).Select(i => (long)i)], "made up", staff, Stop)).Problem?.Code);
        Assert.Equal("reviews.unknown", (await operations.Reverse(99, [mine.TransactionId], "made up", staff, Stop)).Problem?.Code);
        Assert.Equal("reviews.unknown", (await operations.Reverse(await ReviewDeskTests.Item(core, other), [theirs.TransactionId], "made up", staff, Stop)).Problem?.Code);
        Assert.Equal("reviews.self", (await operations.Reverse(await Item(core, staff.UserId!.Value), [mine.TransactionId], "made up", staff, Stop)).Problem?.Code);
        await core.Get<ReviewDesk>().Release(item, "fine", staff, Stop);
        Assert.Equal("reviews.decided", (await operations.Reverse(item, [mine.TransactionId], "made up", staff, Stop)).Problem?.Code);
        Assert.Equal(105, (await core.Profile(user)).XpBalance);
    }

    [Theory, EachProvider]
    public async Task Two_who_reverse_the_same_lines_at_once_take_them_back_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var second = await core.SecondNode();
        var (staff, user) = (await core.Staff(), await core.Member());
        var lines = new List<long>();
        for (var trade = 1; trade <= 5; trade++) lines.Add((await Win(core, user, trade)).TransactionId);
        var item = await Item(core, user);

        var outcomes = await Task.WhenAll(
            core.Get<ReviewOperations>().Reverse(item, lines, "made up", staff, Stop), second.Get<ReviewOperations>().Reverse(item, lines, "made up", staff, Stop),
            core.Get<ReviewOperations>().Reverse(item, lines.Take(2).ToList(), "made up", staff, Stop));

        Assert.Equal(5, outcomes.Sum(o => o.Value.Lines));
        Assert.Equal(0, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task What_a_wipe_has_taken_is_marked_and_taken_no_second_time(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user) = (await core.Staff(), await core.MemberOnPass());
        await Win(core, user, 1);
        var item = await Item(core, user);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        await core.Give(user, 30);

        var line = Assert.Single((await core.Get<ReviewQuestions>().Lines(item, Stop)).Lines);
        Assert.True((await core.Get<ReviewOperations>().Reverse(item, [line.TransactionId], "made up", staff, Stop)).Succeeded);

        Assert.True(line.IsWiped);
        Assert.Equal(30, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    private static async Task<XpPosted> Win(TestCore core, long user, int trade) => (await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop)).Value.Entry;

    /// <summary>An item about the XP of a member's day.</summary>
    internal static async Task<long> Item(TestCore core, long user, string day = "2026-11-19", ReviewRule rule = ReviewRule.SuddenXp)
    {
        await core.Data.Run(work => core.Get<ReviewBook>().Note(work, new(rule, Finding.Member(user), user, new() { Day = day, Xp = 9_000, UsualXp = 400, Times = 5, Minutes = 60 }, day)), Stop);
        return await core.Data.Read(db => db.ReviewItems.Where(i => i.SubjectUserId == user && i.Rule == rule).MaxAsync(i => i.ReviewItemId, Stop), Stop);
    }
}
