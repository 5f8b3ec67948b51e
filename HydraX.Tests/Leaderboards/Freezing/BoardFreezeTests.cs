using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Audit;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Leaderboards.Freezing;

public sealed class BoardFreezeTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task The_last_instants_places_are_kept_whatever_happens_afterwards(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (first, second, third) = (await core.Member("osprey"), await core.Member("heron"), await core.Member("stork"));
        await core.Give(first, 500);
        var taken = await core.Give(second, 500);
        await core.Give(third, 70);
        core.Time.Midnight();
        await core.Progression.Correct(taken.TransactionId, "after the day was over", Stop);
        Assert.Equal(0, await core.Get<BoardFreeze>().Freeze(Stop));

        core.Time.Advance(FreezeRules.Settling);
        Assert.Equal(1, await core.Get<BoardFreeze>().Freeze(Stop));

        var hall = (await core.Get<HallQuestions>().At(BoardPeriod.Day, null, third, Stop))!;
        Assert.Equal([(1, "osprey", 500L), (1, "heron", 500), (3, "stork", 70)], hall.Entries.Select(e => (e.Place, e.Username!, e.Score)));
        Assert.Equal((3, true, 2, new DateOnly(2026, 11, 19)), (hall.Chosen.Members, hall.Entries[2].IsOwn, hall.Chosen.Winners.Count, hall.Chosen.Start));
        Assert.Equal(0, await core.Get<BoardFreeze>().Freeze(Stop));
    }

    [Theory, EachProvider]
    public async Task Nodes_that_freeze_at_once_leave_each_board_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var i = 0; i < 15; i++) await core.Give(await core.Member(), 10 + i);
        core.Time.Now = other.Time.Now = new(2026, 12, 1, 0, 4, 0, TimeSpan.Zero);

        var frozen = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? core : other).Get<BoardFreeze>().Freeze(Stop), Stop)));

        // 19 to 30 November, the weeks of the 16th and the 23rd, and November.
        Assert.Equal(12 + 2 + 1, frozen.Sum());
        Assert.Equal(15, await core.Data.Read(db => db.Set<FrozenBoard>().CountAsync(Stop), Stop));
        Assert.Equal(10 + 15 + 15, await core.Data.Read(db => db.Set<BoardResult>().CountAsync(Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task Who_is_away_when_it_is_frozen_has_no_place_and_who_goes_later_leaves_one_without_a_name(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (gone, hides, stays, away) = (await core.Member("osprey"), await core.Member("heron"), await core.Member("stork"), await core.Member("crane"));
        foreach (var (user, xp) in new[] { (away, 900), (gone, 800), (hides, 700), (stays, 600) }) await core.Give(user, xp);
        await core.Change(away, row => row.IsActive = false);
        core.Time.Now = new(2026, 11, 23, 0, 3, 0, TimeSpan.Zero);
        await core.Get<BoardFreeze>().Freeze(Stop);

        await core.Change(hides, row => row.Profile!.Visibility = Visibility.Hidden);
        await core.Get<Erasures>().Ask(new(gone, "osprey", Origin.Web), Stop);
        core.Time.Advance(ErasureRules.CoolingOff);
        Assert.Single(await core.Get<Erasures>().CarryOut(Stop));

        var week = (await core.Get<HallQuestions>().At(BoardPeriod.Week, new DateOnly(2026, 11, 16), null, Stop))!;
        Assert.Equal([(1, null, true), (2, null, false), (3, "stork", false)], week.Entries.Select(e => (e.Place, e.Username, e.IsErased)));
        Assert.Equal(3, week.Chosen.Members);
    }

    [Theory, EachProvider]
    public async Task A_board_waits_for_a_wipe_within_its_period_that_is_not_written_yet(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var pass = await core.MemberOnPass();
        await core.Give(pass, 500);
        core.Time.Now = new(2026, 11, 21, 0, 4, 0, TimeSpan.Zero);
        Assert.Equal(1, await core.Get<BoardFreeze>().Freeze(Stop));

        await core.Night.Wipe(Stop);

        Assert.Equal(1, await core.Get<BoardFreeze>().Freeze(Stop));
        Assert.Equal([1, 0], await core.Data.Read(db => db.Set<FrozenBoard>().OrderBy(b => b.PeriodStart).Select(b => b.Members).ToListAsync(Stop), Stop));
    }

    // Whatever happens within a period, what is frozen from the ledger is what a node that read it on showed in the last second.
    [Theory, EachProvider]
    public async Task What_is_frozen_is_what_the_boards_showed_at_the_end(DatabaseProvider provider)
    {
        for (var seed = 1; seed <= 3; seed++) await LiveThrough(provider, seed);
    }

    private static async Task LiveThrough(DatabaseProvider provider, int seed)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 26, 0, 10, 0, TimeSpan.Zero));
        var random = new Random(seed);
        var (users, lines) = (new List<long>(), new List<long>());
        for (var i = 0; i < 6; i++) users.Add(await core.Member());
        for (var day = 0; day < 6; day++)
        {
            for (var step = 0; step < 12; step++)
            {
                core.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
                await Happens(core, random, users[random.Next(users.Count)], lines);
            }
            core.Time.At(23, 59, 59);
            var shown = await Shown(core, users[0]);
            core.Time.Midnight();
            if (lines.Count > 0) await core.Progression.Correct(lines[^1], "after midnight", Stop);
            await core.Night.Wipe(Stop);
            core.Time.At(0, 5);
            await core.Get<BoardFreeze>().Freeze(Stop);
            await AssertFrozen(core, shown, $"seed {seed}, {core.Time.Now:u}");
        }
    }

    private static async Task Happens(TestCore core, Random random, long user, List<long> lines)
    {
        switch (random.Next(11))
        {
            case 0: await core.Passes.Activate(user, Stop); break;
            case 1: await core.Passes.Deactivate(user, Stop); break;
            case 2: await core.Prestige(user); break;
            case 3 when lines.Count > 0: await core.Progression.Correct(lines[random.Next(lines.Count)], "by chance", Stop); break;
            case 4: await core.Change(user, row => row.IsActive = !row.IsActive); break;
            case 5: await core.Convert(user, core.Clock.GetUtcNow().AddHours(-random.Next(30))); break;
            default: lines.Add((await core.Give(user, random.Next(1, 90))).TransactionId); break;
        }
    }

    private static async Task<Dictionary<BoardPeriod, IReadOnlyList<RankedRow>>> Shown(TestCore core, long user)
    {
        await core.Scores(user);
        var boards = await core.Get<BoardFeed>().Today(Stop);
        return Enum.GetValues<BoardPeriod>().ToDictionary(period => period, period => boards[period].Top(FreezeRules.Rows(period)));
    }

    private static async Task AssertFrozen(TestCore core, Dictionary<BoardPeriod, IReadOnlyList<RankedRow>> shown, string because)
    {
        var today = core.Clock.Today.Date;
        var frozen = await core.Data.Read(db => db.Set<FrozenBoard>().Where(b => b.PeriodEnd == today).ToListAsync(Stop), Stop);
        Assert.NotEmpty(frozen);
        foreach (var board in frozen)
        {
            var rows = await core.Data.Read(db => db.Set<BoardResult>().Where(r => r.FrozenBoardId == board.FrozenBoardId).OrderBy(r => r.Position).ToListAsync(Stop), Stop);
            var kept = rows.ConvertAll(r => new RankedRow(r.Place, r.UserId, r.Score, BoardRules.Micros(r.ReachedAt)));
            Assert.True(kept.SequenceEqual(shown[board.Period]), $"{because}, {board.Period}\nshown: {string.Join(' ', shown[board.Period])}\nfrozen: {string.Join(' ', kept)}");
        }
    }
}
