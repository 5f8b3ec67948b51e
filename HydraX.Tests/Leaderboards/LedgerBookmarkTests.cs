using HydraX.Core.Leaderboards;
using HydraX.Tests.Support;

namespace HydraX.Tests.Leaderboards;

public sealed class LedgerBookmarkTests
{
    private static readonly DateTimeOffset Now = TestTime.Noon;

    [Fact]
    public void What_was_skipped_is_asked_for_until_it_comes()
    {
        var bookmark = new LedgerBookmark(100);
        Assert.True(bookmark.Read(101, Now));
        Assert.True(bookmark.Read(105, Now));
        Assert.Equal([(102, 104)], bookmark.Stretches());

        Assert.True(bookmark.Read(103, Now));

        Assert.Equal(102, bookmark.LowestUnread);
        Assert.False(bookmark.IsRead(102));
        Assert.True(bookmark.IsRead(103));
        Assert.False(bookmark.IsRead(104));
        Assert.Equal([(102, 104)], bookmark.Stretches());
    }

    [Fact]
    public void No_line_is_read_twice()
    {
        var bookmark = new LedgerBookmark(0);
        Assert.True(bookmark.Read(2, Now));
        Assert.True(bookmark.Read(1, Now));

        Assert.False(bookmark.Read(1, Now));
        Assert.False(bookmark.Read(2, Now));
        Assert.Empty(bookmark.Stretches());
        Assert.Equal(3, bookmark.LowestUnread);
    }

    [Fact]
    public void Ids_that_never_come_are_given_up_after_a_while()
    {
        var bookmark = new LedgerBookmark(0);
        bookmark.Read(2, Now);
        bookmark.Read(4, Now.AddSeconds(1));

        bookmark.GiveUp(Now.AddSeconds(1));

        Assert.Equal([(3, 3)], bookmark.Stretches());
        Assert.False(bookmark.Read(1, Now));
    }

    [Fact]
    public void Gaps_close_to_each_other_are_asked_for_together_and_far_ones_apart()
    {
        var bookmark = new LedgerBookmark(0);
        foreach (var id in new long[] { 2, 4, 10_000, 10_002 }) bookmark.Read(id, Now);

        // A jump of ids, as SQL Server makes at a restart, is one gap, however long.
        Assert.Equal([(1, 10_001)], bookmark.Stretches());
        for (var id = 5; id < 10_000; id++) bookmark.Read(id, Now);
        Assert.Equal([(1, 3), (10_001, 10_001)], bookmark.Stretches());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lines_that_come_in_any_order_are_each_read_once(int seed)
    {
        var random = new Random(seed);
        var bookmark = new LedgerBookmark(0);
        var read = new HashSet<long>();
        for (var step = 0; step < 5_000; step++)
        {
            var id = random.Next(1, 1_500);
            Assert.Equal(read.Add(id), bookmark.Read(id, Now));
            var highest = read.Max();
            Assert.Equal(highest, bookmark.Highest);
            if (step % 50 != 0) continue;
            var missing = Enumerable.Range(1, (int)highest).Select(i => (long)i).Where(i => !read.Contains(i)).ToList();
            Assert.Equal(missing.Count > 0 ? missing[0] : highest + 1, bookmark.LowestUnread);
            Assert.All(missing, i => Assert.Contains(bookmark.Stretches(), stretch => stretch.From <= i && i <= stretch.Until));
            Assert.All(Enumerable.Range(1, 1_500), i => Assert.Equal(read.Contains(i), bookmark.IsRead(i)));
        }
    }
}
