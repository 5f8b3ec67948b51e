using HydraX.Core.Abuse;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Abuse;

public sealed class AwardPatternTests
{
    private static readonly DateTimeOffset Yesterday = TestTime.Noon.AddDays(-1);

    [Theory, EachProvider]
    public async Task Yesterdays_sudden_and_even_awards_are_found_once_however_often_the_job_runs(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (steady, sudden, given, even, newcomer, inEvent) = (await core.Member(), await core.Member(), await core.Member(), await core.Member(), await core.Member(), await core.Member());
        foreach (var member in new[] { steady, sudden, given, inEvent })
            for (var day = 1; day <= 10; day++) await Line(core, member, Yesterday.AddDays(-day), 400);
        await Line(core, steady, Yesterday, 2_000);
        await Line(core, sudden, Yesterday, 2_001);
        await Line(core, inEvent, Yesterday, 3_000, basis: 600);
        await Line(core, given, Yesterday, 50_000, XpSource.AdminGrant);
        await Line(core, newcomer, Yesterday, 9_000);
        for (var i = 0; i < 16; i++) await Line(core, even, Yesterday.AddMinutes(3 * i), 50);
        for (var i = 0; i < 16; i++) await Line(core, steady, Yesterday.AddMinutes(i * i), 0);

        Assert.Equal(2, await core.Get<AwardPatterns>().Run());
        await core.Get<AwardPatterns>().Run();

        var items = await core.Data.Read(db => db.ReviewItems.OrderBy(i => i.SubjectUserId).ToListAsync());
        Assert.Equal([(ReviewRule.SuddenXp, sudden, 1), (ReviewRule.EvenAwards, even, 1)], items.Select(i => (i.Rule, i.SubjectUserId!.Value, i.Count)));
        var evidence = ReviewBook.Read(items[0].Evidence);
        Assert.Equal(("2026-11-18", 2_001L, 400L), (evidence.Day, evidence.Xp, evidence.UsualXp));
        Assert.Equal(16, ReviewBook.Read(items[1].Evidence).Times);

        await core.Get<ReviewDesk>().Release(items[0].ReviewItemId, "a contest", await ReviewDeskTests.Moderator(core));
        await core.Get<AwardPatterns>().Run();
        Assert.Equal(2, await core.Data.Read(db => db.ReviewItems.CountAsync()));
    }

    private static Task Line(TestCore core, long user, DateTimeOffset at, long xp, XpSource source = XpSource.TradeWin, long? basis = null) => core.Data.Run(work =>
    {
        work.Db.Add(new XpTransaction { UserId = user, Amount = xp, BalanceAfter = xp, TotalXpChange = xp, BaseAmount = basis, SourceType = source.Code(), RewardKey = $"{Guid.NewGuid()}", UtcDay = UtcDay.Of(at).Date, CreatedAt = at });
        return Task.CompletedTask;
    });
}
