using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Freezing;

namespace HydraX.Tests.Leaderboards.Freezing;

public sealed class FreezeRulesTests
{
    [Theory]
    [InlineData(BoardPeriod.Day, "2026-11-20T00:02:59", "2026-11-18", "2026-11-18")]
    [InlineData(BoardPeriod.Day, "2026-11-20T00:03:00", "2026-11-18", "2026-11-18,2026-11-19")]
    [InlineData(BoardPeriod.Day, "2026-11-20T12:00:00", "2026-11-20", "")]
    [InlineData(BoardPeriod.Week, "2026-11-22T23:59:59", "2026-11-16", "")]
    [InlineData(BoardPeriod.Week, "2026-11-23T00:02:59", "2026-11-16", "")]
    [InlineData(BoardPeriod.Week, "2026-11-23T00:03:00", "2026-11-16", "2026-11-16")]
    [InlineData(BoardPeriod.Week, "2026-11-23T00:03:00", "2026-11-15", "2026-11-09,2026-11-16")]
    [InlineData(BoardPeriod.Month, "2026-12-01T00:03:00", "2026-11-30", "2026-11-01")]
    [InlineData(BoardPeriod.Month, "2026-12-31T23:59:59", "2026-12-01", "")]
    [InlineData(BoardPeriod.Month, "2027-01-01T00:03:00", "2026-10-31", "2026-10-01,2026-11-01,2026-12-01")]
    [InlineData(BoardPeriod.All, "2027-01-01T00:03:00", "2026-10-31", "")]
    public void What_is_over_and_not_frozen_yet(BoardPeriod period, string now, string after, string due) =>
        Assert.Equal(due, string.Join(',', FreezeRules.Due(period, DateTimeOffset.Parse(now + "Z", null), Day(after))));

    [Fact]
    public void After_a_long_absence_a_months_worth_of_days_is_made_up_for_and_no_more()
    {
        var due = FreezeRules.Due(BoardPeriod.Day, DateTimeOffset.Parse("2026-11-20T12:00:00Z", null), Day("2020-01-01"));

        Assert.Equal((FreezeRules.MostMadeUp, Day("2026-10-20"), Day("2026-11-19")), (due.Count, due[0], due[^1]));
    }

    private static UtcDay Day(string date) => new(DateOnly.ParseExact(date, "yyyy-MM-dd", null));
}
