using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Achievements;

public sealed class MetricVerificationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Counters_that_are_not_what_the_ledger_says_are_named_and_mended(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, user) = (await core.Staff(), await core.Member("kestrel"));
        for (var trade = 1; trade <= 3; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade), Stop);
        await core.Progression.Correct((await core.Ledger(user))[0].TransactionId, "wrong", Stop);
        core.Time.Midnight();
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 9), Stop);
        var check = core.Get<MetricVerification>();
        Assert.Empty((await check.Member(user, Stop))!);
        Assert.Equal("metrics.right", (await core.Get<MemberOperations>().Recount(user, "a doubt", staff, Stop)).Problem?.Code);
        await core.Data.Run(work => work.Db.MemberMetrics.Where(m => m.UserId == user && m.Metric == "trades_won").ExecuteUpdateAsync(m => m.SetProperty(x => x.Total, 7).SetProperty(x => x.BestWeek, 9), Stop), Stop);

        var fault = Assert.Single((await check.Member(user, Stop))!);
        Assert.Equal(("trades_won", 7L, 3L, "trades won: of all time 7, by the lines 3, most in a week 9, by the lines 3"), (fault.Metric, fault.Kept, fault.Counted, fault.Says));
        Assert.True((await core.Get<MemberOperations>().Recount(user, "a doubt", staff, Stop)).Succeeded);

        Assert.Empty((await check.Member(user, Stop))!);
        var entry = Assert.Single((await core.Get<AuditQuestions>().Page(new("metrics.recounted"), null, 5, Stop)).Lines);
        Assert.Equal(("a doubt", "{\"trades_won\":7}", "{\"trades_won\":3}"), (entry.Why, entry.Before!.Replace(" ", ""), entry.After!.Replace(" ", "")));
        Assert.Null(await check.Member(999, Stop));
    }

    [Theory, EachProvider]
    public async Task A_counter_that_is_missing_or_too_many_is_found(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, gone, more) = (await core.Staff(), await core.Member(), await core.Member());
        foreach (var user in new[] { gone, more }) await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1), Stop);
        await core.Data.Run(work => work.Db.MemberMetrics.Where(m => m.UserId == gone && m.Metric == "trades_won").ExecuteDeleteAsync(Stop), Stop);
        await core.Data.Run(async work =>
        {
            work.Db.Add(new MemberMetric { UserId = more, Metric = "trades_lost", Total = 2, OfDay = 2, OfWeek = 2, OfMonth = 2, BestDay = 2, BestWeek = 2, BestMonth = 2, CountedOn = new(2026, 11, 19) });
            await work.Save();
        }, Stop);

        foreach (var (user, metric) in new[] { (gone, "trades_won"), (more, "trades_lost") })
        {
            Assert.Contains((await core.Get<MetricVerification>().Member(user, Stop))!, f => f.Metric == metric);
            Assert.True((await core.Get<MemberOperations>().Recount(user, "a doubt", staff, Stop)).Succeeded);
            Assert.Empty((await core.Get<MetricVerification>().Member(user, Stop))!);
        }
    }
}
