using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Tests.Support;

namespace HydraX.Tests.Leaderboards.Current;

public sealed class StreakBoardTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task The_longest_run_in_force_stands_first_and_within_a_tie_whoever_got_there_on_an_earlier_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (longest, late, early, over, hidden) = (await core.Member("osprey"), await core.Member("heron"), await core.Member("stork"), await core.Member("crane"), await core.Member("finch"));
        await Days(core, [(longest, "xxxxx"), (late, "..xx."), (early, ".xx.x"), (over, "xxx.."), (hidden, "xxxxx")]);
        await core.Change(hidden, user => user.Profile!.Visibility = Visibility.Hidden);

        // Noon of the fifth day: who was here yesterday still has a run.
        var board = await Show(core, late);

        Assert.Equal([(1, "osprey", 5L), (2, "heron", 2), (3, "stork", 1)], board.Top.Select(row => (row.Place, row.Username, row.Score)));
        Assert.Equal((3, 2, new NextPlace(1, 3)), (board.Members, board.Own!.Place, board.Ahead));
        Assert.True((await Show(core, hidden)).ViewerIsAway);
        Assert.Equal((false, null), ((await Show(core, over)).ViewerIsAway, (await Show(core, over)).Own));
    }

    [Theory, EachProvider]
    public async Task A_tie_is_shared_and_the_run_of_an_earlier_day_is_named_first(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (today, yesterday) = (await core.Member("osprey"), await core.Member("heron"));
        await Days(core, [(today, ".xx"), (yesterday, "xx.")]);

        Assert.Equal([(1, yesterday), (1, today)], (await Show(core)).Top.Select(row => (row.Place, row.UserId)));
    }

    [Theory, EachProvider]
    public async Task A_run_ends_by_its_members_own_calendar_unless_a_freeze_holds_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (utc, west, frozen) = (await core.Member("osprey"), await core.Member("heron"), await core.Member("stork"));
        await core.Change(west, user => user.Profile!.TimeZone = "America/Los_Angeles");
        await core.Give(frozen, 500);
        Assert.True((await core.Progression.Buy(frozen, "streak_freeze", "one")).Succeeded);
        await Days(core, [(utc, "x"), (west, "x"), (frozen, "x")]);

        core.Time.Now = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal([west, frozen], (await Show(core)).Top.Select(row => row.UserId).Order());
        core.Time.Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal([frozen], (await Show(core)).Top.Select(row => row.UserId));
        core.Time.Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        Assert.Empty((await Show(core)).Top);
    }

    [Theory, EachProvider]
    public async Task The_viewers_own_row_is_as_it_is_now_and_the_others_of_a_moment_ago(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (osprey, heron) = (await core.Member("osprey"), await core.Member("heron"));
        Assert.Empty((await Show(core)).Top);

        await core.Get<Activity>().Note(osprey, Stop);
        await core.Get<Activity>().Note(heron, Stop);

        Assert.Equal([osprey], (await Show(core, osprey)).Top.Select(row => row.UserId));
        core.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal([osprey, heron], (await Show(core)).Top.Select(row => row.UserId));
    }

    [Theory, EachProvider]
    public async Task It_is_read_within_a_tier_as_the_boards_of_XP_are(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (osprey, heron) = (await core.Member("osprey"), await core.Member("heron"));
        await core.Change(heron, user => user.Tier = TierCode.Apex);
        await Days(core, [(osprey, "xx"), (heron, ".x")]);

        var apex = await core.Get<BoardKinds>().Current(BoardCode.Streak).Show(heron, tier: TierCode.Apex, stop: Stop);
        Assert.Equal((heron, 1, 1), (Assert.Single(apex.Top).UserId, apex.Own!.Place, apex.Members));

        await core.Change(heron, user => user.Tier = TierCode.Fang);
        Assert.Empty((await core.Get<BoardKinds>().Current(BoardCode.Streak).Show(tier: TierCode.Apex, stop: Stop)).Top);
    }

    [Theory]
    [InlineData("profit", "boards.not-open", "The board profit is not open yet: it opens with trading. There is xp and streak.")]
    [InlineData("REFERRERS", "boards.not-open", "The board referrers is not open yet: it opens with referrals. There is xp and streak.")]
    [InlineData("luck", "boards.unknown", "There is no board luck; there is xp and streak.")]
    public async Task A_board_without_facts_is_hidden_and_says_what_it_opens_with(string typed, string code, string says)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        var problem = core.Get<BoardKinds>().Find(typed).Problem!;

        Assert.Equal((code, says), (problem.Code, problem.Sentence));
        Assert.Equal([BoardCode.Xp, BoardCode.Streak], core.Get<BoardKinds>().Open.Select(kind => kind.Code));
    }

    // Day after day from the start on, whoever has an x is there at noon.
    private static async Task Days(TestCore core, params (long User, string Days)[] members)
    {
        for (var day = 0; day < members[0].Days.Length; day++)
        {
            if (day > 0) core.Time.Advance(TimeSpan.FromDays(1));
            foreach (var (user, days) in members)
                if (days[day] == 'x') await core.Get<Activity>().Note(user, Stop);
        }
    }

    private static Task<BoardView> Show(TestCore core, long? viewer = null) => core.Get<BoardKinds>().Current(BoardCode.Streak).Show(viewer, stop: Stop);
}
