using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;

namespace HydraX.Tests.Xp;

public sealed class XpPeriodsTests
{
    // 19 November 2026 is a Thursday.
    [Theory]
    [InlineData("2026-11-19", 17, 17, 17)] // the same day
    [InlineData("2026-11-20", 7, 17, 17)] // the next one
    [InlineData("2026-11-22", 7, 17, 17)] // Sunday of the same week
    [InlineData("2026-11-23", 7, 7, 17)] // Monday of the same month
    [InlineData("2026-12-01", 7, 7, 7)]
    [InlineData("2027-11-19", 7, 7, 7)]
    public void A_period_that_has_ended_begins_again_with_the_next_line(string next, long day, long week, long month)
    {
        var profile = new UserProfile();
        Earn(profile, "2026-11-19", 10);

        Earn(profile, next, 7);

        Assert.Equal((day, week, month), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
        Assert.Equal(Day(next).Start.AddHours(9), profile.XpEarnedAt);
    }

    [Theory]
    [InlineData("2026-11-30", "2026-12-01", 0, 10, 0)] // a week goes over the month's end
    [InlineData("2026-11-19", "2026-11-19", 10, 10, 10)]
    [InlineData("2026-11-19", "2026-11-20", 0, 10, 10)]
    [InlineData("2026-11-19", "2026-11-23", 0, 0, 10)]
    [InlineData("2026-11-19", "2026-12-19", 0, 0, 0)]
    public void What_counted_on_a_day_counts_on_another_where_the_period_is_the_same(string counted, string asked, long day, long week, long month) =>
        Assert.Equal(new PeriodXp(day, week, month), XpPeriods.Of(Day(counted).Start.AddHours(9), new(10, 10, 10), Day(asked)));

    [Theory]
    [InlineData("2026-11-20", 4, 14, 24)]
    [InlineData("2026-11-17", 8, 14, 24)]
    [InlineData("2026-11-15", 8, 18, 24)]
    [InlineData("2026-10-31", 8, 18, 28)]
    public void A_correction_counts_where_its_line_counted(string corrected, long day, long week, long month)
    {
        var profile = new UserProfile();
        Earn(profile, "2026-11-10", 10);
        Earn(profile, "2026-11-18", 10);
        Earn(profile, "2026-11-20", 8);

        XpPeriods.Count(profile, Day("2026-11-25").Start, Day(corrected), -4);

        Assert.Equal((day, week, month), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
    }

    [Theory]
    [InlineData("2026-11-19", "2026-11-01")]
    [InlineData("2026-12-02", "2026-11-30")]
    [InlineData("2027-01-02", "2026-12-28")]
    public void The_earliest_day_is_the_weeks_or_the_months_whichever_began_first(string day, string earliest) =>
        Assert.Equal(Day(earliest), XpPeriods.EarliestOf(Day(day)));

    [Fact]
    public void A_loss_before_any_gain_takes_nothing()
    {
        var profile = new UserProfile();

        XpPeriods.Count(profile, Day("2026-11-20").Start, Day("2026-11-20"), -4);

        Assert.Equal((0, 0, 0), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
        Assert.Null(profile.XpEarnedAt);
    }

    [Fact]
    public void More_than_was_earned_cannot_be_taken_from_a_period()
    {
        var profile = new UserProfile();
        Earn(profile, "2026-11-18", 10);
        Earn(profile, "2026-11-20", 3);

        XpPeriods.Count(profile, Day("2026-11-20").Start.AddHours(10), Day("2026-11-20"), -5);

        Assert.Equal((0, 8, 8), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
    }

    [Fact]
    public void A_line_of_an_earlier_day_does_not_bring_that_day_back()
    {
        var profile = new UserProfile();
        Earn(profile, "2026-11-20", 3);

        Earn(profile, "2026-11-19", 10);

        Assert.Equal((3, 13, 13), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
        Assert.Equal(Day("2026-11-20").Start.AddHours(9), profile.XpEarnedAt);
    }

    private static void Earn(UserProfile profile, string day, long xp) => XpPeriods.Count(profile, Day(day).Start.AddHours(9), Day(day), xp);

    private static UtcDay Day(string date) => new(DateOnly.Parse(date));
}
