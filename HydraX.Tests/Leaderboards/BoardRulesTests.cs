using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;

namespace HydraX.Tests.Leaderboards;

public sealed class BoardRulesTests
{
    private static readonly DateTimeOffset Start = At("2026-11-19");

    [Theory]
    [InlineData("2026-11-15", "2026-11-09", "2026-11-16")]
    [InlineData("2026-11-16", "2026-11-16", "2026-11-23")]
    [InlineData("2026-11-22", "2026-11-16", "2026-11-23")]
    [InlineData("2027-01-01", "2026-12-28", "2027-01-04")]
    public void A_week_runs_from_Monday_to_Monday(string day, string from, string until) => AssertPeriod(BoardPeriod.Week, day, from, until);

    [Theory]
    [InlineData("2026-11-01", "2026-11-01", "2026-12-01")]
    [InlineData("2026-11-30", "2026-11-01", "2026-12-01")]
    [InlineData("2028-02-29", "2028-02-01", "2028-03-01")]
    [InlineData("2026-12-31", "2026-12-01", "2027-01-01")]
    public void A_month_runs_from_the_first_to_the_first(string day, string from, string until) => AssertPeriod(BoardPeriod.Month, day, from, until);

    [Theory]
    [InlineData("2026-11-19", "2026-11-19", "2026-11-20")]
    [InlineData("2026-12-31", "2026-12-31", "2027-01-01")]
    public void A_day_runs_from_midnight_to_midnight(string day, string from, string until) => AssertPeriod(BoardPeriod.Day, day, from, until);

    [Fact]
    public void All_time_has_no_ends()
    {
        Assert.Null(BoardRules.StartOf(BoardPeriod.All, Day("2026-11-19")));
        Assert.Null(BoardRules.EndOf(BoardPeriod.All, Day("2026-11-19")));
    }

    [Theory]
    [InlineData(LineKind.Earned, 0, BoardEffect.Counts)]
    [InlineData(LineKind.Earned, -1, BoardEffect.None)]
    [InlineData(LineKind.Wiped, 0, BoardEffect.None)]
    [InlineData(LineKind.Wiped, 1, BoardEffect.Wipes)]
    [InlineData(LineKind.Wiped, -1, BoardEffect.None)]
    [InlineData(LineKind.Restored, 1, BoardEffect.None)]
    [InlineData(LineKind.SetAside, 1, BoardEffect.None)]
    public void What_a_line_does_at_and_around_a_periods_first_instant(LineKind kind, int microseconds, BoardEffect effect)
    {
        var at = Start.AddMicroseconds(microseconds);
        Assert.Equal(effect, BoardRules.Decide(new BoardLine(1, 1, 50, kind, at, at), Start));
    }

    [Theory]
    [InlineData(LineKind.Earned, BoardEffect.Counts)]
    [InlineData(LineKind.Wiped, BoardEffect.Wipes)]
    [InlineData(LineKind.SetAside, BoardEffect.None)]
    public void What_a_line_does_to_the_board_of_all_time(LineKind kind, BoardEffect effect) =>
        Assert.Equal(effect, BoardRules.Decide(new BoardLine(1, 1, 50, kind, Start, Start), null));

    [Fact]
    public void A_purchase_changes_no_board() =>
        Assert.Equal(BoardEffect.None, BoardRules.Decide(new BoardLine(1, 1, 0, LineKind.Earned, Start, Start), null));

    [Fact]
    public void A_correction_hits_the_periods_in_which_the_corrected_line_counted()
    {
        var correction = new BoardLine(2, 1, -50, LineKind.Earned, Start.AddHours(1), Start.AddHours(-1));

        Assert.Equal(BoardEffect.None, BoardRules.Decide(correction, Start));
        Assert.Equal(BoardEffect.Counts, BoardRules.Decide(correction, Start.AddDays(-3)));
    }

    private static void AssertPeriod(BoardPeriod period, string day, string from, string until)
    {
        Assert.Equal(At(from), BoardRules.StartOf(period, Day(day)));
        Assert.Equal(At(until), BoardRules.EndOf(period, Day(day)));
    }

    private static UtcDay Day(string date) => new(DateOnly.ParseExact(date, "yyyy-MM-dd", null));

    private static DateTimeOffset At(string date) => Day(date).Start;
}
