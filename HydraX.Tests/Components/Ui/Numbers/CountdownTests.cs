using Bunit;
using HydraX.Tests.Support;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Tests.Components.Ui.Numbers;

public sealed class CountdownTests : BunitContext
{
    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(-5, "00:00")]
    [InlineData(59, "00:59")]
    [InlineData(600, "10:00")]
    [InlineData(3_599, "59:59")]
    [InlineData(3_600, "1:00:00")]
    [InlineData(35_280, "9:48:00")]
    [InlineData(90_061, "25:01:01")]
    public void As_a_clock_it_is_written_by_minutes_and_then_by_hours(long seconds, string written) =>
        Assert.Equal(written, CountdownText.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(35_280, "9 h 48 min")]
    [InlineData(86_400, "1 d 0 h")]
    [InlineData(183_600, "2 d 3 h")]
    public void In_words_it_is_written_by_its_two_largest_units(long seconds, string written) =>
        Assert.Equal(written, CountdownText.Of(TimeSpan.FromSeconds(seconds), inWords: true));

    [Fact]
    public void The_first_paint_has_the_figure_and_what_the_browser_needs_to_tick_on()
    {
        var now = TestTime.Noon;
        var timer = Render<Countdown>(p => p.Add(c => c.Now, now).Add(c => c.Until, now.AddMinutes(10)).Add(c => c.Label, "Until tonight's wipe"));

        Assert.Equal("10:00", timer.Find("[data-left]").TextContent);
        Assert.Equal("timer", timer.Find("[data-countdown=clock]").GetAttribute("role"));
        Assert.Equal($"{now.AddMinutes(10).ToUnixTimeMilliseconds()}", timer.Find("[data-until]").GetAttribute("data-until"));
        Assert.Equal("", timer.Find("[aria-live=polite]").TextContent);
    }

    [Fact]
    public void Running_out_reaches_the_page()
    {
        var elapsed = 0;
        var timer = Render<Countdown>(p => p.Add(c => c.Now, TestTime.Noon).Add(c => c.Until, TestTime.Noon.AddSeconds(1))
            .Add(c => c.Label, "Until the shot").Add(c => c.OnElapsed, () => elapsed++));

        timer.Find("[data-countdown]").TriggerEvent("onelapsed", EventArgs.Empty);

        Assert.Equal(1, elapsed);
    }
}
