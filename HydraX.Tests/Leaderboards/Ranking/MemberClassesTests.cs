using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Tests.Leaderboards.Ranking;

public sealed class MemberClassesTests
{
    private const int Classes = 5;

    [Fact]
    public void Whoever_was_never_written_down_is_of_the_usual_class()
    {
        var classes = new MemberClasses(Classes, 1);
        classes.Set(7, 1);
        classes.Set(5_000, 4);

        Assert.Equal([1, 1, 4, 1], new long[] { 7, 4_999, 5_000, int.MaxValue }.Select(classes.Of));
    }

    [Fact]
    public void Differences_are_found_on_both_sides()
    {
        var (one, other) = (new MemberClasses(Classes, 1), new MemberClasses(Classes, 1));
        foreach (var member in new[] { 3, 40, 9_000 }) one.Set(member, 2);
        foreach (var member in new[] { 40, 70_000 }) other.Set(member, 2);
        one.Set(40, 3);
        one.Set(41, 0);
        one.Set(41, 1);

        Assert.Equal([3L, 40, 9_000, 70_000], one.Differences(other));
        Assert.Equal([3L, 40, 9_000, 70_000], other.Differences(one));
    }

    // Members come, score, change class and go: each class is what a plain sort of its members gives.
    [Theory]
    [InlineData(1, 40, 4)]
    [InlineData(2, 5_000, 1_000)]
    public void Any_history_gives_each_class_the_board_of_its_members(int seed, int members, int scores)
    {
        var random = new Random(seed);
        var (classes, naive) = (new MemberClasses(Classes, 1), new Dictionary<long, Standing>());
        var board = new RankedBoard(classes);
        for (var step = 1; step <= 12_000; step++)
        {
            var member = random.Next(1, members + 1);
            switch (random.Next(5))
            {
                case 0:
                    board.Remove(member);
                    naive.Remove(member);
                    break;
                case 1:
                    var to = random.Next(Classes);
                    board.Move(member, to);
                    classes.Set(member, to);
                    break;
                default:
                    var standing = new Standing(member, random.Next(1, scores + 1), random.Next(1, 20));
                    board.Set(standing);
                    naive[member] = standing;
                    break;
            }
            if (step % 2_000 == 0) AssertSame(board, classes, naive);
        }
        var draft = new BoardDraft();
        foreach (var standing in naive.Values) draft.Set(standing);
        AssertSame(draft.Finish(classes), classes, naive);
    }

    private static void AssertSame(RankedBoard board, MemberClasses classes, Dictionary<long, Standing> naive)
    {
        for (var of = 0; of < Classes; of++)
        {
            var its = new NaiveBoard();
            foreach (var standing in naive.Values.Where(s => classes.Of(s.Member) == of)) its.Set(standing);
            var rows = its.Rows();
            Assert.Equal(rows, board.Slice(int.MaxValue, of: of).Top);
            foreach (var row in rows.Take(5).Concat(rows.TakeLast(5)))
            {
                var slice = board.Slice(3, row.Member, 2, of);
                Assert.Equal((row, rows.Count), (slice.Own!.Value, slice.Count));
            }
            foreach (var other in naive.Keys.Where(m => classes.Of(m) != of).Take(5)) Assert.Null(board.Slice(3, other, 2, of).Own);
        }
    }
}
