using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;
using HydraX.Web.Pages.Admin.Tiers;

namespace HydraX.Tests.Pages.Admin;

public sealed class TierEditorTests
{
    private readonly TierEditor editor = new(new(14, TestTime.Noon, TestTiers.Lineup));

    [Fact]
    public void A_typed_value_is_kept_in_its_one_spelling_with_the_old_one_beside_it()
    {
        editor.Set(TierCode.Nibbler, TierForm.MonthlyPrice, "42");
        editor.Set(TierCode.Apex, TierForm.DailyShots, "50");

        Assert.Equal(("42.00", "39.00 USD"), (editor.Text(TierCode.Nibbler, TierForm.MonthlyPrice), editor.Was(TierCode.Nibbler, TierForm.MonthlyPrice)));
        Assert.Equal("no limit", editor.Was(TierCode.Apex, TierForm.DailyShots));
        Assert.Null(editor.Was(TierCode.Fang, TierForm.MonthlyPrice));
        Assert.True(editor.ChangesPrice);
        Assert.Equal(2, editor.Changes.Count);
    }

    [Fact]
    public void Typing_the_old_value_again_is_no_change()
    {
        editor.Set(TierCode.Nibbler, TierForm.MonthlyPrice, "42");
        editor.Set(TierCode.Nibbler, TierForm.MonthlyPrice, "39");

        Assert.False(editor.IsChanged);
    }

    [Fact]
    public void A_fault_stays_in_its_cell_until_it_is_mended()
    {
        editor.Set(TierCode.Fang, TierForm.DailyShots, "0");
        Assert.Equal((1, "0"), (editor.FaultCount, editor.Text(TierCode.Fang, TierForm.DailyShots)));
        Assert.Contains("whole number from 1 to 998", editor.Fault(TierCode.Fang, TierForm.DailyShots), StringComparison.Ordinal);
        Assert.Null(editor.Lineup);

        editor.Set(TierCode.Fang, TierForm.DailyShots, "12");

        Assert.Equal((0, null), (editor.FaultCount, editor.Fault(TierCode.Fang, TierForm.DailyShots)));
        Assert.Equal(12, editor.Lineup![TierCode.Fang].DailyShots);
    }

    [Fact]
    public void A_press_pass_borrows_what_apex_has()
    {
        Assert.True(editor.Borrows(TierCode.PressPass, Feature.StealthMode));
        Assert.False(editor.Borrows(TierCode.PressPass, Feature.AutoFire));
        Assert.False(editor.Borrows(TierCode.Fang, Feature.StealthMode));

        editor.Set(TierCode.PressPass, TierForm.Of(Feature.HasApexAccess), "false");

        Assert.False(editor.Borrows(TierCode.PressPass, Feature.StealthMode));
    }

    [Fact]
    public void The_same_changes_can_be_made_on_a_later_revision()
    {
        editor.Set(TierCode.Nibbler, TierForm.MonthlyPrice, "42");
        var later = TierRules.Read(TestTiers.Lineup.Sheet.With(TierCode.Fang, TierForm.DailyShots, "12")).Lineup!;

        editor.MoveTo(new(15, TestTime.Noon, later));

        Assert.Equal(["NIBBLER 39.00 USD → 42.00 USD"], editor.Changes.Select(c => $"{c.Tier.Code()} {c.Was} → {c.Becomes}"));
        Assert.Equal(12, editor.Lineup![TierCode.Fang].DailyShots);
        editor.Discard();
        Assert.Equal((false, 12), (editor.IsChanged, editor.Lineup![TierCode.Fang].DailyShots));
    }
}
