using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;

namespace HydraX.Tests.Tiers;

public sealed class TierRulesTests
{
    private static readonly TierLineup Start = TestTiers.Lineup;

    [Theory]
    [InlineData(39, 39, 105.30, 374.40)]
    [InlineData(89, 89, 240.30, 854.40)]
    [InlineData(139, 139, 375.30, 1334.40)]
    [InlineData(188, 188, 507.60, 1804.80)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(33.33, 33.33, 89.99, 319.97)]
    public void Longer_cycles_are_cheaper_by_their_discount(double monthly, double month, double quarter, double year)
    {
        Assert.Equal((decimal)month, TierPrices.Of((decimal)monthly, BillingCycle.Monthly));
        Assert.Equal((decimal)quarter, TierPrices.Of((decimal)monthly, BillingCycle.Quarterly));
        Assert.Equal((decimal)year, TierPrices.Of((decimal)monthly, BillingCycle.Annual));
    }

    [Fact]
    public void Feature_matrix_is_the_specifications()
    {
        Dictionary<Feature, TierCode[]> specified = new()
        {
            [Feature.BasicTrading] = [TierCode.Nibbler, TierCode.Fang, TierCode.Commander, TierCode.Apex],
            [Feature.ChaingunMode] = [TierCode.Fang, TierCode.Commander, TierCode.Apex],
            [Feature.SniperAccess] = [TierCode.Fang, TierCode.Commander, TierCode.Apex],
            [Feature.SemiFire] = [TierCode.Commander, TierCode.Apex],
            [Feature.AutoFire] = [TierCode.Commander, TierCode.Apex],
            [Feature.StealthMode] = [TierCode.Commander, TierCode.Apex],
            [Feature.MidnightHammer] = [TierCode.Apex],
            [Feature.LiveExecution] = [TierCode.Nibbler, TierCode.Fang, TierCode.Commander, TierCode.Apex],
            [Feature.PressPassTrial] = [],
        };

        foreach (var (feature, tiers) in specified) Assert.Equal(tiers, Start.SellersOf(feature));
        Assert.Equal([TierCode.PressPass], Start.All.Where(t => t.Features[Feature.PressPassTrial] == FeatureGrant.Yes).Select(t => t.Tier));
    }

    [Theory]
    [InlineData(Feature.BasicTrading, FeatureGrant.Yes)]
    [InlineData(Feature.ChaingunMode, FeatureGrant.Yes)]
    [InlineData(Feature.SniperAccess, FeatureGrant.Yes)]
    [InlineData(Feature.StealthMode, FeatureGrant.Yes)]
    [InlineData(Feature.MidnightHammer, FeatureGrant.Yes)]
    [InlineData(Feature.SemiFire, FeatureGrant.No)]
    [InlineData(Feature.AutoFire, FeatureGrant.No)]
    [InlineData(Feature.LiveExecution, FeatureGrant.No)]
    [InlineData(Feature.XpResetNightly, FeatureGrant.Yes)]
    public void Apex_access_brings_features_but_no_live_execution_and_no_trigger(Feature feature, FeatureGrant grant) =>
        Assert.Equal(grant, Start.GrantOf(TierCode.PressPass, feature));

    [Fact]
    public void Without_apex_access_the_press_pass_has_its_own_features_only()
    {
        var tiers = Read(Start.Sheet.With(TierCode.PressPass, TierForm.Of(Feature.HasApexAccess), "false").With(TierCode.PressPass, TierForm.Of(Feature.StealthMode), "true"));

        Assert.Equal(FeatureGrant.No, tiers.GrantOf(TierCode.PressPass, Feature.ChaingunMode));
        Assert.Equal(FeatureGrant.Yes, tiers.GrantOf(TierCode.PressPass, Feature.StealthMode));
    }

    [Theory]
    [InlineData(TierCode.Nibbler, false, false)]
    [InlineData(TierCode.Nibbler, true, true)]
    [InlineData(TierCode.PressPass, true, false)]
    [InlineData(TierCode.Fang, false, true)]
    public void Live_execution_is_for_nibblers_who_pay(TierCode tier, bool isPaid, bool given) =>
        Assert.Equal(given, Start.Gives(tier, Feature.LiveExecution, isPaid));

