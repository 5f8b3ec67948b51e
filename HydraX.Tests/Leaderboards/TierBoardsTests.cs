using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Tests.Support;

namespace HydraX.Tests.Leaderboards;

public sealed class TierBoardsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Within_a_tier_places_are_among_its_members_alone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var members = new List<long>();
        foreach (var (tier, xp) in new[] { (TierCode.Nibbler, 900), (TierCode.Fang, 800), (TierCode.Apex, 700), (TierCode.Fang, 600), (TierCode.Fang, 600), (TierCode.Nibbler, 500), (TierCode.Fang, 400) })
            members.Add(await Member(core, tier, xp));

        foreach (var board in new[] { await Fang(core, members[6]), await AfterCountingAnew(core, members[6]) })
        {
            Assert.Equal([(1, members[1]), (2, members[3]), (2, members[4]), (4, members[6])], board.Top.Select(row => (row.Place, row.UserId)));
            Assert.Equal((4, 4, new NextPlace(2, 200), TierCode.Fang), (board.Members, board.Own!.Place, board.Ahead, board.Tier));
        }
        Assert.Null((await Fang(core, members[0])).Own);
        Assert.Equal(7, (await core.Get<Boards>().Show(BoardPeriod.Week, members[0], stop: Stop)).Members);
    }

    [Theory, EachProvider]
    public async Task Who_changes_tier_is_among_the_others_at_once_for_themselves_and_within_a_minute_for_all(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (goes, stays) = (await Member(core, TierCode.Fang, 50), await Member(core, TierCode.Fang, 40));
        var comes = await Member(core, TierCode.Nibbler, 60);
        Assert.Equal([goes, stays], (await Fang(core)).Top.Select(row => row.UserId));

        await core.Change(goes, user => user.Tier = TierCode.Nibbler);
        await core.Change(comes, user => user.Tier = TierCode.Fang);

        // Who went is found where they stand; who came is not known of by anybody but themselves.
        Assert.Equal([stays], (await Fang(core)).Top.Select(row => row.UserId));
        Assert.Equal([comes, stays], (await Fang(core, comes)).Top.Select(row => row.UserId));

        await core.Change(stays, user => user.Tier = TierCode.Apex);
        await core.Change(goes, user => user.Tier = TierCode.Fang);
        core.Time.Advance(TimeSpan.FromMinutes(1));
        await core.Get<Boards>().Follow(Stop);
        Assert.Equal([comes, goes], (await Fang(core)).Top.Select(row => row.UserId));
    }

    [Theory, EachProvider]
    public async Task A_new_day_keeps_the_tiers(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await Member(core, TierCode.Fang, 50);
        await Fang(core);
        core.Time.Midnight();
        await core.Give(user, 7);
        await core.Get<Boards>().Follow(Stop);

        Assert.Equal(7, Assert.Single((await core.Get<Boards>().Show(BoardPeriod.Day, tier: TierCode.Fang, stop: Stop)).Top).Score);
        Assert.Empty((await core.Get<Boards>().Show(BoardPeriod.Day, tier: TierCode.Nibbler, stop: Stop)).Top);
    }

    private static async Task<long> Member(TestCore core, TierCode tier, long xp)
    {
        var user = await core.Member();
        await core.Change(user, row => row.Tier = tier);
        await core.Give(user, xp);
        return user;
    }

    private static Task<BoardView> Fang(TestCore core, long? viewer = null) => core.Get<Boards>().Show(BoardPeriod.Week, viewer, tier: TierCode.Fang, stop: Stop);

    private static async Task<BoardView> AfterCountingAnew(TestCore core, long viewer)
    {
        await core.Get<Boards>().CountAnew(Stop);
        return await Fang(core, viewer);
    }
}
