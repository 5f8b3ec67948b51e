using HydraX.Core.Data;
using HydraX.Core.Leaderboards;
using HydraX.Tests.Support;

namespace HydraX.Tests.Leaderboards;

public sealed class BoardSourcesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The halves are of two moments: what one knew nothing of must not count as seen because the other did.
    [Theory, EachProvider]
    public async Task A_range_tells_of_its_own_members_lines_alone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (low, high) = (await core.Member(), await core.Member());
        var early = await core.Give(low, 10);
        var lines = new List<SeenLine>();
        foreach (var member in new[] { high, low, high, low })
        {
            var line = await core.Give(member, 5);
            lines.Add(new(line.TransactionId, member));
        }
        var middle = (await core.Profile(high)).ProfileId;

        var (lower, lowerSeen) = await Sums(core, 0, middle, early.TransactionId);
        var (upper, upperSeen) = await Sums(core, middle, long.MaxValue, early.TransactionId);

        Assert.Equal((low, 20), lower.Select(sums => (sums.UserId, sums.TotalXp)).Single());
        Assert.Equal((high, 10), upper.Select(sums => (sums.UserId, sums.TotalXp)).Single());
        Assert.Equal(lines.FindAll(line => line.UserId == low), lowerSeen);
        Assert.Equal(lines.FindAll(line => line.UserId == high), upperSeen);
    }

    private static async Task<(List<MemberSums>, List<SeenLine>)> Sums(TestCore core, long from, long until, long after)
    {
        var members = new List<MemberSums>();
        var seen = await core.Get<BoardSources>().Sums(from, until, after, members.AddRange, Stop);
        return (members, seen);
    }
}