    [Fact]
    public void A_difference_lists_what_changed_in_the_editors_order_with_values_as_people_read_them()
    {
        var draft = Start.Sheet
            .With(TierCode.Commander, TierForm.DrawdownCap, "9")
            .With(TierCode.Nibbler, TierForm.MonthlyPrice, "42")
            .With(TierCode.Fang, TierForm.DailyShots, "")
            .With(TierCode.Apex, TierForm.MonthlyPrice, "188.0")
            .With(TierCode.Nibbler, TierForm.Of(Feature.LiveExecution), "true");

        Assert.Equal(
            ["NIBBLER Monthly price: 39.00 USD → 42.00 USD", "FANG Shots a day: 10 → no limit", "COMMANDER Drawdown cap: 10.0 % → 9.0 %", "NIBBLER live_execution: when paid → on"],
            TierRules.Difference(Start.Sheet, draft).Select(c => $"{c.Tier.Code()} {c.Setting.Label}: {c.Was} → {c.Becomes}"));
    }

    [Fact]
    public void A_price_for_the_press_pass_is_refused()
    {
        var fault = Assert.Single(TierRules.Read(Start.Sheet.With(TierCode.PressPass, TierForm.MonthlyPrice, "5")).Faults);

        Assert.Equal((TierCode.PressPass, TierForm.MonthlyPrice), (fault.Tier, fault.Setting));
    }

    [Fact]
    public void A_press_pass_without_its_nightly_reset_is_refused()
    {
        var setting = TierForm.Of(Feature.XpResetNightly);
        var fault = Assert.Single(TierRules.Read(Start.Sheet.With(TierCode.PressPass, setting, "false")).Faults);

        Assert.Equal((TierCode.PressPass, setting), (fault.Tier, fault.Setting));
    }

    [Fact]
    public void A_mode_that_a_tier_is_given_needs_its_threshold()
    {
        var draft = Start.Sheet
            .With(TierCode.Nibbler, TierForm.Of(Feature.SniperAccess), "true")
            .With(TierCode.Nibbler, TierForm.Of(Feature.ChaingunMode), "true")
            .With(TierCode.Nibbler, TierForm.Of(Feature.AutoFire), "true")
            .With(TierCode.Nibbler, TierForm.Execution, "manual, auto")
            .With(TierCode.Fang, TierForm.MinTcsArcade, "");

        Assert.Equal([TierForm.MinTcsSniper, TierForm.MinTcsChaingun, TierForm.MinTcsAuto, TierForm.MinTcsArcade], TierRules.Read(draft).Faults.Select(f => f.Setting));
    }

    [Theory]
    [InlineData("85,87,89,91", "85, 87, 89, 91")]
    [InlineData(" 91 ", "91, 91, 91, 91")]
    [InlineData("", "")]
    [InlineData("85, 87, 89", null)]
    [InlineData("85, 87, 86, 91", null)]
    [InlineData("85, 87, 89, 101", null)]
    [InlineData("85; 87; 89; 91", null)]
    [InlineData("-1, 1, 2, 3", null)]
    public void A_chaingun_ladder_has_four_steps_and_never_falls(string typed, string? read) =>
        Assert.Equal(read, TierForm.MinTcsChaingun.Kind.Read(typed));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("998", "998")]
    [InlineData("999", "")]
    [InlineData("", "")]
    [InlineData("0", null)]
    [InlineData("1000", null)]
    [InlineData("12345678901", null)]
    public void Shots_a_day_are_one_to_998_and_999_is_unlimited(string typed, string? read) =>
        Assert.Equal(read, TierForm.DailyShots.Kind.Read(typed));

    private static TierLineup Read(TierSheet sheet)
    {
        var reading = TierRules.Read(sheet);
        Assert.Empty(reading.Faults);
        return reading.Lineup!;
    }
}
