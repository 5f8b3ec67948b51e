using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Kernel;

namespace HydraX.Tests.Achievements;

public sealed class MemberMetricTests
{
    private static UtcDay Day(string date) => new(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    // The second half of each quarter.
    private static DateOnly? SeasonOf(UtcDay day)
    {
        var first = new DateOnly(day.Date.Year, (day.Date.Month - 1) / 3 * 3 + 1, 1).AddDays(45);
        return day.Date >= first ? first : null;
    }

    [Fact]
    public void Days_weeks_and_months_begin_anew_and_the_best_of_each_stays()
    {
        var metric = new MemberMetric { CountedOn = new(2026, 11, 27) };

        metric.Add(Day("2026-11-27"), 3);
        metric.Add(Day("2026-11-29"), 1);
        metric.Add(Day("2026-11-30"), 1);
        metric.Add(Day("2026-12-01"), 2);

        Assert.Equal(7, metric.Total);
        Assert.Equal((2, 3, 2), (metric.OfDay, metric.OfWeek, metric.OfMonth));
        Assert.Equal((3, 4, 5), (metric.BestDay, metric.BestWeek, metric.BestMonth));
    }

    [Fact]
    public void A_day_before_the_latest_counts_in_the_periods_that_are_the_same()
    {
        var metric = new MemberMetric { CountedOn = new(2026, 11, 20) };
        metric.Add(Day("2026-11-20"), 1);

        metric.Add(Day("2026-11-17"), 1);
        metric.Add(Day("2026-11-02"), 1);
        metric.Add(Day("2026-10-31"), 1);

        Assert.Equal((4, 1, 2, 3), (metric.Total, metric.OfDay, metric.OfWeek, metric.OfMonth));
    }

    [Fact]
    public void Counting_from_the_days_comes_to_the_same_as_counting_one_after_another()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var day = Day("2026-01-01");
            var (one, days) = (new MemberMetric { CountedOn = day.Date }, new List<DayCount>());
            for (var i = 0; i < 40; i++)
            {
                day = new(day.Date.AddDays(random.Next(0, 9)));
                var count = random.Next(1, 5);
                one.Add(day, count, SeasonOf(day));
                days.Add(new(day, count));
            }
            var other = new MemberMetric { CountedOn = new(2020, 1, 1) };

            other.Set([.. days.OrderBy(_ => random.Next())], SeasonOf);

            Assert.Equal((one.Total, one.CountedOn, one.OfDay, one.OfWeek, one.OfMonth), (other.Total, other.CountedOn, other.OfDay, other.OfWeek, other.OfMonth));
            Assert.Equal((one.BestDay, one.BestWeek, one.BestMonth), (other.BestDay, other.BestWeek, other.BestMonth));
            Assert.Equal((one.SeasonFrom, one.OfSeason), (other.SeasonFrom, other.OfSeason));
        }
    }
}
