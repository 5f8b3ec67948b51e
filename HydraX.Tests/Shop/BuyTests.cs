using HydraX.Core.Data;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Shop;

public sealed class BuyTests
{
    [Theory, EachProvider]
    public async Task A_purchase_lowers_the_balance_alone_and_stands_on_ledger_and_list(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 1_000);

        var bought = (await core.Progression.Buy(user, "xp_boost", "tap:1")).Value;

        Assert.Equal(("xp_boost", 800, 200, TestTime.Noon.AddHours(1), false), (bought.Item, bought.Price, bought.Balance, bought.ExpiresAt, bought.WasKnown));
        var profile = await core.Profile(user);
        Assert.Equal((200, 1_000, 1_000, 1.5m, TestTime.Noon.AddHours(1)), (profile.XpBalance, profile.TotalXp, profile.RealTotalXp, profile.BoostFactor, profile.BoostUntil));
        var line = (await core.Ledger(user))[^1];
        Assert.Equal((-800, 0, "shop_purchase", "shop_purchase:tap:1", "XP boost ×1.5"), (line.Amount, line.TotalXpChange, line.SourceType, line.RewardKey, line.Description));
        var listed = Assert.Single((await core.Get<ShopQuestions>().History(user, null, 10)).Lines);
        Assert.Equal((bought.PurchaseId, 800, TestTime.Noon), (listed.PurchaseId, listed.Price, listed.BoughtAt));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_boost_works_on_the_next_award_and_a_second_one_adds_its_hour(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 1_600);
        await core.Progression.Buy(user, "xp_boost", "1");
        core.Time.Advance(TimeSpan.FromMinutes(20));

        var second = (await core.Progression.Buy(user, "xp_boost", "2")).Value;

