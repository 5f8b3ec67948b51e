using System.Globalization;
using HydraX.Core.Users;

namespace HydraX.Tests.Users;

public sealed class TimeZoneRulesTests
{
    [Theory]
    [InlineData("UTC", "2026-11-19T12:00Z", "2026-11-20T00:00Z")]
    [InlineData("UTC", "2026-11-19T00:00Z", "2026-11-20T00:00Z")]
    [InlineData("Europe/Berlin", "2026-11-19T22:59Z", "2026-11-19T23:00Z")]
    [InlineData("Europe/Berlin", "2026-11-19T23:00Z", "2026-11-20T23:00Z")]
    [InlineData("Asia/Tokyo", "2026-11-19T12:00Z", "2026-11-19T15:00Z")]
    [InlineData("America/New_York", "2026-11-01T03:30Z", "2026-11-01T04:00Z")] // the day on which the hour comes twice
    [InlineData("America/New_York", "2026-11-01T04:30Z", "2026-11-02T05:00Z")]
    [InlineData("Africa/Cairo", "2026-04-23T12:00Z", "2026-04-23T22:00Z")] // summer time begins at midnight: the day begins at 01:00
    [InlineData("Not/AZone", "2026-11-19T12:00Z", "2026-11-20T00:00Z")]
    public void The_next_local_day_begins(string zone, string now, string expected) =>
        Assert.Equal(At(expected), TimeZoneRules.NextDay(zone, At(now)));

    [Fact]
    public void The_list_holds_the_worlds_zones_by_their_IANA_names()
    {
        Assert.Equal("UTC", TimeZoneRules.All[0]);
        Assert.Contains("Europe/Berlin", TimeZoneRules.All);
        Assert.Contains("America/Argentina/Buenos_Aires", TimeZoneRules.All);
        Assert.Null(TimeZoneRules.Check("Asia/Tokyo"));
        Assert.Equal("users.time-zone", TimeZoneRules.Check("W. Europe Standard Time")?.Code);
        Assert.Equal("users.time-zone", TimeZoneRules.Check(null)?.Code);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
