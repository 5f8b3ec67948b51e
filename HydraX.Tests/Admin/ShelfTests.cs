using HydraX.Core.Admin.Shelf;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Admin;

public sealed class ShelfTests
{
    private static readonly ItemDraft Medic = new("Field medic", "A title for those who patch others up.", 1_200, 50, 1, null, "tier:FANG", 400, new ProfileTitle("Field medic"));

    public static TheoryData<string, ItemDraft> Faults => new()
    {
        { "shop.price", Medic with { Price = -5 } },
        { "shop.price", Medic with { Price = 0 } },
        { "shop.price", Medic with { Price = 1_000_001 } },
        { "shop.name", Medic with { Name = " x " } },
        { "shop.name", Medic with { Name = "Field\u200Bmedic" } },
        { "shop.description", Medic with { Description = "A title" } },
        { "shop.stock", Medic with { Stock = -1 } },
        { "shop.member-limit", Medic with { MemberLimit = null } },
        { "shop.member-limit", Medic with { MemberLimit = 2 } },
        { "shop.member-limit", Medic with { MemberLimit = 0, Does = new XpBoost(2m, 60) } },
        { "shop.cooldown", Medic with { CooldownMinutes = 0 } },
        { "shop.need", Medic with { Need = "tier:BANANA" } },
        { "shop.need", Medic with { Need = "scope:xp:write" } },
        { "shop.order", Medic with { SortOrder = -1 } },
        { "shop.effect", Medic with { Does = new ProfileTitle("") } },
        { "shop.effect", Medic with { Does = new ProfileFrame("gold") } },
        { "shop.effect", Medic with { MemberLimit = null, Does = new XpBoost(5.01m, 60) } },
        { "shop.effect", Medic with { MemberLimit = null, Does = new XpBoost(1m, 60) } },
        { "shop.effect", Medic with { MemberLimit = null, Does = new XpBoost(1.5m, 0) } },
        { "shop.effect", Medic with { MemberLimit = null, Does = new ExtendedMagazine(6, 85, 24) } },
        { "shop.effect", Medic with { MemberLimit = null, Does = new ExtendedMagazine(2, 84, 24) } },
    };

    [Theory, MemberData(nameof(Faults))]
    public void Bad_values_are_refused_by_their_name(string code, ItemDraft draft) => Assert.Equal(code, ItemRules.Fault(draft)?.Code);

    [Fact]
    public void A_refusal_says_what_was_wrong_and_what_would_do()
    {
        Assert.Equal("A price is 1 to 1,000,000 XP, not -5.", ItemRules.Fault(Medic with { Price = -5 })!.Sentence);
        Assert.Equal("Factor is a number from 1.05 to 5, with at most two decimals, not '5.01'.", ItemRules.Fault(Medic with { MemberLimit = null, Does = new XpBoost(5.01m, 60) })!.Sentence);
        Assert.Equal("An item needs a tier or nothing; 'tier:BANANA' is neither. Tiers are tier:PRESS_PASS, tier:NIBBLER, tier:FANG, tier:COMMANDER, tier:APEX.", ItemRules.Fault(Medic with { Need = "tier:BANANA" })!.Sentence);
        Assert.Equal("Minutes is a whole number from 5 to 1440, not 'an hour'.", EffectForm.Read(EffectKind.XpBoost, new Dictionary<string, string> { ["factor"] = "2", ["minutes"] = "an hour" }).Problem!.Sentence);
        Assert.Null(ItemRules.Fault(Medic));
        Assert.All(ShippedItems.All, item => Assert.Null(ItemRules.Fault(ItemDraft.Of(item))));
        Assert.All(ShippedItems.All, item => Assert.Equal(item.Does, EffectForm.Read(item.Effect, EffectForm.Values(item.Does)).Value));
    }

    [Theory]
    [InlineData("night_owl", true)]
    [InlineData("Night", false)]
    [InlineData("9lives", false)]
    [InlineData("a", false)]
    [InlineData("with space", false)]
    public void A_code_is_what_people_type(string code, bool isGood) => Assert.Equal(isGood, ItemRules.CodeFault(code) is null);