        Assert.Equal((TestTime.Noon.AddHours(1), TestTime.Noon.AddHours(2)), (second.StartsAt, second.ExpiresAt));
        Assert.Equal(75, (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1))).Value.Entry.Amount);
        core.Time.Now = TestTime.Noon.AddHours(2);
        Assert.Equal(50, (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2))).Value.Entry.Amount);
    }

    [Theory, EachProvider]
    public async Task The_same_request_buys_once_and_answers_the_same_even_when_the_xp_is_gone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();
        await core.Give(user, 800);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? core : other).Progression.Buy(user, "xp_boost", "tap:1")));
        core.Time.Advance(TimeSpan.FromHours(3));
        var late = (await core.Progression.Buy(user, "xp_boost", "tap:1")).Value;

        var first = Assert.Single(answers, a => !a.Value.WasKnown).Value;
        Assert.All(answers.Select(a => a.Value).Append(late), a => Assert.Equal(first, a with { WasKnown = false }));
        Assert.Equal(0, (await core.Profile(user)).XpBalance);
        Assert.Single((await core.Get<ShopQuestions>().History(user, null, 10)).Lines);
    }

    [Theory, EachProvider]
    public async Task Two_concurrent_spends_of_10_from_10_give_one_success(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        await Change(core, "night_owl", item => (item.Price, item.MemberLimit) = (10, null));
        for (var round = 0; round < 5; round++)
        {
            var user = await core.Member();
            await core.Give(user, 10);

            var answers = await Task.WhenAll(core.Progression.Buy(user, "night_owl", "a"), other.Progression.Buy(user, "night_owl", "b"));

            Assert.Equal("shop.too-dear", Assert.Single(answers, a => !a.Succeeded).Problem?.Code);
            Assert.Equal(0, (await core.Profile(user)).XpBalance);
            await core.AssertLedgerAddsUp(user);
        }
    }

    [Theory, EachProvider]
    public async Task The_last_one_raced_by_many_is_sold_once_and_costs_the_others_nothing(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var round = 0; round < 8; round++)
        {
            await Change(core, "old_hand", item => item.Stock = 1);
            var users = new List<long>();
            for (var i = 0; i < 6; i++)
            {
                users.Add(await core.Member());
                await core.Give(users[^1], 5_000);
            }
            using var line = new Barrier(users.Count);

            var answers = await Task.WhenAll(users.Select((user, i) => Task.Factory.StartNew(() =>
            {
                line.SignalAndWait();
                return (i % 2 == 0 ? core : other).Progression.Buy(user, "old_hand", "tap");
            }, TaskCreationOptions.LongRunning).Unwrap()));

            var winner = Assert.Single(answers, a => a.Succeeded).Value.UserId;
            Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Equal("shop.sold-out", a.Problem!.Code));
            Assert.Equal(0, await core.Data.Read(db => db.ShopItems.Where(i => i.Code == "old_hand").Select(i => i.Stock).SingleAsync()));
            foreach (var user in users)
            {
                Assert.Equal(user == winner ? (1_000, "Old hand") : (5_000, null), await core.Profile(user) is var p ? (p.XpBalance, p.Title) : default);
                await core.AssertLedgerAddsUp(user);
            }
        }
    }

    [Theory, EachProvider]
    public async Task Xp_of_the_past_day_cannot_be_spent_after_midnight(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 900);
        core.Time.At(23, 59, 59);
        Assert.True((await core.Get<ShopQuestions>().Shelf(user))!.Offers[0].CanBuy);
        core.Time.Midnight();

        var shelf = (await core.Get<ShopQuestions>().Shelf(user))!;
        var refused = await core.Progression.Buy(user, "xp_boost", "late");

        Assert.Equal((0, "shop.too-dear"), (shelf.Balance, shelf.Offers[0].Refusal?.Code));
        Assert.Equal("XP boost ×1.5 costs 800 XP and you have 0: 800 XP are missing.", refused.Problem?.Sentence);
        await core.Night.Wipe(CancellationToken.None);
        Assert.Equal([900, -900], (await core.Ledger(user)).Select(l => l.Amount));
    }

    [Theory, EachProvider]
    public async Task What_was_bought_outlives_the_wipe(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 900);
        core.Time.At(23, 50);
        Assert.True((await core.Progression.Buy(user, "early bird", "1")).Succeeded);
        core.Time.Midnight();
        await core.Night.Wipe(CancellationToken.None);

        var profile = await core.Profile(user);
        Assert.Equal((0, "Early bird", 150), (profile.XpBalance, profile.Title, profile.TotalXpWiped));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_need_is_met_by_tier_or_refused_with_what_would_give_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var member = await core.Member();
        var onPass = await core.MemberOnPass();
        foreach (var user in new[] { member, onPass }) await core.Give(user, 5_000);

        var refused = await core.Progression.Buy(member, "vanguard", "1");

        Assert.Equal(("access.tier", "This needs FANG or higher, and you are on NIBBLER. FANG costs 89.00 USD a month."), (refused.Problem?.Code, refused.Problem?.Sentence));
        Assert.Equal(refused.Problem, (await core.Get<ShopQuestions>().Shelf(member))!.Offers.Single(o => o.Code == "vanguard").Refusal);
        Assert.Equal("Vanguard", (await core.Progression.Buy(onPass, "vanguard", "1")).Value.Title);
    }

    [Theory, EachProvider]
    public async Task Unknown_things_and_people_are_refused_with_their_reason(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();

        Assert.Equal("The shop has no time machine. It has xp_boost, streak_freeze, steady_hand, early_bird, night_owl, cool_head, pathfinder, old_hand, vanguard, frame_steel, frame_ember, frame_tide, frame_laurel, frame_aurora.", (await core.Progression.Buy(user, "time machine", "1")).Problem?.Sentence);
        Assert.Equal("users.unknown", (await core.Progression.Buy(999, "xp_boost", "1")).Problem?.Code);
        Assert.Equal("shop.request-key", (await core.Progression.Buy(user, "xp_boost", "")).Problem?.Code);
        Assert.Equal("shop.request-key", (await core.Progression.Buy(user, "xp_boost", new('k', 81))).Problem?.Code);
        await core.Data.Run(async work => (await work.Db.Users.SingleAsync(u => u.Id == user)).IsActive = false);
        Assert.Equal("users.suspended", (await core.Progression.Buy(user, "xp_boost", "1")).Problem?.Code);
        Assert.Null(await core.Get<ShopQuestions>().Shelf(999));
        Assert.All((await core.Get<ShopQuestions>().Shelf(user))!.Offers, o => Assert.Equal("access.suspended", o.Refusal?.Code));
    }

    [Theory, EachProvider]
    public async Task Titles_are_worn_as_bought_changed_for_another_of_ones_own_or_put_off(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 3_000);
        await core.Progression.Buy(user, "steady_hand", "1");
        await core.Progression.Buy(user, "night_owl", "2");

        Assert.Equal("shop.owned", (await core.Progression.Buy(user, "night_owl", "3")).Problem?.Code);
        Assert.Equal("Night owl", (await core.Profile(user)).Title);
        Assert.Equal(new Worn(EffectKind.ProfileTitle, "Steady hand"), (await core.Get<XpShop>().Wear(user, "steady_hand")).Value);
        Assert.Equal("shop.not-yours", (await core.Get<XpShop>().Wear(user, "old_hand")).Problem?.Code);
        Assert.Equal("Steady hand", (await core.Profile(user)).Title);
        Assert.Equal(["steady_hand", "night_owl"], (await core.Get<ShopQuestions>().Shelf(user))!.OwnTitles.Select(o => o.Code));
        Assert.Null((await core.Get<XpShop>().PutOff(user, EffectKind.ProfileTitle)).Value.Name);
        Assert.Null((await core.Profile(user)).Title);
    }

    [Theory, EachProvider]
    public async Task The_shelf_is_filled_once_by_two_nodes_and_keeps_what_admins_made_of_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        await core.Data.Run(work => work.Db.ShopItems.ExecuteDeleteAsync());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? core : other).Get<XpShop>().Open(CancellationToken.None)));
        Assert.Equal(ShippedItems.All.Select(i => (i.Code, i.Name, i.Price, i.SortOrder, i.MemberLimit, i.NeedCode)),
            (await core.Data.Read(db => db.ShopItems.OrderBy(i => i.SortOrder).ToListAsync())).Select(i => (i.Code, i.Name, i.Price, i.SortOrder, i.MemberLimit, i.NeedCode)));

        await Change(core, "xp_boost", item => (item.Price, item.IsActive) = (900, false));
        await core.Get<XpShop>().Open(CancellationToken.None);
        Assert.Equal((900, false), await core.Data.Read(db => db.ShopItems.Where(i => i.Code == "xp_boost").SingleAsync()) is var kept ? (kept.Price, kept.IsActive) : default);
        var user = await core.Member();
        Assert.Equal("shop.not-for-sale", (await core.Progression.Buy(user, "xp_boost", "1")).Problem?.Code);
        Assert.DoesNotContain((await core.Get<ShopQuestions>().Shelf(user))!.Offers, o => o.Code == "xp_boost");
    }

    internal static Task Change(TestCore core, string code, Action<ShopItem> change) => Change(core.Data, code, change);

    internal static Task Change(HydraXData data, string code, Action<ShopItem> change) => data.Run(async work => change(await work.Db.ShopItems.SingleAsync(i => i.Code == code)));
}
