using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Tests.Xp;

public sealed class XpPeriodsTests
{
    // A season from the Thursday before the first Sunday of Advent to the second of December, and one that begins some days later.
    private static readonly SeasonList Seasons = new([new(1, "Autumn", "", new(2026, 11, 19), new(2026, 12, 2)), new(2, "Winter", "", new(2026, 12, 6), new(2027, 2, 28))]);

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
        Assert.Equal(new PeriodXp(day, week, month, 0), XpPeriods.Of(Day(counted).Start.AddHours(9), new(10, 10, 10, 0), Day(asked), SeasonList.None));

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

        XpPeriods.Count(profile, Day("2026-11-25").Start, Day(corrected), -4, SeasonList.None);

        Assert.Equal((day, week, month), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
    }

    [Theory]
    [InlineData("2026-11-19", "2026-11-01")]
    [InlineData("2026-12-02", "2026-11-30")]
    [InlineData("2027-01-02", "2026-12-28")]
    public void The_earliest_day_is_the_weeks_or_the_months_whichever_began_first(string day, string earliest) =>
        Assert.Equal(Day(earliest), XpPeriods.EarliestOf(Day(day), SeasonList.None));

    [Fact]
    public void A_loss_before_any_gain_takes_nothing()
    {
        var profile = new UserProfile();

        XpPeriods.Count(profile, Day("2026-11-20").Start, Day("2026-11-20"), -4, SeasonList.None);

        Assert.Equal((0, 0, 0), (profile.XpOfDay, profile.XpOfWeek, profile.XpOfMonth));
        Assert.Null(profile.XpEarnedAt);
    }

    [Fact]
    public void More_than_was_earned_cannot_be_taken_from_a_period()
    {
        var profile = new UserProfile();
        Earn(profile, "2026-11-18", 10);
        Earn(profile, "2026-11-20", 3);

        XpPeriods.Count(profile, Day("2026-11-20").Start.AddHours(10), Day("2026-11-20"), -5, SeasonList.None);

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

    [Theory]
    [InlineData("2026-11-18", "2026-11-18", 0)] // before the first season
    [InlineData("2026-11-18", "2026-11-19", 7)] // over its first midnight
    [InlineData("2026-11-19", "2026-11-19", 17)]
    [InlineData("2026-11-19", "2026-12-02", 17)] // its last day, in another week and month
    [InlineData("2026-12-02", "2026-12-03", 0)] // over its last midnight
    [InlineData("2026-12-02", "2026-12-06", 7)] // from one season to the next
    [InlineData("2026-12-05", "2026-12-06", 7)]
    [InlineData("2026-12-06", "2027-02-28", 17)]
    public void A_season_counts_from_its_first_day_to_its_last(string first, string next, long season)
    {
        var profile = new UserProfile();
        Earn(profile, first, 10, Seasons);

        Earn(profile, next, 7, Seasons);

        Assert.Equal(season, profile.XpOfSeason);
    }

    [Theory]
    [InlineData("2026-11-30", "2026-12-02", 10)]
    [InlineData("2026-12-02", "2026-12-03", 0)]
    [InlineData("2026-12-02", "2026-12-06", 0)]
    [InlineData("2026-12-06", "2026-12-06", 10)]
    public void What_counted_in_a_season_counts_on_another_day_of_the_same_one_alone(string counted, string asked, long season) =>
        Assert.Equal(season, XpPeriods.Of(Day(counted).Start.AddHours(9), new(10, 10, 10, 10), Day(asked), Seasons).Season);

    [Theory]
    [InlineData("2026-11-18", 10)] // earned before the season: it had counted in none
    [InlineData("2026-11-19", 6)]
    [InlineData("2026-11-24", 6)]
    public void A_correction_hits_the_season_in_which_its_line_counted(string corrected, long season)
    {
        var profile = new UserProfile();
        Earn(profile, "2026-11-18", 8, Seasons);
        Earn(profile, "2026-11-24", 10, Seasons);

        XpPeriods.Count(profile, Day("2026-11-25").Start, Day(corrected), -4, Seasons);

        Assert.Equal(season, profile.XpOfSeason);
    }

    [Theory]
    [InlineData("2026-11-30", "2026-11-01")]
    [InlineData("2026-12-02", "2026-11-19")]
    [InlineData("2027-01-20", "2026-12-06")]
    [InlineData("2026-12-04", "2026-11-30")]
    public void The_earliest_day_is_the_seasons_where_that_began_first(string day, string earliest) => Assert.Equal(Day(earliest), XpPeriods.EarliestOf(Day(day), Seasons));

    [Fact]
    public void Kept_sums_equal_the_sums_of_the_lines_through_any_days()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var (random, profile, lines, day) = (new Random(seed), new UserProfile(), new List<PeriodLine>(), Day("2026-11-10"));
            for (var id = 1; id <= 60; id++)
            {
                if (random.Next(3) == 0) day = new(day.Date.AddDays(random.Next(5)));
                var line = lines.Count > 0 && random.Next(4) == 0 ? lines[random.Next(lines.Count)] with { Id = id } : new PeriodLine(id, XpSource.TradeWin, random.Next(1, 50), day, null);
                if (lines.Exists(one => one.CountsOn == line.CountsOn && one.Id != id && line.Id == id) && random.Next(2) == 0 && line.Change > 0) line = line with { Change = -line.Change };
                XpPeriods.Count(profile, day.Start.AddMinutes(id), line.CountsOn, line.Change, Seasons);
                lines.Add(line);
            }
            var earned = UtcDay.Of(profile.XpEarnedAt!.Value);
            var since = XpPeriods.EarliestOf(earned, Seasons);
            Assert.Equal(XpPeriods.Sum(earned, lines.FindAll(line => line.CountsOn >= since), Seasons), XpPeriods.Of(profile));
        }
    }

    private static void Earn(UserProfile profile, string day, long xp, SeasonList? seasons = null) => XpPeriods.Count(profile, Day(day).Start.AddHours(9), Day(day), xp, seasons ?? SeasonList.None);

    private static UtcDay Day(string date) => new(DateOnly.Parse(date));
}
