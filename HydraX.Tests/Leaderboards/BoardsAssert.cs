using HydraX.Core.Data;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Leaderboards;

/// <summary>What tests of boards do and look at.</summary>
internal static class BoardsAssert
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>A member's XP on the four boards (day, week, month, all) after reading on; 0 where not on it.</summary>
    public static async Task<(long Day, long Week, long Month, long All)> Scores(this TestCore core, long user)
    {
        await core.Get<Boards>().Follow(Stop);
        var boards = await core.Get<BoardFeed>().Today(Stop);
        long On(BoardPeriod period) => boards[period].Find(user)?.Score ?? 0;
        return (On(BoardPeriod.Day), On(BoardPeriod.Week), On(BoardPeriod.Month), On(BoardPeriod.All));
    }

    /// <summary>
    /// The boards that were read on equal boards that are counted now: same members, scores and times. Of all time without the times: what a prestige
    /// has set aside and a wipe left keeps the time of the last gain that was seen.
    /// </summary>
    public static async Task AssertAsIfCountedNow(this TestCore core, string because)
    {
        // All from the tables, all from the ledger, and a share of each.
        foreach (var unsettled in new[] { 0, long.MaxValue, 7 }) await core.AssertAsIfCountedNow(unsettled, because);
    }

    private static async Task AssertAsIfCountedNow(this TestCore core, long unsettled, string because)
    {
        await core.Get<Boards>().Follow(Stop);
        var feed = core.Get<BoardFeed>();
        var readOn = Rows(await feed.Today(Stop));
        await feed.CountAnew(unsettled, Stop);
        var counted = Rows(await feed.Today(Stop));
        foreach (var (period, rows) in readOn) Assert.True(rows.SequenceEqual(counted[period]), $"{because}, {period}, {unsettled} lines unsettled\nread on: {string.Join(' ', rows)}\ncounted: {string.Join(' ', counted[period])}");
    }

    /// <summary>Posts a line as Progress would, for what has no coordinator yet.</summary>
    public static Task<XpPosted> Post(this TestCore core, long user, XpSource source, long amount, long total, string key) => core.Data.Run(async work =>
    {
        var member = (await work.LockMember(user))!;
        await core.Get<XpLedger>().SettleMidnight(work, member);
        return await core.Get<XpLedger>().Post(work, member, new XpEntry(source, key, amount, total));
    }, Stop);

    /// <summary>Spends XP.</summary>
    public static Task<XpPosted> Spend(this TestCore core, long user, long xp) =>
        core.Post(user, XpSource.ShopPurchase, -xp, 0, RewardKey.ShopPurchase(Guid.NewGuid().ToString("N")));

    /// <summary>Lets a member prestige, whatever their rank.</summary>
    public static Task Prestige(this TestCore core, long user) => core.Data.Run(async work =>
    {
        var member = (await work.LockMember(user))!;
        await core.Get<XpLedger>().SettleMidnight(work, member);
        await core.Get<XpLedger>().Post(work, member, new XpEntry(XpSource.Prestige, $"prestige:{member.Profile.PrestigeLevel + 1}", 0, -member.Profile.TotalXp));
        member.Profile.PrestigeLevel++;
    }, Stop);

    /// <summary>Makes a pass a subscription that was paid at an instant; what a wipe took since comes back.</summary>
    public static Task Convert(this TestCore core, long user, DateTimeOffset paidAt) =>
        core.Data.Run(async work => await core.Passes.Convert(work, (await work.LockMember(user))!, paidAt), Stop);

    /// <summary>Changes a member's row or profile as an admin or the member would.</summary>
    public static Task Change(this TestCore core, long user, Action<User> change) => core.Data.Run(async work =>
        change(await work.Db.Users.Include(u => u.Profile).SingleAsync(u => u.Id == user, Stop)), Stop);

    private static Dictionary<BoardPeriod, List<RankedRow>> Rows(BoardSet boards) => Enum.GetValues<BoardPeriod>().ToDictionary(
        period => period,
        period => boards[period].Top(int.MaxValue).Select(row => period == BoardPeriod.All ? row with { ReachedAt = 0 } : row).OrderBy(row => row.Place).ThenBy(row => row.Member).ToList());
}
