using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Progress;

public sealed class PromotionTests
{
    [Theory]
    [InlineData(999, RankCode.Recruit, null)]
    [InlineData(1_000, RankCode.Recruit, RankCode.Private)]
    [InlineData(1_000, RankCode.Private, null)]
    [InlineData(5_000, RankCode.Private, RankCode.Sergeant)]
    [InlineData(0, RankCode.Private, null)] // a fall is not celebrated
    public void A_rank_above_the_one_shown_is_due(long total, RankCode seen, RankCode? due) =>
        Assert.Equal(due, PromotionRules.Due(new UserProfile { TotalXp = total, RankSeen = seen }, TestTime.Noon)?.Standing.Rank);

    [Theory, EachProvider]
    public async Task A_promotion_is_handed_out_once_to_whichever_device_asks_first(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var round = 0; round < 5; round++)
        {
            var user = await core.Member();
            Assert.False(await core.Get<Promotions>().Waits(user));
            await core.Give(user, 5_200);
            Assert.True(await core.Get<Promotions>().Waits(user));
            using var line = new Barrier(4);

            var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(() =>
            {
                line.SignalAndWait();
                return (i % 2 == 0 ? core : other).Get<Promotions>().Take(user);
            }, TaskCreationOptions.LongRunning).Unwrap()));

            var one = Assert.Single(taken, promotion => promotion is not null)!;
            Assert.Equal((RankCode.Recruit, RankCode.Sergeant), (one.From, one.Standing.Rank));
            Assert.Null(await core.Get<Promotions>().Take(user));
        }
    }

    [Theory, EachProvider]
    public async Task A_rank_reached_again_after_a_wipe_or_a_prestige_is_a_promotion_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var promotions = core.Get<Promotions>();
        var (swept, settled, star) = (await core.MemberOnPass(), await core.MemberOnPass(), await core.Member());
        foreach (var user in new[] { swept, settled, star })
        {
            await core.Give(user, 300_000);
            Assert.Equal(RankCode.FieldMarshal, (await promotions.Take(user))?.Standing.Rank);
        }
        await core.Progression.Prestige(star, 1);
        core.Time.Midnight();
        Assert.Null(await promotions.Take(swept));
        Assert.True((await core.Progression.Grant(settled, 1_000, "settles its own wipe", "key")).Succeeded);
        await core.Night.Wipe(CancellationToken.None);
        foreach (var user in new[] { swept, star })
        {
            Assert.Null(await promotions.Take(user));
            await core.Give(user, 1_000);
        }

        foreach (var user in new[] { swept, settled, star })
            Assert.Equal((RankCode.Recruit, RankCode.Private), await promotions.Take(user) is { } again ? (again.From, again.Standing.Rank) : default);
    }

    [Theory, EachProvider]
    public async Task What_midnight_has_taken_is_no_promotion_before_the_sweep_either(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 1_000);
        core.Time.Midnight();

        Assert.Null(await core.Get<Promotions>().Take(user));
        await core.Night.Wipe(CancellationToken.None);
        Assert.Equal(RankCode.Recruit, (await core.Profile(user)).RankSeen);
    }

    [Theory, EachProvider]
    public async Task A_correction_that_takes_a_rank_and_one_that_gives_it_again_celebrate_it_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var line = await core.Give(user, 1_000);
        Assert.NotNull(await core.Get<Promotions>().Take(user));

        await core.Progression.Correct(line.TransactionId, "Wrong member");
        Assert.Null(await core.Get<Promotions>().Take(user));
        await core.Give(user, 1_000);

        Assert.Equal(RankCode.Private, (await core.Get<Promotions>().Take(user))?.Standing.Rank);
    }
}
