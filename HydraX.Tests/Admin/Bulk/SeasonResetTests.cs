using HydraX.Core.Admin.Bulk;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Support;

namespace HydraX.Tests.Admin.Bulk;

public sealed class SeasonResetTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_season_begins_with_a_share_of_total_XP_and_leaves_balance_and_boards(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, high, fresh) = (await core.Staff(), await core.Member("kestrel"), await core.Member());
        await core.Give(high, 2_999);
        var boards = await core.Scores(high);

        var preview = (await core.Get<BulkQuestions>().Preview(new(BulkKind.SeasonReset, KeepsPercent: 25), Stop)).Value;
        var id = await Reset(core, staff, 25);

        Assert.Equal((1L, 2_999L, 749L, 2_250L, 1L), (preview.Members, preview.Before, preview.After, preview.Xp, preview.Moved));
        Assert.Equal([(RankCode.Recruit, 0L, 1L), (RankCode.Corporal, 1L, 0L)], preview.Ranks.Select(r => (r.Rank, r.Before, r.After)));
        var profile = await core.Profile(high);
        Assert.Equal((2_999L, 749L, 2_250L, RankCode.Recruit, 2_999L), (profile.XpBalance, profile.TotalXp, profile.XpSetAside, profile.CurrentRank, profile.RealTotalXp));
        var line = (await core.Ledger(high))[^1];
        Assert.Equal(("season_reset", $"season_reset:{id}", 0L, -2_250L, 2_999L), (line.SourceType, line.RewardKey, line.Amount, line.TotalXpChange, line.BalanceAfter));
        Assert.Equal(boards, await core.Scores(high));
        await core.AssertAsIfCountedNow("after the reset");
        Assert.Single(await core.Told(high, "season_began"));
        Assert.Empty(await core.Told(fresh, "season_began"));
        Assert.Empty(await core.Ledger(fresh));
        var shown = await core.Get<ProfileQuestions>().Of("KESTREL", new(high, false), 3, Stop);
        Assert.Equal(new DayXp(new(2026, 11, 19), 2_999, 0, 749), Assert.Single(shown!.Year));
        Assert.Equal("xp.not-correctable", (await core.Progression.Correct(line.TransactionId, "no", Stop)).Problem?.Code);
        await core.AssertLedgerAddsUp(high);
    }

    [Theory, EachProvider]
    public async Task Undone_it_gives_back_exactly_what_it_took_once_also_to_who_has_earned_since(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (staff, user) = (await core.Staff(), await core.Member());
        await core.Give(user, 1_000);
        var id = await Reset(core, staff, 0);
        await core.Give(user, 30);
        var (promotions, earnedAt) = ((await core.Told(user, "promoted")).Count, (await core.Profile(user)).XpEarnedAt);
        core.Time.At(13);
        other.Time.At(13);
        await core.Get<Core.Progress.Promotions>().Take(user, Stop);

        var preview = (await core.Get<BulkQuestions>().UndoPreview(id, Stop)).Value;
        Assert.True((await core.Get<BulkOperations>().Undo(id, "too early", staff, Stop)).Succeeded);
        await Task.WhenAll(core.Get<BulkRuns>().Run(Stop), other.Get<BulkRuns>().Run(Stop));

        Assert.Equal(new BulkUndoPreview(1, 1_000, 0, 0, 0, 0, 0), preview);
        var profile = await core.Profile(user);
        Assert.Equal((1_030L, 1_030L, 0L, RankCode.Private), (profile.XpBalance, profile.TotalXp, profile.XpSetAside, profile.CurrentRank));
        Assert.Equal(earnedAt, profile.XpEarnedAt);
        Assert.Equal((1_030L, 1_030L, 1_030L, 1_030L), await core.Scores(user));
        Assert.Equal(promotions, (await core.Told(user, "promoted")).Count);
        Assert.False(await core.Get<Core.Progress.Promotions>().Waits(user, Stop));
        Assert.Single(await core.Told(user, "season_undone"));
        await core.AssertAsIfCountedNow("after the undo");
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Where_a_wipe_or_a_prestige_came_since_nothing_comes_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, wiped, prestiged, restored) = (await core.Staff(), await core.MemberOnPass(), await core.Member(), await core.MemberOnPass());
        foreach (var user in new[] { wiped, prestiged, restored }) await core.Give(user, 400);
        var id = await Reset(core, staff, 50);
        await core.Prestige(prestiged);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        var wipe = (await core.Ledger(restored))[^1];
        await core.Data.Run(async work => await core.Get<XpLedger>().Post(work, (await work.LockMember(restored))!,
            new(XpSource.PressPassRestore, RewardKey.PressPassRestore(wipe.TransactionId), -wipe.Amount, -wipe.TotalXpChange, CorrectsId: wipe.TransactionId)), Stop);

        var preview = (await core.Get<BulkQuestions>().UndoPreview(id, Stop)).Value;
        Assert.True((await core.Get<BulkOperations>().Undo(id, "too early", staff, Stop)).Succeeded);
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Equal(new BulkUndoPreview(1, 200, Wiped: 1, Prestiged: 1, 0, 0, 0), preview);
        Assert.Equal((0L, 0L, 400L), ((await core.Profile(wiped)).TotalXp, (await core.Profile(prestiged)).TotalXp, (await core.Profile(restored)).TotalXp));
        Assert.Equal((1L, 200L), (await core.Get<BulkQuestions>().Latest(1, Stop))[0].Bulk is var bulk ? (bulk.Undone, bulk.UndoneXp) : default);
        foreach (var user in new[] { wiped, prestiged, restored }) await core.AssertLedgerAddsUp(user);
        await core.AssertAsIfCountedNow("after the undo");
    }

    [Theory, EachProvider]
    public async Task An_award_that_is_undone_after_seasons_is_gone_from_what_they_set_aside_and_does_not_come_back_with_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user) = (await core.Staff(), await core.Member());
        await core.Give(user, 1_000);
        var award = await Award(core, staff, 10_000);
        var (first, second) = (await Reset(core, staff, 20), await Reset(core, staff, 50));
        Assert.Equal((1_100L, 9_900L), await core.Profile(user) is var before ? (before.TotalXp, before.XpSetAside) : default);

        Assert.True((await core.Get<BulkOperations>().Undo(award, "by mistake", staff, Stop)).Succeeded);
        await core.Get<BulkRuns>().Run(Stop);
        Assert.Equal((0L, 1_000L, 1_000L), await core.Profile(user) is var between ? (between.TotalXp, between.XpSetAside, between.XpBalance) : default);
        foreach (var batch in new[] { second, first })
        {
            var preview = (await core.Get<BulkQuestions>().UndoPreview(batch, Stop)).Value;
            Assert.True((await core.Get<BulkOperations>().Undo(batch, "too early", staff, Stop)).Succeeded);
            await core.Get<BulkRuns>().Run(Stop);
            var done = (await core.Get<BulkQuestions>().Latest(3, Stop)).Single(b => b.Bulk.BulkOperationId == batch).Bulk;
            Assert.Equal((preview.Members, preview.Xp), (done.Undone, done.UndoneXp));
        }

        Assert.Equal((1_000L, 0L, 1_000L), await core.Profile(user) is var p ? (p.TotalXp, p.XpSetAside, p.XpBalance) : default);
        await core.AssertLedgerAddsUp(user);
        await core.AssertAsIfCountedNow("after all undos");
    }

    [Theory, EachProvider]
    public async Task A_line_from_before_a_star_that_is_corrected_after_a_season_is_no_star_since(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user) = (await core.Staff(), await core.Member());
        var line = (await core.Give(user, 500)).TransactionId;
        await core.Prestige(user);
        await core.Give(user, 400);
        var season = await Reset(core, staff, 50);
        foreach (var _ in new[] { 1, 2 }) Assert.True((await core.Progression.Correct(line, "wrong", Stop)).Succeeded);
        Assert.Equal((200L, 200L), await core.Profile(user) is var between ? (between.TotalXp, between.XpSetAside) : default);

        Assert.Equal((1L, 0L), (await core.Get<BulkQuestions>().UndoPreview(season, Stop)).Value is var preview ? (preview.Members, preview.Prestiged) : default);
        Assert.True((await core.Get<BulkOperations>().Undo(season, "too early", staff, Stop)).Succeeded);
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Equal((400L, 0L), await core.Profile(user) is var p ? (p.TotalXp, p.XpSetAside) : default);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_line_that_was_corrected_before_a_star_brings_nothing_back_when_it_is_corrected_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var line = (await core.Give(user, 500)).TransactionId;
        await core.Give(user, 400);
        Assert.True((await core.Progression.Correct(line, "wrong", Stop)).Succeeded);
        await core.Prestige(user);

        Assert.True((await core.Progression.Correct(line, "wrong", Stop)).Value.WasKnown);

        Assert.Equal((0L, 400L), await core.Profile(user) is var p ? (p.TotalXp, p.XpSetAside) : default);
    }

    [Theory, EachProvider]
    public async Task Seasons_are_undone_from_the_latest_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user) = (await core.Staff(), await core.Member());
        await core.Give(user, 1_001);
        var (first, second) = (await Reset(core, staff, 50), await Reset(core, staff, 50));
        Assert.Equal(250, (await core.Profile(user)).TotalXp);

        var refused = (await core.Get<BulkOperations>().Undo(first, "too early", staff, Stop)).Problem!;
        Assert.Equal(("bulk.later-reset", $"Batch {second} has reset a season since, and counted from what this one had left. Undo that one first."), (refused.Code, refused.Sentence));
        Assert.True((await core.Get<BulkOperations>().Undo(second, "too early", staff, Stop)).Succeeded);
        await core.Get<BulkRuns>().Run(Stop);
        Assert.Equal(500, (await core.Profile(user)).TotalXp);
        Assert.True((await core.Get<BulkOperations>().Undo(first, "too early", staff, Stop)).Succeeded);
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Equal((1_001L, 0L), await core.Profile(user) is var p ? (p.TotalXp, p.XpSetAside) : default);
    }

    [Theory, EachProvider]
    public async Task Whoever_earns_while_a_season_begins_loses_nothing_of_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (staff, users) = (await core.Staff(), new List<long>());
        for (var i = 0; i < 10; i++) users.Add(await core.Member());
        foreach (var user in users) await core.Give(user, 100);
        Assert.True((await core.Get<BulkOperations>().Start(new(BulkKind.SeasonReset, KeepsPercent: 0), "spring", "press", staff, Stop)).Succeeded);

        await Task.WhenAll([core.Get<BulkRuns>().Run(Stop), other.Get<BulkRuns>().Run(Stop), .. users.Select(user => core.Give(user, 7))]);

        foreach (var user in users)
        {
            var profile = await core.Profile(user);
            Assert.Equal((107L, 107L), (profile.XpBalance, profile.TotalXp + profile.XpSetAside));
            Assert.Single(await core.Ledger(user), line => line.SourceType == "season_reset");
            await core.AssertLedgerAddsUp(user);
        }
    }

    // Whatever happens in whatever order: the ledger adds up, boards that were read on are those that are counted now, and nobody has less than nothing set aside.
    [Theory, EachProvider]
    public async Task Whatever_happens_in_whatever_order_everything_adds_up(DatabaseProvider provider)
    {
        foreach (var seed in provider == DatabaseProvider.Sqlite ? [1, 2, 3, 4] : new[] { 5, 6 })
        {
            await using var core = await TestCore.Create(provider);
            var (chance, staff, users, batches) = (new Random(seed), await core.Staff(), new List<long>(), new List<long>());
            for (var i = 0; i < 4; i++) users.Add(i % 2 == 0 ? await core.Member() : await core.MemberOnPass());
            for (var step = 0; step < 60; step++)
            {
                var user = users[chance.Next(users.Count)];
                var lines = await core.Ledger(user);
                switch (chance.Next(9))
                {
                    case 0 or 1: await core.Progression.AwardXp(new(user, XpSource.TradeWin, step), Stop); break;
                    case 2: await core.Give(user, chance.Next(1, 2_000)); break;
                    case 3: await core.Progression.Buy(user, "steady_hand", $"{step}", Stop); break;
                    case 4 when lines.Count > 0: await core.Progression.Correct(lines[chance.Next(lines.Count)].TransactionId, "wrong", Stop); break;
                    case 5: core.Time.Now = core.Time.Now.AddHours(chance.Next(1, 12)); break;
                    case 6 when chance.Next(2) == 0: await core.Night.Wipe(Stop); break;
                    case 6 when chance.Next(3) == 0: await core.Prestige(user); break;
                    case 7: batches.Add(chance.Next(2) == 0 ? await Reset(core, staff, chance.Next(91)) : await Award(core, staff, chance.Next(1, 50))); break;
                    case 8 when batches.Count > 0:
                        await core.Get<BulkOperations>().Undo(batches[chance.Next(batches.Count)], "back", staff, Stop);
                        await core.Get<BulkRuns>().Run(Stop);
                        break;
                }
                batches.Remove(0);
                if (step % 20 == 19) await core.AssertAsIfCountedNow($"seed {seed}, step {step}");
            }
            var report = await core.Get<XpVerification>().All(null, Stop);
            Assert.True(report.IsRight, $"seed {seed}: {report.Says}");
            foreach (var user in users) Assert.True((await core.Profile(user)).XpSetAside >= 0);
        }
    }

    private static async Task<long> Reset(TestCore core, Actor staff, int keeps) => await Begin(core, new(BulkKind.SeasonReset, KeepsPercent: keeps), staff);

    private static async Task<long> Award(TestCore core, Actor staff, long amount) => await Begin(core, new(BulkKind.Award, amount), staff);

    private static async Task<long> Begin(TestCore core, BulkDraft draft, Actor staff)
    {
        var begun = await core.Get<BulkOperations>().Start(draft, "spring", Guid.NewGuid().ToString("N"), staff, Stop);
        if (!begun.Succeeded) return 0;
        await core.Get<BulkRuns>().Run(Stop);
        return begun.Value.BulkOperationId;
    }
}
