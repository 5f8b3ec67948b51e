using Bunit;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Tests.Components.Ui.Numbers;

public sealed class ProgressBarTests : BunitContext
{
    [Theory]
    [InlineData(3_760, 2_500, 5_000, "50.4", "50")]
    [InlineData(9_000, 2_500, 5_000, "100", "100")]
    [InlineData(-1, 0, 10, "0", "0")]
    [InlineData(5, 5, 5, "100", "100")]
    [InlineData(double.NaN, 0, 10, "0", "0")]
    public void It_is_drawn_within_its_scale_whatever_the_value(double value, double from, double to, string width, string now)
    {
        var bar = Render<ProgressBar>(p => p.Add(b => b.Label, "Rank").Add(b => b.Value, value).Add(b => b.From, from).Add(b => b.To, to));

        Assert.Equal($"--v:{width}%", bar.Find(".bar__fill").GetAttribute("style"));
        Assert.Equal(now, bar.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public void Marks_outside_the_scale_are_left_out_and_passed_ones_are_lit()
    {
        var bar = Render<ProgressBar>(p => p.Add(b => b.Label, "Rank").Add(b => b.Value, 3_760).Add(b => b.From, 2_500).Add(b => b.To, 5_000)
            .Add(b => b.Ticks, [new(2_000, "L9"), new(2_700, "L10"), new(3_960, "L12"), new(5_400, "L14")]));

        var marks = bar.FindAll(".bar__ticks span");
        Assert.Equal(["L10", "L12"], marks.Select(m => m.TextContent));
        Assert.Equal([true, false], marks.Select(m => m.ClassList.Contains("done")));
    }

    [Fact]
    public void Marks_at_the_ends_stay_inside_the_card()
    {
        var bar = Render<ProgressBar>(p => p.Add(b => b.Label, "The day").Add(b => b.To, 24).Add(b => b.Ticks, [new(0, "00:00"), new(24, "24:00")]));

        Assert.True(bar.FindAll(".bar__ticks span")[0].ClassList.Contains("at-start"));
        Assert.True(bar.FindAll(".bar__ticks span")[1].ClassList.Contains("at-end"));
    }
}
