using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Leaderboards;

public sealed class BoardsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task An_award_stands_on_all_four_boards(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("osprey");
        Assert.Equal((0, 0, 0, 0), await core.Scores(user));

        await core.Give(user, 1_200);

        Assert.Equal((1_200, 1_200, 1_200, 1_200), await core.Scores(user));
        var view = await core.Get<Boards>().Show(BoardPeriod.Month, user, stop: Stop);
        Assert.Equal(new BoardEntry(1, user, "osprey", TierCode.Nibbler, RankCode.Private, 0, null, false, 1_200, TestTime.Noon, true), Assert.Single(view.Top));
        Assert.Equal((1, view.Top[0], null, 1_200), (view.Members, view.Own, view.Ahead, view.OwnToday));
        Assert.Equal((new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)), (view.From!.Value, view.Until!.Value));
    }

    [Theory, EachProvider]
    public async Task Another_nodes_award_is_read_from_the_ledger(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();
        Assert.Equal(0, (await core.Scores(user)).Day);

        await other.Give(user, 70);

        Assert.Equal((70, 70, 70, 70), await core.Scores(user));
    }

    [Theory, EachProvider]
    public async Task Places_ties_and_what_is_missing_to_the_next_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = new List<long>();
        foreach (var xp in new[] { 500, 300, 300, 272 })
        {
            users.Add(await core.Member());
            await core.Give(users[^1], xp);
            core.Time.Advance(TimeSpan.FromSeconds(-1));
        }

        var view = await core.Get<Boards>().Show(BoardPeriod.Day, users[3], rows: 3, neighbours: 1, stop: Stop);

        // The later member of the tie has the earlier time, because the clock ran backwards above.
        Assert.Equal([(1, users[0]), (2, users[2]), (2, users[1])], view.Top.Select(row => (row.Place, row.UserId)));
        Assert.Equal([(2, users[1]), (4, users[3])], view.Around.Select(row => (row.Place, row.UserId)));
        Assert.Equal(new NextPlace(2, 28), view.Ahead);
        Assert.Equal(new NextPlace(1, 200), (await core.Get<Boards>().Show(BoardPeriod.Day, users[1], stop: Stop)).Ahead);
    }

    [Theory, EachProvider]
    public async Task Periods_begin_empty_at_their_midnight_and_all_time_goes_on(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 28, 23, 59, 59, TimeSpan.Zero));
        var user = await core.Member();
        await core.Give(user, 100);
        Assert.Equal((100, 100, 100, 100), await core.Scores(user));

        core.Time.Midnight();
        Assert.Equal((0, 100, 100, 100), await core.Scores(user));
        await core.Give(user, 10);
        Assert.Equal((10, 110, 110, 110), await core.Scores(user));

        core.Time.Midnight();
        Assert.Equal((0, 0, 110, 110), await core.Scores(user));

        core.Time.Midnight();
        Assert.Equal((0, 0, 0, 110), await core.Scores(user));
        await core.AssertAsIfCountedNow("Tuesday, 1 December");
    }

    [Theory, EachProvider]
    public async Task A_board_asked_just_after_midnight_is_the_new_days_without_any_job(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 100);
        var boards = core.Get<Boards>();
        Assert.Equal(1, (await boards.Show(BoardPeriod.Day, stop: Stop)).Members);

        core.Time.Midnight();

        var view = await boards.Show(BoardPeriod.Day, user, stop: Stop);
        Assert.Equal((0, new DateOnly(2026, 11, 20), 0, null), (view.Members, view.Day, view.OwnToday, view.Own));
    }

    [Theory, EachProvider]
    public async Task Spending_and_prestige_lower_no_board(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 400_000);
        await core.Spend(user, 300);
        await core.Prestige(user);
        await core.Give(user, 50);

        Assert.Equal((400_050, 400_050, 400_050, 400_050), await core.Scores(user));
        await core.AssertAsIfCountedNow("after a prestige");
        Assert.Equal((400_050, 400_050, 400_050, 400_050), await core.Scores(user));
    }

    [Theory, EachProvider]
    public async Task A_correction_takes_XP_off_the_boards_on_which_it_counted(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var yesterday = await core.Give(user, 100);
        core.Time.Midnight();
        var today = await core.Give(user, 40);

        await core.Progression.Correct(yesterday.TransactionId, "not earned", Stop);
        Assert.Equal((40, 40, 40, 40), await core.Scores(user));
        await core.AssertAsIfCountedNow("after yesterday's correction");

        await core.Progression.Correct(today.TransactionId, "not earned", Stop);
        Assert.Equal((0, 0, 0, 0), await core.Scores(user));
    }

    [Theory, EachProvider]
    public async Task Suspended_and_hidden_members_are_out_and_come_back_with_what_they_earned(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (suspended, hidden, stays) = (await core.Member(), await core.Member(), await core.Member());
        foreach (var user in new[] { suspended, hidden, stays }) await core.Give(user, 100);
        Assert.Equal(3, (await core.Get<Boards>().Show(BoardPeriod.All, stop: Stop)).Members);

        await core.Change(suspended, user => user.IsActive = false);
        await core.Change(hidden, user => user.Profile!.Visibility = Visibility.Hidden);
        await core.Give(hidden, 20);

        // The page finds out by itself; nobody has to tell the boards.
        var view = await core.Get<Boards>().Show(BoardPeriod.All, hidden, stop: Stop);
        Assert.Equal((1, stays, true, null), (view.Members, Assert.Single(view.Top).UserId, view.ViewerIsAway, view.Own));
        await core.AssertAsIfCountedNow("with two away");

        await core.Change(suspended, user => user.IsActive = true);
        await core.Change(hidden, user => user.Profile!.Visibility = Visibility.Members);
        core.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal((100, 100, 100, 100), await core.Scores(suspended));
        Assert.Equal((120, 120, 120, 120), await core.Scores(hidden));
        await core.AssertAsIfCountedNow("with both back");
    }

    [Theory, EachProvider]
    public async Task Who_is_hidden_far_below_the_shown_rows_is_off_within_seconds(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (first, second) = (await core.Member(), await core.Member());
        await core.Give(first, 200);
        await core.Give(second, 100);
        await core.Scores(second);

        await core.Change(second, user => user.Profile!.Visibility = Visibility.Hidden);
        core.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal((0, 0, 0, 0), await core.Scores(second));
    }

    [Theory, EachProvider]
    public async Task A_line_from_a_node_whose_clock_is_ahead_waits_for_its_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var ahead = await core.SecondNode();
        var user = await core.Member();
        await core.Give(user, 5);
        Assert.Equal(5, (await core.Scores(user)).Day);
        ahead.Time.Midnight();

        await ahead.Give(user, 30);

        Assert.Equal((5, 5, 5, 5), await core.Scores(user));
        foreach (var unsettled in new[] { 1, 50_000 })
        {
            await core.Get<BoardFeed>().CountAnew(unsettled, Stop);
            Assert.Equal((5, 5, 5, 5), await core.Scores(user));
        }
        core.Time.Midnight();
        Assert.Equal((30, 35, 35, 35), await core.Scores(user));
    }

    [Fact]
    public async Task A_line_that_is_committed_after_a_higher_one_is_not_overlooked()
    {
        Needs.PostgreSql();
        await using var core = await TestCore.Create(DatabaseProvider.PostgreSql);
        var (early, late) = (await core.Member(), await core.Member());
        Assert.Equal(0, (await core.Scores(early)).Day);
        var written = new TaskCompletionSource();
        var mayCommit = new TaskCompletionSource();
        var slow = core.Data.Run(async work =>
        {
            await core.Get<XpLedger>().Post(work, (await HydraX.Core.Users.Members.LockMember(work, early))!, new XpEntry(XpSource.AdminGrant, "slow", 11, 11));
            written.SetResult();
            await mayCommit.Task;
        }, Stop);
        await written.Task;

        await core.Give(late, 22);

        Assert.Equal(22, (await core.Scores(late)).Day);
        Assert.Equal(0, (await core.Scores(early)).Day);
        mayCommit.SetResult();
        await slow;
        Assert.Equal((11, 11, 11, 11), await core.Scores(early));
    }
}
