using HydraX.Core.Kernel;
using HydraX.Core.PressPass;

namespace HydraX.Tests.PressPass;

public sealed class PressPassRulesTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "Z");

    [Theory]
    [InlineData("22:59:59", null)]
    [InlineData("23:00:00", 60)]
    [InlineData("23:44:59", 60)]
    [InlineData("23:45:00", 15)]
    [InlineData("23:59:59", 15)]
    [InlineData("00:00:00", null)]
    public void The_warning_whose_hour_it_is(string time, int? minutes) => Assert.Equal(minutes, PressPassRules.WarningDue(At("2026-11-19T" + time)));

    [Theory]
    [InlineData(60, "2026-11-19T23:45:00")]
    [InlineData(15, "2026-11-20T00:00:00")]
    public void A_warning_is_dropped_when_the_next_thing_is_due(int minutes, string expires) =>
        Assert.Equal(At(expires), PressPassRules.WarningExpires(new(new(2026, 11, 19)), minutes));

    [Theory]
    [InlineData(73, null)]
    [InlineData(72, 3)]
    [InlineData(25, 3)]
    [InlineData(24, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    [InlineData(0, null)]
    public void Ends_are_announced_three_days_one_day_and_shortly_before(int hours, int? days) =>
        Assert.Equal(days, PressPassRules.NoticeDue(At("2026-11-26T12:00:00"), At("2026-11-26T12:00:00").AddHours(-hours)));

    [Fact]
    public void Days_are_counted_once_however_many_spells_touch_them()
    {
        (DateTimeOffset, DateTimeOffset?)[] spells =
        [
            (At("2026-11-19T12:00:00"), At("2026-11-19T13:00:00")),
            (At("2026-11-19T22:00:00"), At("2026-11-21T00:00:00")),
            (At("2026-11-25T10:00:00"), null),
        ];
        Assert.Equal(4, PressPassRules.Days(spells, At("2026-11-26T00:00:00")));
    }

    [Fact]
    public void The_first_day_of_a_pass_is_day_1() =>
        Assert.Equal((1, 2), (PressPassRules.DayNumber(At("2026-11-19T23:59:00"), At("2026-11-19T23:59:30")), PressPassRules.DayNumber(At("2026-11-19T23:59:00"), At("2026-11-20T00:00:00"))));
}
