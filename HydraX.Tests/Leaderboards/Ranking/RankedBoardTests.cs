using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Tests.Leaderboards.Ranking;

public sealed class RankedBoardTests
{
    [Fact]
    public void Equal_scores_share_a_place_and_the_next_place_is_skipped()
    {
        var board = Board([new(1, 500, 10), new(2, 300, 20), new(3, 300, 30), new(4, 100, 40)]);

        Assert.Equal([1, 2, 2, 4], board.Top(10).Select(row => row.Place));
    }

    [Fact]
    public void Within_a_tie_the_one_who_got_there_first_is_named_first_then_the_lower_id()
    {
        var board = Board([new(1, 300, 30), new(9, 300, 20), new(5, 300, 20), new(2, 300, 10)]);

        Assert.Equal([2L, 5, 9, 1], board.Top(10).Select(row => row.Member));
        Assert.All(board.Top(10), row => Assert.Equal(1, row.Place));
    }

    [Fact]
    public void Neighbours_stop_at_both_ends_of_the_board()
    {
        var board = Board(Enumerable.Range(1, 20).Select(id => new Standing(id, 1000 - id, id)));

        Assert.Equal([1L, 2, 3], board.Slice(3, 1, 2).Around.Select(row => row.Member));
        Assert.Equal([8L, 9, 10, 11, 12], board.Slice(3, 10, 2).Around.Select(row => row.Member));
        Assert.Equal([18L, 19, 20], board.Slice(3, 20, 2).Around.Select(row => row.Member));
    }

    [Fact]
    public void A_window_that_begins_inside_a_tie_still_shows_the_shared_place()
    {
        var board = Board(Enumerable.Range(1, 40).Select(id => new Standing(id, 70, id)).Append(new Standing(99, 80, 1)));

        Assert.All(board.Slice(0, 30, 5).Around, row => Assert.Equal(2, row.Place));
    }

    [Fact]
    public void Someone_who_is_not_on_the_board_sees_the_top_and_no_own_row()
    {
        var slice = Board([new(1, 5, 1)]).Slice(50, 7, 5);

        Assert.Single(slice.Top);
        Assert.Empty(slice.Around);
        Assert.Null(slice.Own);
    }

    [Fact]
    public void A_score_that_falls_to_nothing_leaves_the_board()
    {
        var board = new RankedBoard();
        Assert.Equal(50, board.Add(3, 50, 100));
        Assert.Equal(60, board.Add(3, 10, 200));
        Assert.Equal(new RankedRow(1, 3, 60, 200), board.RowOf(3));

        Assert.Equal(0, board.Add(3, -60, 300));

        Assert.Equal(0, board.Count);
        Assert.Null(board.RowOf(3));
    }

    [Fact]
    public void Extreme_scores_and_the_highest_id_keep_their_order()
    {
        Standing[] standings = [new(1, long.MinValue, 1), new(int.MaxValue, long.MaxValue, long.MaxValue), new(2, 0, 1)];
        var built = Board(standings);
        var changed = new RankedBoard();
        foreach (var standing in standings) changed.Set(standing);

        Assert.Equal([int.MaxValue, 2L, 1], built.Top(3).Select(row => row.Member));
        Assert.Equal([int.MaxValue, 2L, 1], changed.Top(3).Select(row => row.Member));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-4, 1)]
    [InlineData(int.MaxValue + 1L, 1)]
    [InlineData(1, 0)]
    public void An_id_or_time_that_cannot_be_is_a_bug_and_changes_nothing(long member, long reachedAt)
    {
        var board = Board([new(1, 5, 1)]);

        Assert.Throws<ArgumentOutOfRangeException>(() => board.Set(new Standing(member, 10, reachedAt)));

        Assert.Equal([new RankedRow(1, 1, 5, 1)], board.Top(5));
    }

    // Few members and scores make many ties; many members make blocks split and join; low chances to leave let boards grow.
    [Theory]
    [InlineData(1, 12, 4, 4_000)]
    [InlineData(2, 60, 1, 4_000)]
    [InlineData(3, 400, 1_000_000, 6_000)]
    [InlineData(4, 5_000, 40, 60_000)]
    [InlineData(5, 9_000, 3, 90_000)]
    public void Any_history_of_changes_gives_the_board_that_a_plain_sort_gives(int seed, int members, int scores, int changes)
    {
        var random = new Random(seed);
        var naive = new NaiveBoard();
        var board = new RankedBoard();
        for (var change = 1; change <= changes; change++)
        {
            // The mood swings between growing and shrinking, so that the board fills, empties and fills again.
            var growing = change / (changes / 6) % 2 == 0;
            Change(random, naive, board, members, scores, growing ? 5 : 70);
            if (change % (changes / 40) == 0) AssertSame(naive, board, random, members);
        }
    }

    [Theory]
    [InlineData(6, 3_000, 5)]
    [InlineData(7, 3_000, 1_000_000)]
    public void A_board_built_at_once_equals_one_built_step_by_step_and_goes_on_changing(int seed, int members, int scores)
    {
        var random = new Random(seed);
        var start = Enumerable.Range(0, members * 2)
            .Select(_ => new Standing(random.Next(1, members + 1), random.Next(scores), random.Next(1, 50))).ToList();
        var naive = new NaiveBoard();
        start.ForEach(naive.Set);

        var board = Board(start);

        AssertSame(naive, board, random, members);
        for (var change = 0; change < 3_000; change++) Change(random, naive, board, members, scores, 50);
        AssertSame(naive, board, random, members);
    }

    internal static RankedBoard Board(IEnumerable<Standing> standings)
    {
        var draft = new BoardDraft();
        foreach (var standing in standings) draft.Set(standing);
        return draft.Finish();
    }

    private static void Change(Random random, NaiveBoard naive, RankedBoard board, int members, int scores, int leavePercent)
    {
        var member = random.Next(1, members + 1);
        if (random.Next(100) < leavePercent)
        {
            Assert.Equal(naive.Remove(member), board.Remove(member));
            return;
        }
        var standing = new Standing(member, random.Next(-2, scores), random.Next(1, 50));
        naive.Set(standing);
        board.Set(standing);
    }

    private static void AssertSame(NaiveBoard naive, RankedBoard board, Random random, int members)
    {
        var rows = naive.Rows();
        Assert.Equal(rows.Count, board.Count);
        Assert.Equal(rows, board.Top(members + 1));
        Assert.Equal(rows.Take(7), board.Top(7));
        for (var probe = 0; probe < 20; probe++)
        {
            var member = random.Next(1, members + 1);
            var index = rows.FindIndex(row => row.Member == member);
            var slice = board.Slice(3, member, 5);
            Assert.Equal(naive.Find(member), board.Find(member));
            Assert.Equal(index < 0 ? null : rows[index], slice.Own);
            Assert.Equal(slice.Own, board.RowOf(member));
            Assert.Equal(Math.Max(0, index - 5), slice.AroundFrom);
            Assert.Equal(index < 0 ? null : rows.Where(row => row.Score > rows[index].Score).Select(row => (RankedRow?)row).LastOrDefault(), slice.Ahead);
            Assert.Equal(index < 0 ? [] : rows.Skip(index - 5).Take(Math.Min(index, 5) + 6), slice.Around);
        }
    }
}
