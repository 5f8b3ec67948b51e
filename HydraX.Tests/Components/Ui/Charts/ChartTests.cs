using Bunit;
using HydraX.Web.Components.Ui.Charts;

namespace HydraX.Tests.Components.Ui.Charts;

public sealed class ChartTests : BunitContext
{
    [Theory]
    [InlineData(-3.1, 6.6, -5, 7.5, 2.5)]
    [InlineData(0, 433, 0, 600, 200)]
    [InlineData(12, 19, 0, 20, 5)]
    [InlineData(-0.4, -0.1, -0.4, 0, 0.1)]
    [InlineData(0, 0, 0, 1, 1)]
    public void The_scale_holds_zero_and_has_round_steps(double least, double most, double low, double high, double step)
    {
        var scale = ChartScale.Around([least, most]);

        Assert.Equal(low, scale.Low, 9);
        Assert.Equal(high, scale.High, 9);
        Assert.Equal(step, scale.Step, 9);
        Assert.Contains(0d, scale.Lines);
    }

    [Fact]
    public void Loss_hangs_below_the_zero_line_and_is_another_shape()
    {
        var chart = Render<ColumnChart>(p => p.Add(c => c.Label, "Result").Add(c => c.Points, [new("Mon", 3), new("Tue", -1)]));

        Assert.Contains("--zero:75%", chart.Find(".plot").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("--top:0%;--v:75%", chart.FindAll(".plot i")[0].GetAttribute("style"));
        Assert.Equal("--top:75%;--v:25%", chart.FindAll(".plot i")[1].GetAttribute("style"));
        Assert.Contains("below", chart.FindAll(".plot i")[1].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_read_out_with_label_and_figure_even_where_they_are_too_many_to_write()
    {
        var chart = Render<ColumnChart>(p => p.Add(c => c.Label, "XP").Add(c => c.Points, [.. Enumerable.Range(1, 30).Select(d => new ChartPoint($"{d} Nov", d, d == 30))]));

        Assert.Equal(30, chart.FindAll("li").Count);
        Assert.All(chart.FindAll("li"), l => Assert.Contains("Nov", l.TextContent, StringComparison.Ordinal));
        Assert.Single(chart.FindAll(".of:not(.unseen)"));
        Assert.Equal(6, chart.FindAll("small:not(.unseen)").Count);
    }

    [Fact]
    public void A_line_tells_its_story_in_words()
    {
        var chart = Render<LineChart>(p => p.Add(c => c.Label, "Equity").Add(c => c.Points, [new("1 Nov", 0), new("2 Nov", -3), new("3 Nov", 7)])
            .Add(c => c.Writes, v => $"{v} %"));

        Assert.Equal("Equity: 0 % on 1 Nov, 7 % on 3 Nov; lowest -3 % on 2 Nov, highest 7 % on 3 Nov.", chart.Find("figure").GetAttribute("aria-label"));
        Assert.NotEmpty(chart.FindAll(".zero"));
    }

    [Fact]
    public void One_point_is_no_line_and_says_so() =>
        Assert.NotEmpty(Render<LineChart>(p => p.Add(c => c.Label, "Equity").Add(c => c.Points, [new ChartPoint("1 Nov", 1)])).FindAll(".empty"));

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(1, 100, 1)]
    [InlineData(25, 100, 1)]
    [InlineData(26, 100, 2)]
    [InlineData(100, 100, 4)]
    [InlineData(5, 0, 4)]
    public void Heat_goes_by_quarters_of_the_most(long value, long most, int heat) => Assert.Equal(heat, CalendarHeat.HeatOf(value, most));

    [Fact]
    public void A_day_that_is_marked_says_why()
    {
        var until = new DateOnly(2026, 11, 19);
        var heat = Render<CalendarHeat>(p => p.Add(c => c.Label, "A year").Add(c => c.Until, until).Add(c => c.Days, new Dictionary<DateOnly, long>())
            .Add(c => c.Marks, new Dictionary<DateOnly, string> { [until.AddDays(-1)] = "protected by a streak freeze" }));

        Assert.Equal("Wed 18 Nov 2026: 0 XP, protected by a streak freeze", Assert.Single(heat.FindAll(".heat-kept")).GetAttribute("aria-label"));
    }

    [Fact]
    public void The_calendar_ends_on_its_last_day_and_is_one_stop_for_the_Tab_key()
    {
        var until = new DateOnly(2026, 11, 19);
        var heat = Render<CalendarHeat>(p => p.Add(c => c.Label, "A year").Add(c => c.Until, until).Add(c => c.Days, new Dictionary<DateOnly, long> { [until] = 178 }));

        Assert.Equal(52 * 7 + 4, heat.FindAll("td[aria-label]").Count);
        Assert.Equal("Thu 19 Nov 2026: 178 XP", Assert.Single(heat.FindAll("td[tabindex='0']")).GetAttribute("aria-label"));
    }
}
