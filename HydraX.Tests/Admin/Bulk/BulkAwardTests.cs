using HydraX.Core.Admin.Bulk;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Admin.Bulk;

public sealed class BulkAwardTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Each_gets_it_once_whatever_runs_and_as_the_dry_run_said(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (staff, near, far, suspended) = (await core.Staff(), await core.Member("kestrel"), await core.Member("merlin"), await core.Member());
        await core.Give(near, 900);
        await core.Get<Suspensions>().Suspend(suspended, "Spam", Actor.Job, Stop);

        var preview = (await core.Get<BulkQuestions>().Preview(new(BulkKind.Award, 100), Stop)).Value;
        var begun = (await core.Get<BulkOperations>().Start(new(BulkKind.Award, 100), "thank you", "press", staff, Stop)).Value;
        var again = (await core.Get<BulkOperations>().Start(new(BulkKind.Award, 100), "thank you", "press", staff, Stop)).Value;
        var late = await core.Member();
        await Task.WhenAll(core.Get<BulkRuns>().Run(Stop), other.Get<BulkRuns>().Run(Stop));
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Equal((3L, 300L, 1L), (preview.Members, preview.Xp, preview.Moved));
        Assert.Equal(new BulkExample(near, "kestrel", new(900, 1_000)), preview.Examples.Single(e => e.UserId == near));
        Assert.Equal([(RankCode.Recruit, 3L, 2L), (RankCode.Private, 0L, 1L)], preview.Ranks.Select(r => (r.Rank, r.Before, r.After)));
        Assert.Equal(begun.BulkOperationId, again.BulkOperationId);
        Assert.Equal("1000 100 100 0 0", await Balances(core, near, far, staff.UserId!.Value, suspended, late));
        var line = Assert.Single(await core.Ledger(far));
        Assert.Equal(("admin_grant", $"admin_grant:bulk:{begun.BulkOperationId}", "thank you"), (line.SourceType, line.RewardKey, line.Description));
        Assert.Single(await core.Told(far, "xp_adjusted"));
        Assert.Single(await core.Told(near, "promoted"));
        var bulk = (await core.Get<BulkQuestions>().Latest(5, Stop)).Single().Bulk;
        Assert.Equal((BulkState.Done, 3L, 3L, 300L), (bulk.State, bulk.Expected, bulk.Done, bulk.Xp));
        foreach (var user in new[] { near, far, late }) await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Whoever_is_chosen_gets_it_by_tier_rank_day_or_name(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, ranked, onPass, active) = (await core.Staff(), await core.Member("kestrel"), await core.MemberOnPass("merlin"), await core.Member("hobby"));
        await core.Give(ranked, 2_500);
        await core.Give(onPass, 9_000);
        await core.Get<Activity>().Note(active, Stop);
        async Task<string> Names(BulkDraft draft) => (await core.Get<BulkQuestions>().Preview(draft, Stop)) is { Succeeded: true } found ? string.Join(' ', found.Value.Examples.Select(e => e.Username).Order()) : "nobody";
        var award = new BulkDraft(BulkKind.Award, 10);

        Assert.Equal("merlin", await Names(award with { Tier = TierCode.PressPass }));
        Assert.Equal("kestrel merlin", await Names(award with { Rank = RankCode.Corporal }));
        Assert.Equal("hobby", await Names(award with { ActiveSince = new(2026, 11, 19) }));
        Assert.Equal("nobody", await Names(award with { ActiveSince = new(2026, 11, 20) }));
        Assert.Equal("hobby kestrel", await Names(award with { Names = "@HOBBY,kestrel" }));
        var unknown = (await core.Get<BulkQuestions>().Preview(award with { Names = "hobby nobody_here neither" }, Stop)).Problem!;
        Assert.Equal(("bulk.unknown-names", "Nobody who is active has the names nobody_here, neither."), (unknown.Code, unknown.Sentence));
        Assert.Equal("bulk.unknown-names", (await core.Get<BulkOperations>().Start(award with { Names = "neither" }, "thank you", "1", staff, Stop)).Problem?.Code);
        Assert.Equal("bulk.nobody", (await core.Get<BulkOperations>().Start(award with { Tier = TierCode.Apex }, "thank you", "1", staff, Stop)).Problem?.Code);
        Assert.Equal("bulk.reason", (await core.Get<BulkOperations>().Start(award, " ", "1", staff, Stop)).Problem?.Code);

        // A wipe that is due takes the rank, whether or not anybody has written it.
        Assert.True((await core.Get<BulkOperations>().Start(award with { Rank = RankCode.Corporal }, "thank you", "2", staff, Stop)).Succeeded);
        core.Time.Midnight();
        Assert.Equal("kestrel", await Names(award with { Rank = RankCode.Corporal }));
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Equal((2_510L, 0L, 5L), ((await core.Profile(ranked)).XpBalance, (await core.Profile(onPass)).XpBalance, (await core.Profile(active)).XpBalance));
    }

    [Theory, EachProvider]
    public async Task A_run_that_was_killed_goes_on_where_it_was(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, users) = (await core.Staff(), new List<long>());
        for (var i = 0; i < 120; i++) users.Add(await core.Member());
        Assert.True((await core.Get<BulkOperations>().Start(new(BulkKind.Award, 7), "thank you", "press", staff, Stop)).Succeeded);
        // What a killed run leaves: its first block stands, and of the second nothing.
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var first = core.Get<BulkRuns>().Run(killed.Token);
        await Eventually.Holds(() => core.Data.Read(db => db.BulkOperations.AnyAsync(b => b.Done > 0, Stop), Stop), every: TimeSpan.FromMilliseconds(5));
        await killed.CancelAsync();
        await first.ContinueWith(_ => { }, TaskScheduler.Default);
        var standing = await core.Data.Read(db => db.BulkOperations.SumAsync(b => b.Done, Stop), Stop);
        Assert.Equal(standing, await core.Data.Read(db => db.XpTransactions.LongCountAsync(Stop), Stop));

        await core.Get<BulkRuns>().Run(Stop);

        Assert.All(await core.Data.Read(db => db.Profiles.Select(p => p.XpBalance).ToListAsync(Stop), Stop), balance => Assert.Equal(7, balance));
        Assert.Equal((121L, 847L), (await core.Get<BulkQuestions>().Latest(1, Stop))[0].Bulk is var bulk ? (bulk.Done, bulk.Xp) : default);
    }

    [Theory, EachProvider]
    public async Task Undone_it_takes_back_what_it_gave_once_and_what_a_wipe_took_stays_gone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (staff, rich, spent, onPass, corrected, left) = (await core.Staff(), await core.Member(), await core.Member(), await core.MemberOnPass(), await core.Member(), await core.Member());
        await core.Give(rich, 900);
        var id = (await core.Get<BulkOperations>().Start(new(BulkKind.Award, 600), "thank you", "press", staff, Stop)).Value.BulkOperationId;
        await core.Get<BulkRuns>().Run(Stop);
        Assert.True((await core.Progression.Buy(spent, "steady_hand", "1", Stop)).Succeeded);
        Assert.True((await core.Progression.Correct((await core.Ledger(corrected))[0].TransactionId, "by hand", Stop)).Succeeded);
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == left).ExecuteUpdateAsync(u => u.SetProperty(x => x.ErasedAt, core.Time.Now), Stop), Stop);
        core.Time.Midnight();
        other.Time.Midnight();

        var preview = (await core.Get<BulkQuestions>().UndoPreview(id, Stop)).Value;
        Assert.True((await core.Get<BulkOperations>().Undo(id, "by mistake", staff, Stop)).Succeeded);
        await Task.WhenAll(core.Get<BulkRuns>().Run(Stop), other.Get<BulkRuns>().Run(Stop));
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Equal(new BulkUndoPreview(3, 1_800, Wiped: 1, Prestiged: 0, Indebted: 1, Corrected: 1, Gone: 1), preview);
        var price = (await core.Ledger(spent))[1].Amount;
        Assert.Equal($"900 {price} 0 0 600", await Balances(core, rich, spent, onPass, corrected, left));
        var bulk = (await core.Get<BulkQuestions>().Latest(1, Stop))[0].Bulk;
        Assert.Equal((BulkState.Undone, 3L, 1_800L), (bulk.State, bulk.Undone, bulk.UndoneXp));
        Assert.Equal("bulk.undone", (await core.Get<BulkOperations>().Undo(id, "again", staff, Stop)).Problem?.Code);
        Assert.Equal("bulk.unknown", (await core.Get<BulkOperations>().Undo(99, "again", staff, Stop)).Problem?.Code);
        foreach (var user in new[] { rich, spent, onPass, corrected }) await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Undone_while_it_runs_it_gives_nobody_any_more_and_takes_back_what_it_gave(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var staff = await core.Staff();
        for (var i = 0; i < 160; i++) await core.Member();
        var id = (await core.Get<BulkOperations>().Start(new(BulkKind.Award, 5), "thank you", "press", staff, Stop)).Value.BulkOperationId;

        var running = core.Get<BulkRuns>().Run(Stop);
        await Eventually.Holds(() => core.Data.Read(db => db.BulkOperations.AnyAsync(b => b.Done > 0, Stop), Stop), every: TimeSpan.FromMilliseconds(5));
        Assert.True((await other.Get<BulkOperations>().Undo(id, "by mistake", staff, Stop)).Succeeded);
        await Task.WhenAll(running, other.Get<BulkRuns>().Run(Stop));

        Assert.Equal(0, await core.Data.Read(db => db.Profiles.SumAsync(p => p.XpBalance, Stop), Stop));
        var bulk = (await core.Get<BulkQuestions>().Latest(1, Stop))[0].Bulk;
        Assert.Equal((BulkState.Undone, bulk.Done), (bulk.State, bulk.Undone));
        Assert.True((await core.Get<XpVerification>().All(null, Stop)).IsRight);
    }

    [Theory, EachProvider]
    public async Task What_an_award_earned_goes_with_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (staff, user) = (await core.Staff(), await core.Member());
        var id = (await core.Get<BulkOperations>().Start(new(BulkKind.Award, 3_000), "thank you", "press", staff, Stop)).Value.BulkOperationId;
        await core.Get<BulkRuns>().Run(Stop);
        Assert.Contains("level_10", Core.Achievements.EarnedCodes.Of(await core.Profile(user)));

        Assert.True((await core.Get<BulkOperations>().Undo(id, "by mistake", staff, Stop)).Succeeded);
        await core.Get<BulkRuns>().Run(Stop);

        Assert.Empty(Core.Achievements.EarnedCodes.Of(await core.Profile(user)));
        Assert.Equal((0L, 0L), await core.Profile(user) is var p ? (p.XpBalance, p.TotalXp) : default);
        await core.AssertLedgerAddsUp(user);
    }

    private static async Task<string> Balances(TestCore core, params long[] users)
    {
        var balances = new List<long>();
        foreach (var user in users) balances.Add((await core.Profile(user)).XpBalance);
        return string.Join(' ', balances);
    }
}