    [Theory, EachProvider]
    public async Task A_new_item_is_sold_at_once_by_its_own_terms_and_a_code_is_given_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var heron = await core.Staff(name: "heron");

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? core : other).Get<ShelfOperations>().Add("field_medic", Medic with { Need = null }, "Asked for by many", heron)));

        Assert.Equal(3, made.Count(m => m.Problem?.Code == "shop.code-exists"));
        var item = made.Single(m => m.Succeeded).Value;
        var user = await core.Member();
        await core.Give(user, 2_000);
        Assert.Equal(("Field medic", 1_200), (await core.Progression.BuyAt(user, "field medic", 1_200, "1")).Value is var bought ? (bought.Title, bought.Price) : default);
        var line = (await core.Get<ShelfQuestions>().All()).Single(l => l.ItemId == item);
        Assert.Equal((49, 1, 1_200, true), (line.Item.Stock, line.Sold, line.Earned, line.IsActive));
        var entry = Assert.Single(await core.Get<ShelfQuestions>().History(item));
        Assert.Equal(("heron", "shop.item-added", "Asked for by many"), (entry.Actor, entry.Action, entry.Why));
    }

    [Theory, EachProvider]
    public async Task An_edit_changes_what_comes_and_leaves_what_was_bought_and_its_history_says_so(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (heron, shelf) = (await core.Staff(name: "heron"), core.Get<ShelfOperations>());
        var (early, late) = (await core.Member(), await core.Member());
        foreach (var user in new[] { early, late }) await core.Give(user, 3_000);
        await core.Progression.Buy(early, "xp_boost", "1");
        var line = await Line(core, "xp_boost");
        core.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.True((await shelf.Edit(line.ItemId, line.Item with { Price = 1_000, Does = new XpBoost(2m, 30), CooldownMinutes = 60 }, line.Seen, "Too cheap", heron)).Succeeded);

        Assert.Equal(TestTime.Noon.AddMinutes(91), (await core.Progression.BuyAt(late, "xp_boost", 1_000, "1")).Value.ExpiresAt);
        Assert.Equal(2m, (await core.Profile(late)).BoostFactor);
        Assert.Equal(800, (await core.Get<ShopQuestions>().History(early, null, 5)).Lines[0].Price);
        var entry = Assert.Single(await core.Get<ShelfQuestions>().History(line.ItemId));
        Assert.Equal("""{"price":"800","cooldown, minutes":"–","factor":"1.5","minutes":"60"}""", entry.Before?.Replace("\": \"", "\":\"").Replace("\", \"", "\",\""));
        Assert.Equal("""{"price":"1,000","cooldown, minutes":"60","factor":"2","minutes":"30"}""", entry.After?.Replace("\": \"", "\":\"").Replace("\", \"", "\",\""));
    }

    [Theory, EachProvider]
    public async Task An_edit_against_an_old_sight_is_refused_and_one_that_leaves_the_stock_alone_puts_nothing_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (heron, shelf) = (await core.Staff(), core.Get<ShelfOperations>());
        await Shop.BuyTests.Change(core, "night_owl", item => item.Stock = 5);
        var seen = await Line(core, "night_owl");
        var user = await core.Member();
        await core.Give(user, 3_000);
        await core.Progression.Buy(user, "night_owl", "1");
        core.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await shelf.Edit(seen.ItemId, seen.Item with { Price = 1_100 }, seen.Seen, "Dearer", heron)).Succeeded);
        Assert.Equal(4, (await Line(core, "night_owl")).Item.Stock);
        Assert.Equal("shop.changed-meanwhile", (await shelf.Edit(seen.ItemId, seen.Item with { Price = 900 }, seen.Seen, "Cheaper", heron)).Problem?.Code);

        var now = await Line(core, "night_owl");
        Assert.Equal("shop.unchanged", (await shelf.Edit(seen.ItemId, now.Item, now.Seen, "Nothing", heron)).Problem?.Code);
        Assert.Equal("shop.effect-kind", (await shelf.Edit(seen.ItemId, now.Item with { Does = new SquadRadar(5), MemberLimit = null }, now.Seen, "Else", heron)).Problem?.Code);
        Assert.Equal("audit.why", (await shelf.Edit(seen.ItemId, now.Item with { Price = 5 }, now.Seen, " ", heron)).Problem?.Code);
        Assert.Equal("shop.no-item", (await shelf.Edit(9_999, now.Item, now.Seen, "Gone", heron)).Problem?.Code);
        Assert.Equal((1_100, 4), await Line(core, "night_owl") is var left ? (left.Item.Price, left.Item.Stock) : default);
    }

    [Theory, EachProvider]
    public async Task A_retired_item_is_sold_no_more_and_comes_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (heron, shelf, item) = (await core.Staff(), core.Get<ShelfOperations>(), (await Line(core, "old_hand")).ItemId);
        var user = await core.Member();
        await core.Give(user, 9_000);

        await shelf.Retire(item, "Nobody wants it", heron);
        Assert.Equal("shop.retired", (await shelf.Retire(item, "Again", heron)).Problem?.Code);
        Assert.Equal("shop.not-for-sale", (await core.Progression.Buy(user, "old_hand", "1")).Problem?.Code);
        await shelf.BringBack(item, "They do", heron);

        Assert.Equal("shop.for-sale", (await shelf.BringBack(item, "Again", heron)).Problem?.Code);
        Assert.True((await core.Progression.Buy(user, "old_hand", "2")).Succeeded);
        Assert.Equal(["shop.item-brought-back", "shop.item-retired"], (await core.Get<ShelfQuestions>().History(item)).Select(line => line.Action));
    }

    [Theory, EachProvider]
    public async Task Whoever_buys_while_a_price_is_changed_pays_what_they_saw_or_is_told_the_new_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var heron = await core.Staff();
        for (var round = 0; round < 6; round++)
        {
            var seen = await Line(core, "xp_boost");
            core.Time.Advance(TimeSpan.FromHours(9));
            other.Time.Now = core.Time.Now;
            var users = new List<long>();
            for (var i = 0; i < 4; i++)
            {
                users.Add(await core.Member());
                await core.Give(users[^1], 5_000);
            }
            using var line = new Barrier(users.Count + 1);

            var editing = Task.Factory.StartNew(() =>
            {
                line.SignalAndWait();
                return other.Get<ShelfOperations>().Edit(seen.ItemId, seen.Item with { Price = seen.Item.Price + 100 }, seen.Seen, "Dearer", heron);
            }, TaskCreationOptions.LongRunning).Unwrap();
            var answers = await Task.WhenAll(users.Select((user, i) => Task.Factory.StartNew(() =>
            {
                line.SignalAndWait();
                return (i % 2 == 0 ? core : other).Progression.BuyAt(user, "xp_boost", seen.Item.Price, "tap");
            }, TaskCreationOptions.LongRunning).Unwrap()));

            Assert.True((await editing).Succeeded);
            for (var i = 0; i < users.Count; i++)
            {
                if (!answers[i].Succeeded) Assert.Equal("shop.price-changed", answers[i].Problem!.Code);
                Assert.Equal(answers[i].Succeeded ? 5_000 - seen.Item.Price : 5_000, (await core.Profile(users[i])).XpBalance);
                await core.AssertLedgerAddsUp(users[i]);
            }
            var (late, price) = (users[0], (await Line(core, "xp_boost")).Item.Price);
            Assert.Equal("shop.price-changed", (await core.Progression.BuyAt(late, "xp_boost", seen.Item.Price, "late")).Problem?.Code);
            Assert.Equal(seen.Item.Price + 100, price);
        }
    }

    private static async Task<ShelfLine> Line(TestCore core, string code) => (await core.Get<ShelfQuestions>().All()).Single(line => line.Code == code);
}
