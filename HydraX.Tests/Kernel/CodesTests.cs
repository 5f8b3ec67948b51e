using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Tests.Kernel;

public sealed class CodesTests
{
    [Fact]
    public void Codes_are_the_specifications()
    {
        Assert.Equal(["PRESS_PASS", "NIBBLER", "FANG", "COMMANDER", "APEX"], Codes<TierCode>.All);
        Assert.Equal("FIELD_MARSHAL", RankCode.FieldMarshal.Code());
        Assert.Equal("past_due", SubscriptionStatus.PastDue.Code());
        Assert.Equal("chaingun_completion", XpSource.ChaingunCompletion.Code());
    }

    [Fact]
    public void Typed_codes_are_read_without_case_and_unknown_ones_refused()
    {
        Assert.True(Codes<TierCode>.TryParse(" press_pass ", out var tier));
        Assert.Equal(TierCode.PressPass, tier);
        Assert.False(Codes<TierCode>.TryParse("3", out _));
        Assert.False(Codes<TierCode>.TryParse(null, out _));
        Assert.Throws<FormatException>(() => Codes<TierCode>.Parse("ELITE"));
    }
}
