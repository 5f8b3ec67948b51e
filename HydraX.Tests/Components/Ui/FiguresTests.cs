using HydraX.Web.Components.Ui;

namespace HydraX.Tests.Components.Ui;

public sealed class FiguresTests
{
    [Fact]
    public void Figures_are_grouped_and_have_the_true_minus_sign()
    {
        Assert.Equal("1,240", Figures.Count(1_240));
        Assert.Equal("−300", Figures.Count(-300));
        Assert.Equal("+178", Figures.Signed(178));
        Assert.Equal("−1,300", Figures.Signed(-1_300));
        Assert.Equal("0", Figures.Signed(0));
    }

    [Fact]
    public void Money_has_two_decimals_and_a_sign_where_it_is_a_change()
    {
        Assert.Equal("1,334.40", Figures.Money(1334.4m));
        Assert.Equal("−19.50", Figures.Money(-19.5m));
        Assert.Equal("+22.40", Figures.SignedMoney(22.4m));
        Assert.Equal("−8.96", Figures.SignedMoney(-8.96m));
        Assert.Equal("0.00", Figures.SignedMoney(0));
    }

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(21, "21st")]
    [InlineData(113, "113th")]
    public void Places_are_told_as_people_say_them(long place, string said) => Assert.Equal(said, Figures.Ordinal(place));
}
