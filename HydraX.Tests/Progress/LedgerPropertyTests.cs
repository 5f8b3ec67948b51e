using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Progress;

/// <summary>Whatever happens to members in whatever order, on two nodes and several at a time: the ledger adds up, nothing is paid twice, and what is copied from it is what it says.</summary>
public sealed class LedgerPropertyTests
{
    private const int Rounds = 40;
    private const int AtOnce = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task No_order_of_awards_purchases_refunds_wipes_stars_and_reversals_makes_the_ledger_wrong(DatabaseProvider provider)
    {
        var happened = new HashSet<string>();
        foreach (var seed in (int[])[1, 2, 3]) happened.UnionWith(await Story(provider, seed));

        // What never came up was not tried.
        Assert.Superset(new HashSet<string>(["trade_win", "trade_loss", "admin_grant", "daily_login", "perfect_day", "achievement_unlock", "weekly_goal", "shop_purchase", "correction", "press_pass_reset", "prestige", "refund"]), happened);
    }

    private static async Task<HashSet<string>> Story(DatabaseProvider provider, int seed)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        await using var other = await core.SecondNode();
        var random = new Random(seed);
        var users = new List<long>();
        for (var i = 0; i < 3; i++) users.Add(await core.Member());

        for (var round = 1; round <= Rounds; round++)
        {
            var step = TimeSpan.FromMinutes(random.Next(0, 600));
            core.Time.Advance(step);
            other.Time.Advance(step);
            var happening = new List<Func<Task>>();
            for (var i = 0; i < AtOnce; i++) happening.Add(await Something(random.Next(2) == 0 ? core : other, random, users[random.Next(users.Count)]));
            await Task.WhenAll(happening.Select(one => Task.Run(one, Stop)));
            if (round % 10 == 0) foreach (var user in users) await AssertAllIsRight(core, user, $"seed {seed}, round {round}");
        }
        var refunded = await core.Data.Read(db => db.ShopPurchases.AnyAsync(p => p.RefundedAt != null, Stop), Stop);
        return [.. await core.Data.Read(db => db.XpTransactions.Select(t => t.SourceType).Distinct().ToListAsync(Stop), Stop), .. refunded ? ["refund"] : Array.Empty<string>()];
    }

    // What it will be is chosen before it begins, so that a seed tells the same story each time; how the four of a round meet is left to chance.
    private static async Task<Func<Task>> Something(TestCore node, Random random, long user)
    {
        var (what, number, line, item) = (random.Next(15), random.Next(60), random.Next(), (string[])["xp_boost", "streak_freeze", "steady_hand", "night_owl"]);
        var lines = await node.Ledger(user);
        var corrected = lines.Count == 0 ? 0 : lines[line % lines.Count].TransactionId;
        var bought = await node.Data.Read(db => db.ShopPurchases.Where(p => p.UserId == user).Select(p => p.PurchaseId).ToListAsync(Stop), Stop);
        var stars = (await node.Profile(user)).PrestigeLevel;
        return what switch
        {
            0 or 1 or 2 => () => node.Progression.AwardXp(new(user, XpSource.TradeWin, number), Stop),
            3 => () => node.Progression.AwardXp(new(user, XpSource.TradeLoss, 100 + number), Stop),
            4 => () => node.Progression.Grant(user, 100 + number * 10, "by chance", $"grant{number}", Stop),
            5 => () => node.Progression.Grant(user, 310_000, "by chance", $"large{number % 4}", Stop),
            6 => () => node.Progression.Buy(user, item[number % item.Length], $"buy{number}", Stop),
            7 when bought.Count > 0 => () => node.Progression.Refund(bought[line % bought.Count], "by chance", Actor.Job, Stop),
            8 => () => node.Night.Wipe(Stop),
            9 => () => node.Progression.Prestige(user, stars + 1, Stop),
            10 or 11 when corrected > 0 => () => node.Progression.Correct(corrected, "by chance", Stop),
            12 => () => node.Passes.Activate(user, Stop),
            13 when number % 2 == 0 => () => node.Passes.Deactivate(user, Stop),
            13 => () => node.Convert(user, node.Clock.GetUtcNow()),
            14 => () => node.Progression.AwardPerfect(Stop),
            _ => () => node.Get<Activity>().Note(user, Stop),
        };
    }

    private static async Task AssertAllIsRight(TestCore core, long user, string when)
    {
        var (lines, profile) = (await core.Ledger(user), await core.Profile(user));
        Assert.Equal((when, profile.XpBalance, profile.TotalXp), (when, lines.Sum(l => l.Amount), lines.Sum(l => l.TotalXpChange)));
        Assert.Equal(lines.Count, lines.Select(l => l.RewardKey).Distinct().Count());
        await core.AssertLedgerAddsUp(user);
        Assert.Empty((await core.Get<MetricVerification>().Member(user, Stop))!.Select(fault => $"{when}: {fault.Says}"));
        var (held, purchases) = await core.Data.Read(async db => (
            await db.UserAchievements.Where(a => a.UserId == user && a.TakenBackAt == null).Join(db.Achievements, a => a.AchievementId, a => a.AchievementId, (_, a) => a.Code).ToListAsync(Stop),
            await db.ShopPurchases.Where(p => p.UserId == user).ToListAsync(Stop)), Stop);
        Assert.Equal(held.Order(), EarnedCodes.Of(profile).Order());
        // Each purchase was paid by one line of its own, and given back by at most one.
        Assert.Equal(purchases.Count, purchases.Select(p => p.TransactionId).Distinct().Count());
        Assert.Equal(lines.Count(l => l.SourceType == "shop_purchase"), purchases.Count);
        Assert.All(purchases, p => Assert.Equal(p.RefundedAt is null ? 0 : 1, lines.Count(l => l.CorrectsId == p.TransactionId)));
    }
}
