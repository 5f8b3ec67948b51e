using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Users;
using HydraX.Tests.Support;

namespace HydraX.Tests.Shop;

public sealed class ShopRulesTests
{
    private static readonly DateTimeOffset Now = TestTime.Noon;

    [Fact]
    public void Enough_xp_buys_to_the_last_point()
    {
        Assert.Null(ShopRules.Refusal(Boost(), Buyer(balance: 800), Now));
        Assert.Equal("XP boost costs 800 XP and you have 799: 1 XP are missing.", ShopRules.Refusal(Boost(), Buyer(balance: 799), Now)?.Sentence);
    }

    [Fact]
    public void Things_of_a_kind_last_alike_whatever_their_figures()
    {
        Assert.Equal(Enum.GetValues<EffectKind>(), ShippedItems.All.Select(item => item.Effect).Distinct().Order());
        Assert.All(ShippedItems.All, item => Assert.Equal(item.Kind, ItemEffect.LastsAs(item.Effect)));
    }

    [Fact]
    public void A_debt_is_missing_too() =>
        Assert.Equal(("shop.too-dear", 840L), (ShopRules.Refusal(Boost(), Buyer(balance: -40), Now)!.Code, 800L + 40L));

    [Fact]
    public void What_cannot_be_helped_goes_before_what_is_missing_in_xp()
    {
        var poor = Buyer(balance: 0);
        var item = Boost();
        item.CooldownMinutes = 60;
        item.MemberLimit = 2;
        item.Stock = 0;

        Assert.Equal("shop.cooldown", Code(with => with.Stock = 5, poor with { Has = 1, LastBoughtAt = Now.AddMinutes(-20) }));
        Assert.Equal("shop.sold-out", Code(_ => { }, poor with { Has = 1, LastBoughtAt = Now.AddMinutes(-20) }));
        Assert.Equal("shop.limit", Code(_ => { }, poor with { Has = 2 }));
        Assert.Equal("access.tier", Code(_ => { }, poor with { Has = 2, Need = Missing }));
        Assert.Equal("shop.not-for-sale", Code(with => with.IsActive = false, poor with { Need = Missing }));

        string Code(Action<ShopItem> change, Buyer buyer)
        {
            change(item);
            var code = ShopRules.Refusal(item, buyer, Now)!.Code;
            (item.Stock, item.IsActive) = (0, true);
            return code;
        }
    }

    [Fact]
    public void A_cooldown_says_when_it_ends_and_ends_at_that_instant()
    {
        var item = Boost();
        item.CooldownMinutes = 60;
        var buyer = Buyer(balance: 9_000) with { Has = 1, LastBoughtAt = Now.AddMinutes(-22) };

        Assert.Equal("You have bought XP boost a short while ago. You can buy it again at 12:38 UTC, in 38 minutes.", ShopRules.Refusal(item, buyer, Now)?.Sentence);
        Assert.Null(ShopRules.Refusal(item, buyer with { LastBoughtAt = Now.AddMinutes(-60) }, Now));
    }

    [Fact]
    public void A_title_is_bought_once_and_says_that_it_is_owned()
    {
        var item = new ShopItem { Name = "Night owl", Kind = ItemKind.Permanent, MemberLimit = 1, Effect = EffectKind.ProfileTitle, EffectData = new ProfileTitle("Night owl").Write() };

        Assert.Equal("Night owl is yours already.", ShopRules.Refusal(item, Buyer(balance: 9_000) with { Has = 1 }, Now)?.Sentence);
    }

    [Fact]
    public void A_boost_is_put_behind_one_of_the_same_factor_and_refused_beside_another()
    {
        var profile = new UserProfile { BoostFactor = 1.5m, BoostUntil = Now.AddMinutes(10) };
        var same = new XpBoost(1.5m, 60);

        Assert.Null(same.Refusal(Buyer(0) with { Profile = profile }, Now));
        Assert.Equal(new Stretch(Now.AddMinutes(10), Now.AddMinutes(70)), same.Give(profile, Now));
        Assert.Equal("A boost of ×1.5 runs. This one can be bought when it ends at 13:10 UTC, in 1 hour 10 minutes.", new XpBoost(2m, 60).Refusal(Buyer(0) with { Profile = profile }, Now)?.Sentence);
        Assert.Null(new XpBoost(2m, 60).Refusal(Buyer(0) with { Profile = profile }, Now.AddMinutes(70)));
    }

    [Theory]
    [InlineData(0, 60)] // at once: all of it goes
    [InlineData(20, 40)] // a third was used
    [InlineData(60, 0)] // all was used: nothing is left to take
    public void A_boost_taken_back_ends_earlier_by_what_was_unused(int usedMinutes, int takenMinutes)
    {
        var profile = new UserProfile();
        var boost = new XpBoost(1.5m, 60);
        var first = boost.Give(profile, Now);
        boost.Give(profile, Now);

        boost.TakeBack(profile, first, Now.AddMinutes(usedMinutes));

        Assert.Equal(Now.AddMinutes(120 - takenMinutes), profile.BoostUntil);
    }

    [Fact]
    public void The_last_boost_taken_back_leaves_none()
    {
        var profile = new UserProfile();
        var boost = new XpBoost(1.5m, 60);
        var only = boost.Give(profile, Now);

        boost.TakeBack(profile, only, Now.AddMinutes(5));

        Assert.Equal((1m, null), (profile.BoostFactor, profile.BoostUntil));
    }

    [Theory]
    [InlineData("night_owl", "night_owl")]
    [InlineData("  Night Owl ", "night_owl")]
    [InlineData("NIGHT-OWL", "night_owl")]
    [InlineData("night   owl", "night_owl")]
    [InlineData("", "")]
    public void People_type_codes_as_they_like(string typed, string code) => Assert.Equal(code, ShopRules.CodeOf(typed));

    [Fact]
    public void What_ships_fits_the_rules()
    {
        Assert.All(ShippedItems.All, item =>
        {
            Assert.Equal(ShopRules.CodeOf(item.Code), item.Code);
            Assert.Equal(item.Effect, item.Does.Kind);
            Assert.Equal(item.EffectData, item.Does.Write());
            Assert.Equal((item.Kind, item.Kind == ItemKind.Permanent), (item.Does.Lasts, item.MemberLimit == 1));
            if (item.Does is ProfileFrame frame) Assert.Equal((true, true), (WornFrames.Find(frame.Frame) is not null, item.Price is >= 500 and <= 5_000));
            if (item.Does is ProfileTitle title) Assert.Equal((title.Title, true), (item.Name, item.Price is >= 500 and <= 5_000));
        });
        Assert.Equal(ShippedItems.All.Count, ShippedItems.All.Select(i => i.Code).Distinct().Count());
        Assert.Equal((800, new XpBoost(1.5m, 60)), (ShippedItems.All[0].Price, ShippedItems.All[0].Does));
        Assert.Equal("""{"factor":1.5,"minutes":60}""", ShippedItems.All[0].EffectData);
        Assert.Equal("tier:FANG", ShippedItems.All.Single(i => i.Code == "vanguard").Requires?.Code);
    }

    private static ShopItem Boost() => new() { Name = "XP boost", Price = 800, Kind = ItemKind.Timed, Effect = EffectKind.XpBoost, EffectData = new XpBoost(1.5m, 60).Write() };

    private static Buyer Buyer(long balance) => new(new UserProfile(), balance, null, 0, null);

    private static AccessAnswer Missing => new(false, "access.tier", "This needs FANG.", [TierCode.Fang]);
}
