using HydraX.Core.Leaderboards.Ranking;
using static HydraX.Tests.Leaderboards.Ranking.RankedBoardTests;

namespace HydraX.Tests.Leaderboards.Ranking;

public sealed class RankedBoardRaceTests
{
    [Fact]
    public async Task Readers_never_see_a_board_between_two_changes()
    {
        const int Members = 3_000;
        var stop = TestContext.Current.CancellationToken;
        var board = Board(Enumerable.Range(1, Members).Select(id => new Standing(id, id, 1)));
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);

        var readers = Enumerable.Range(1, 3).Select(reader => Task.Run(() => ReadUntil(done.Token, board, reader, Members), stop)).ToArray();
        await Task.WhenAll(Enumerable.Range(1, 2).Select(writer => Task.Run(() => Write(board, writer, Members), stop)));
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal(Members, board.Count);
    }

    [Fact]
    public async Task Awards_from_many_threads_lose_no_point()
    {
        var board = new RankedBoard();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var award = 0; award < 20_000; award++) board.Add(1 + award % 50, 1, 1 + thread);
        }, TestContext.Current.CancellationToken)));

        Assert.All(board.Top(50), row => Assert.Equal(1_600, row.Score));
    }

    // Every member keeps a score all the time, so each picture must hold everybody, in order, at places that fit.
    private static void Write(RankedBoard board, int seed, int members)
    {
        var random = new Random(seed);
        for (var change = 0; change < 60_000; change++)
        {
            board.Set(new Standing(random.Next(1, members + 1), random.Next(members), random.Next(1, 9)));
        }
    }

    private static int ReadUntil(CancellationToken done, RankedBoard board, int seed, int members)
    {
        var random = new Random(seed);
        var reads = 0;
        do
        {
            var member = random.Next(1, members + 1);
            var slice = board.Slice(50, member, 5);
            Assert.Equal(members, slice.Count);
            Assert.Equal(50, slice.Top.Count);
            AssertInOrder(slice.Top);
            AssertInOrder(slice.Around);
            Assert.Equal(member, slice.Own!.Value.Member);
            reads++;
        }
        while (!done.IsCancellationRequested);
        return reads;
    }

    private static void AssertInOrder(IReadOnlyList<RankedRow> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            var (above, below) = (rows[i - 1], rows[i]);
            Assert.True(Standing.Compare(ToStanding(above), ToStanding(below)) < 0);
            Assert.Equal(above.Score == below.Score, above.Place == below.Place);
        }
    }

    private static Standing ToStanding(RankedRow row) => new(row.Member, row.Score, row.ReachedAt);
}
