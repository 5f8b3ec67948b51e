using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;

namespace HydraX.Tests.Admin;

public sealed class TierTouchesTests
{
    private static readonly TierHeadcount[] Heads =
        [new(TierCode.PressPass, 142, 0), new(TierCode.Nibbler, 876, 312), new(TierCode.Fang, 214, 200), new(TierCode.Commander, 63, 60), new(TierCode.Apex, 23, 22)];

    [Fact]
    public void A_price_touches_those_who_renew_and_a_limit_everybody_in_the_tier() => Assert.Equal(
        ["Nibbler FromNextRenewal 312", "Fang AtOnce 214", "Commander AtOnce 63"],
        Touched(PriceApplies.FromNextRenewal, s => s
            .With(TierCode.Nibbler, TierForm.MonthlyPrice, "42").With(TierCode.Fang, TierForm.DailyShots, "12").With(TierCode.Commander, TierForm.DrawdownCap, "9")));

    [Fact]
    public void A_price_for_new_subscribers_leaves_the_present_ones_theirs() => Assert.Equal(
        ["Nibbler KeepTheirPrice 312", "Nibbler AtOnce 876"],
        Touched(PriceApplies.NewSubscribersOnly, s => s.With(TierCode.Nibbler, TierForm.MonthlyPrice, "42").With(TierCode.Nibbler, TierForm.MaxOpenTrades, "2")));

    [Fact]
    public void A_feature_of_apex_touches_the_press_pass_that_borrows_it() => Assert.Equal(
        ["PressPass AtOnce 142", "Apex AtOnce 23"],
        Touched(PriceApplies.FromNextRenewal, s => s.With(TierCode.Apex, TierForm.Of(Feature.MidnightHammer), "false")));

    [Fact]
    public void Live_execution_of_apex_is_not_borrowed() => Assert.Equal(
        ["Apex AtOnce 23"],
        Touched(PriceApplies.FromNextRenewal, s => s.With(TierCode.Apex, TierForm.Of(Feature.LiveExecution), "paid")));

    private static IEnumerable<string> Touched(PriceApplies applies, Func<TierSheet, TierSheet> edit) =>
        TierTouches.Of(TestTiers.Lineup, TierRules.Read(edit(TestTiers.Lineup.Sheet)).Lineup!, applies, Heads).Select(t => $"{t.Tier} {t.Kind} {t.Members}");
}
