using HydraX.Core.Kernel;
using HydraX.Tests.Support;

namespace HydraX.Tests.Kernel;

public sealed class SpokenTests
{
    [Theory]
    [InlineData(1, "1 minute")]
    [InlineData(60, "1 minute")]
    [InlineData(61, "2 minutes")]
    [InlineData(2_280, "38 minutes")]
    [InlineData(3_600, "1 hour")]
    [InlineData(7_500, "2 hours 5 minutes")]
    [InlineData(86_400, "1 day")]
    [InlineData(266_400, "3 days 2 hours")]
    [InlineData(-5, "1 minute")]
    public void A_span_is_said_in_its_two_largest_units(int seconds, string said) => Assert.Equal(said, Spoken.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void An_instant_is_said_with_its_hour_today_and_with_its_date_on_another_day()
    {
        Assert.Equal("at 12:38 UTC, in 38 minutes", Spoken.At(TestTime.Noon.AddMinutes(38), TestTime.Noon));
        Assert.Equal("on 20 November at 00:00 UTC, in 12 hours", Spoken.At(TestTime.Noon.AddHours(12), TestTime.Noon));
    }

    [Fact]
    public void One_is_said_apart_from_any_other_number()
    {
        Assert.Equal("0 members", Spoken.Number(0, "member"));
        Assert.Equal("1 pass", Spoken.Number(1, "pass", "passes"));
        Assert.Equal("2 passes", Spoken.Number(2, "pass", "passes"));
    }
}
