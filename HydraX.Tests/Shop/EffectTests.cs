using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Shop;

public sealed class EffectTests
{
    private static readonly ShopParts All = new(ShopPart.FireControl, ShopPart.Squads);

    [Theory, EachProvider]
    public async Task What_waits_for_its_part_is_neither_shown_nor_sold_and_costs_nothing(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: new());
        var user = await core.Member();
        await core.Give(user, 20_000);

        foreach (var (code, why) in new[] { ("extra_shot", "Extra shot is not for sale yet: shots cannot be fired here yet."), ("squad_banner", "Squad banner is not for sale yet: there are no squads here yet.") })
            Assert.Equal(("shop.waits", why), (await core.Progression.Buy(user, code, code)).Problem is { } problem ? (problem.Code, problem.Sentence) : default);

        var waiting = new[] { "extra_shot", "extended_magazine", "squad_radar", "squad_banner" };
        Assert.DoesNotContain((await core.Get<ShopQuestions>().Shelf(user))!.Offers, offer => waiting.Contains(offer.Code));
        Assert.Equal(20_000, (await core.Profile(user)).XpBalance);
        Assert.Equal(4, await core.Data.Read(db => db.ShopItems.CountAsync(i => waiting.Contains(i.Code) && i.IsActive)));
    }

    [Theory, EachProvider]
    public async Task With_its_part_everything_is_on_the_shelf(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        Assert.Equal(ShippedItems.All.Select(i => i.Code), (await core.Get<ShopQuestions>().Shelf(await core.Member()))!.Offers.Select(o => o.Code));
    }

    [Theory, EachProvider]
    public async Task An_extra_shot_raises_the_limit_until_midnight_once_a_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        var user = await core.Member();
        await core.Give(user, 6_000);

        var bought = (await core.Progression.Buy(user, "extra_shot", "1")).Value;
        var again = await core.Progression.Buy(user, "extra_shot", "2");

        Assert.Equal((TestTime.Noon, TestTime.Noon.AddHours(12)), (bought.StartsAt, bought.ExpiresAt));
        Assert.Equal(7, (await core.Get<Access>().Limit(user, Limits.DailyShots)).Value);
        Assert.Equal("Today's extra shot is yours already. The next one can be bought on 20 November at 00:00 UTC, in 12 hours.", again.Problem?.Sentence);
        var row = await core.Data.Read(db => db.LimitAdjustments.SingleAsync());
        Assert.Equal(($"purchase:{bought.PurchaseId}", user, 1m, null), (row.SourceKey, row.UserId, row.Delta, row.LeastTcs));
        core.Time.Midnight();
        Assert.Equal(6, (await core.Get<Access>().Limit(user, Limits.DailyShots)).Value);
        Assert.True((await core.Progression.Buy(user, "extra_shot", "3")).Succeeded);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Two_extra_shots_at_the_same_instant_are_one_whatever_items_give_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        await using var other = await core.SecondNode();
        await BuyTests.Change(core, "steady_hand", item => (item.Kind, item.Effect, item.EffectData, item.MemberLimit) = (ItemKind.Timed, EffectKind.ExtraShot, new ExtraShot().Write(), null));
        for (var round = 0; round < 5; round++)
        {
            var user = await core.Member();
            await core.Give(user, 6_000);

            var answers = await Task.WhenAll(core.Progression.Buy(user, "extra_shot", "a"), other.Progression.Buy(user, "steady_hand", "b"));

            Assert.Equal("shop.one-a-day", Assert.Single(answers, a => !a.Succeeded).Problem?.Code);
            Assert.Equal(7, (await core.Get<Access>().Limit(user, Limits.DailyShots)).Value);
        }
    }

    [Theory, EachProvider]
    public async Task An_extended_magazine_is_for_good_signals_and_for_fang_and_up(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        var (nibbler, fang) = (await core.Member(), await OnTier(core, TierCode.Fang));
        foreach (var user in new[] { nibbler, fang }) await core.Give(user, 9_000);

        Assert.Equal("access.tier", (await core.Progression.Buy(nibbler, "extended_magazine", "1")).Problem?.Code);
        Assert.Equal(TestTime.Noon.AddHours(24), (await core.Progression.Buy(fang, "extended_magazine", "1")).Value.ExpiresAt);
        Assert.Equal("shop.runs", (await core.Progression.Buy(fang, "extended_magazine", "2")).Problem?.Code);

        var limit = await core.Get<Access>().Limit(fang, Limits.DailyShots);
        Assert.Equal((10m, 10m, 12m), (limit.Value, limit.For(84), limit.For(85)));
        Assert.Contains("Extended magazine adds 2 for TCS 85 and up", limit.Sentence, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task Whose_shots_have_no_limit_buys_no_more_of_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        var apex = await OnTier(core, TierCode.Apex);
        await core.Give(apex, 9_000);

        foreach (var item in new[] { "extra_shot", "extended_magazine" })
            Assert.Equal("Your shots have no limit, so more of them would change nothing.", (await core.Progression.Buy(apex, item, item)).Problem?.Sentence);
    }

    [Theory, EachProvider]
    public async Task A_radar_and_a_banner_are_permits_that_others_ask_for(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        var user = await core.Member();
        await core.Give(user, 3_000);
        Assert.Equal(("access.permit", "This needs a squad radar, which the XP shop has."), await core.Get<Access>().Holds(user, PermitKind.SquadRadar) is var none ? (none.Code, none.Sentence) : default);

        await core.Progression.Buy(user, "squad_radar", "1");
        await core.Progression.Buy(user, "squad_banner", "2");

        Assert.Equal("Squad radar: until 20 November, 12:00 UTC.", (await core.Get<Access>().Holds(user, PermitKind.SquadRadar)).Sentence);
        Assert.Equal("shop.runs", (await core.Progression.Buy(user, "squad_radar", "3")).Problem?.Code);
        core.Time.Advance(TimeSpan.FromHours(24));
        Assert.False((await core.Get<Access>().Holds(user, PermitKind.SquadRadar)).IsAllowed);
        Assert.Equal("Squad banner: for good.", (await core.Get<Access>().Holds(user, PermitKind.SquadBanner)).Sentence);
        Assert.Equal("shop.owned", (await core.Progression.Buy(user, "squad_banner", "4")).Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task A_refund_ends_what_a_purchase_had_raised_or_permitted(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, parts: All);
        var user = await core.Member();
        await core.Give(user, 9_000);
        var items = new[] { "extra_shot", "squad_radar", "squad_banner", "frame_ember" };
        var bought = new List<long>();
        foreach (var item in items) bought.Add((await core.Progression.Buy(user, item, item)).Value.PurchaseId);
        core.Time.Advance(TimeSpan.FromHours(1));

        foreach (var purchase in bought) Assert.True((await core.Progression.Refund(purchase, "asked", Actor.Job)).Succeeded);

        Assert.Equal(6, (await core.Get<Access>().Limit(user, Limits.DailyShots)).Value);
        foreach (var kind in Enum.GetValues<PermitKind>()) Assert.False((await core.Get<Access>().Holds(user, kind)).IsAllowed);
        Assert.Equal((9_000, null), await core.Profile(user) is var p ? (p.XpBalance, p.WornFrame) : default);
        Assert.True((await core.Progression.Buy(user, "extra_shot", "again")).Succeeded);
        Assert.Equal(7, (await core.Get<Access>().Limit(user, Limits.DailyShots)).Value);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_boost_reaches_every_earned_award_a_freeze_the_roll_over_and_both_outlive_a_restart(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Activity>().Note(user);
        await core.Give(user, 1_100);
        await core.Progression.Buy(user, "xp_boost", "1");
        await core.Progression.Buy(user, "streak_freeze", "2");
        await using var restarted = await core.SecondNode();

        Assert.Equal(75, (await restarted.Progression.AwardXp(new(user, Core.Xp.XpSource.TradeWin, 1))).Value.Entry.Amount);
        restarted.Time.Advance(TimeSpan.FromDays(2));
        await restarted.Get<Activity>().Note(user);

        Assert.Equal((2, 0), await core.Profile(user) is var p ? (p.CurrentStreak, p.StreakFreezes) : default);
    }

    [Theory, EachProvider]
    public async Task Frames_are_worn_as_bought_changed_and_put_off_beside_titles(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, shop) = (await core.Member(), core.Get<XpShop>());
        await core.Give(user, 9_000);
        await core.Progression.Buy(user, "night_owl", "0");
        await core.Progression.Buy(user, "frame_ember", "1");

        Assert.Equal("laurel", (await core.Progression.Buy(user, "frame laurel", "2")).Value.Frame);
        Assert.Equal("shop.owned", (await core.Progression.Buy(user, "frame_ember", "3")).Problem?.Code);
        Assert.Equal(new Worn(EffectKind.ProfileFrame, "Ember"), (await shop.Wear(user, "frame_ember")).Value);
        Assert.Equal(("ember", "Night owl"), await core.Profile(user) is var p ? (p.WornFrame, p.Title) : default);
        Assert.Equal("shop.not-yours", (await shop.Wear(user, "frame_aurora")).Problem?.Code);
        Assert.Equal(["frame_ember", "frame_laurel"], (await core.Get<ShopQuestions>().Shelf(user))!.OwnFrames.Select(o => o.Code));
        Assert.Equal("shop.not-worn", (await shop.PutOff(user, EffectKind.XpBoost)).Problem?.Code);
        await shop.PutOff(user, EffectKind.ProfileFrame);
        Assert.Equal((null, "Night owl"), await core.Profile(user) is var q ? (q.WornFrame, q.Title) : default);
    }

    [Theory, EachProvider]
    public async Task A_price_is_paid_as_it_was_seen_or_refused_with_the_new_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 5_000);
        await BuyTests.Change(core, "xp_boost", item => item.Price = 900);

        var refused = await core.Progression.BuyAt(user, "xp_boost", 800, "1");

        Assert.Equal(("shop.price-changed", "The price of XP boost ×1.5 changed from 800 to 900 XP while you looked: press again to buy at 900."), (refused.Problem?.Code, refused.Problem?.Sentence));
        Assert.Equal(900, (await core.Progression.BuyAt(user, "xp_boost", 900, "1")).Value.Price);
        // The repeat of what was bought stays what it was.
        await BuyTests.Change(core, "xp_boost", item => item.Price = 700);
        Assert.True((await core.Progression.BuyAt(user, "xp_boost", 900, "1")).Value.WasKnown);
    }

    [Theory, EachProvider]
    public async Task A_purchase_at_the_second_of_the_wipe_is_before_it_or_refused(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var round = 0; round < 5; round++)
        {
            core.Time.At(23, 59, 59);
            other.Time.Now = core.Time.Now;
            var user = await core.Member();
            await core.Passes.Activate(user);
            await core.Give(user, 900);
            other.Time.Midnight();
            using var line = new Barrier(2);

            var buying = Task.Factory.StartNew(() => { line.SignalAndWait(); return core.Progression.BuyAt(user, "xp_boost", 800, "last"); }, TaskCreationOptions.LongRunning).Unwrap();
            var wiping = Task.Factory.StartNew(() => { line.SignalAndWait(); return other.Night.Wipe(CancellationToken.None); }, TaskCreationOptions.LongRunning).Unwrap();
            var bought = await buying;
            await wiping;

            Assert.Equal(bought.Succeeded ? [900, -800, -100] : new long[] { 900, -900 }, (await core.Ledger(user)).Select(l => l.Amount));
            if (!bought.Succeeded) Assert.Equal("shop.too-dear", bought.Problem!.Code);
            Assert.Equal(0, (await core.Profile(user)).XpBalance);
            await core.AssertLedgerAddsUp(user);
            core.Time.Midnight();
        }
    }

    private static async Task<long> OnTier(TestCore core, TierCode tier)
    {
        var user = await core.Member();
        await core.Data.Run(work =>
        {
            work.Db.Add(new Subscription { UserId = user, Tier = tier, Status = SubscriptionStatus.Active, CurrentPeriodEnd = work.At.AddDays(30), NextBillingDate = work.At.AddDays(30), CreatedAt = work.At });
            return Task.CompletedTask;
        });
        return user;
    }
}
