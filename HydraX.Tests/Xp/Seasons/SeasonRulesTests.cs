using HydraX.Core.Kernel;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;

namespace HydraX.Tests.Xp.Seasons;

public sealed class SeasonRulesTests
{
    // Thursday, 19 November 2026.
    private static readonly DateTimeOffset Now = TestTime.Noon;
    private static readonly DateOnly Today = UtcDay.Of(Now).Date;
    private static readonly SeasonDraft Good = new("Winter", "", Today.AddDays(1), Today.AddDays(30));

    public static TheoryData<string, SeasonDraft, string?> Drafts => new()
    {
        { "from tomorrow on", Good, null },
        { "a name of two letters", Good with { Name = "ab" }, "seasons.name" },
        { "301 characters about it", Good with { Description = new('a', 301) }, "seasons.description" },
        { "from today on", Good with { StartsOn = Today }, "seasons.too-soon" },
        { "from yesterday on", Good with { StartsOn = Today.AddDays(-1) }, "seasons.too-soon" },
        { "six days", Good with { EndsOn = Today.AddDays(6) }, "seasons.length" },
        { "seven days", Good with { EndsOn = Today.AddDays(7) }, null },
        { "184 days", Good with { EndsOn = Today.AddDays(184) }, null },
        { "185 days", Good with { EndsOn = Today.AddDays(185) }, "seasons.length" },
        { "an end before it begins", Good with { EndsOn = Today }, "seasons.length" },
        { "in more than a year", Good with { StartsOn = Today.AddDays(368), EndsOn = Today.AddDays(390) }, "seasons.too-far" },
    };

    [Theory, MemberData(nameof(Drafts))]
    public void A_draft_is_refused_for_what_is_wrong_with_it(string what, SeasonDraft draft, string? code) => Assert.True(SeasonRules.Check(draft, Now)?.Code == code, what);

    [Theory]
    [InlineData("2026-11-19T23:59:50Z", null)]
    [InlineData("2026-11-19T23:59:50.000001Z", "seasons.too-soon")] // other nodes would hear of it after its midnight
    public void The_last_seconds_before_midnight_are_too_late_for_tomorrow(string now, string? code) => Assert.Equal(code, SeasonRules.Check(Good, DateTimeOffset.Parse(now))?.Code);

    [Theory]
    [InlineData("2026-11-01", "2026-11-19", null)]
    [InlineData("2026-11-01", "2026-11-20", "seasons.overlaps")]
    [InlineData("2026-12-19", "2027-01-19", "seasons.overlaps")]
    [InlineData("2026-12-20", "2027-01-19", null)]
    [InlineData("2026-11-25", "2026-11-30", "seasons.overlaps")]
    public void Two_seasons_share_no_day(string from, string to, string? code) =>
        Assert.Equal(code, SeasonRules.Overlap(Good.StartsOn, Good.EndsOn, [new(1, "Autumn", "", DateOnly.Parse(from), DateOnly.Parse(to))])?.Code);

    [Theory]
    [InlineData(1, 30, null, "seasons.not-begun")]
    [InlineData(0, 30, "seasons.begun", null)]
    [InlineData(-5, 30, "seasons.begun", null)]
    [InlineData(-20, -1, "seasons.over", "seasons.over")]
    public void What_is_ahead_is_changed_and_of_what_runs_the_last_day_is_moved(int begins, int ends, string? change, string? end)
    {
        var row = new Season { Name = "Winter", StartsOn = Today.AddDays(begins), EndsOn = Today.AddDays(ends) };

        Assert.Equal(change, SeasonRules.MayChange(row, Now)?.Code);
        Assert.Equal(end, SeasonRules.MayEnd(row, Today.AddDays(10), Now)?.Code);
    }

    [Theory]
    [InlineData(-1, "seasons.too-soon")]
    [InlineData(0, null)] // today is the earliest last day
    [InlineData(30, "seasons.unchanged")]
    [InlineData(31, null)]
    [InlineData(178, null)]
    [InlineData(179, "seasons.length")]
    public void The_last_day_is_moved_within_what_is_still_to_come(int to, string? code) =>
        Assert.Equal(code, SeasonRules.MayEnd(new() { Name = "Winter", StartsOn = Today.AddDays(-5), EndsOn = Today.AddDays(30) }, Today.AddDays(to), Now)?.Code);

    [Theory]
    [InlineData("2026-11-30T23:59:50Z", null)]
    [InlineData("2026-11-30T23:59:50.000001Z", "seasons.over")]
    public void In_the_last_seconds_of_a_season_nothing_of_it_is_moved(string now, string? code) =>
        Assert.Equal(code, SeasonRules.MayEnd(new() { Name = "Autumn", StartsOn = new(2026, 11, 1), EndsOn = new(2026, 11, 30) }, new(2026, 12, 5), DateTimeOffset.Parse(now))?.Code);

    [Fact]
    public void What_was_withdrawn_stays_so() =>
        Assert.Equal("seasons.withdrawn", SeasonRules.MayChange(new() { Name = "Winter", StartsOn = Today.AddDays(9), EndsOn = Today.AddDays(30), CancelledAt = Now }, Now)?.Code);

    [Theory]
    [InlineData("2026-10-31", null, "Autumn")]
    [InlineData("2026-11-01", "Autumn", "Winter")]
    [InlineData("2026-11-30", "Autumn", "Winter")]
    [InlineData("2026-12-01", null, "Winter")]
    [InlineData("2027-01-31", "Winter", null)]
    [InlineData("2027-02-01", null, null)]
    public void A_day_is_in_one_season_or_in_none(string day, string? season, string? next)
    {
        var seasons = new SeasonList([new(2, "Winter", "", new(2026, 12, 5), new(2027, 1, 31)), new(1, "Autumn", "", new(2026, 11, 1), new(2026, 11, 30))]);
        var on = new UtcDay(DateOnly.Parse(day));

        Assert.Equal((season, next), (seasons.At(on)?.Name, seasons.After(on)?.Name));
    }
}
