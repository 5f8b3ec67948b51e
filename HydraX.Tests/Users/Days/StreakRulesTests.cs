using System.Globalization;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;

namespace HydraX.Tests.Users.Days;

public sealed class StreakRulesTests
{
    [Theory]
    [InlineData("UTC", null, 0, "2026-11-19T12:00Z", 0)]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-19T23:59:59Z", 4)]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-20T00:00Z", 4)]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-20T23:59:59Z", 4)]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-21T00:00Z", 0)]
    [InlineData("Asia/Tokyo", "2026-11-19", 4, "2026-11-20T14:59:59Z", 4)] // 23:59:59 on the 20th
    [InlineData("Asia/Tokyo", "2026-11-19", 4, "2026-11-20T15:00Z", 0)] // 00:00 on the 21st
    [InlineData("America/New_York", "2026-11-19", 4, "2026-11-21T04:59:59Z", 4)]
    [InlineData("America/New_York", "2026-11-19", 4, "2026-11-21T05:00Z", 0)]
    public void A_run_lives_until_a_whole_local_day_has_gone_by(string zone, string? lastActiveOn, int run, string now, int expected) =>
        Assert.Equal(expected, StreakRules.Shown(Profile(zone, lastActiveOn, run), At(now)));

    [Theory]
    [InlineData("UTC", null, 0, "2026-11-19T12:00Z", true, 1, "2026-11-19")]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-19T23:59:59Z", false, 4, "2026-11-19")]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-20T00:00Z", true, 5, "2026-11-20")]
    [InlineData("UTC", "2026-11-19", 4, "2026-11-21T00:00Z", true, 1, "2026-11-21")]
    [InlineData("Asia/Tokyo", "2026-11-19", 4, "2026-11-19T15:00Z", true, 5, "2026-11-20")] // the same day in UTC, the next in Tokyo
    [InlineData("America/New_York", "2026-11-19", 4, "2026-11-20T04:59Z", false, 4, "2026-11-19")] // the next day in UTC, the same in New York
    [InlineData("America/New_York", "2026-11-20", 4, "2026-11-20T03:00Z", false, 4, "2026-11-20")] // moved west: the last date begins again
    public void Each_local_date_counts_once(string zone, string? lastActiveOn, int run, string now, bool counts, int expected, string expectedOn)
    {
        var profile = Profile(zone, lastActiveOn, run);

        Assert.Equal(counts, !StreakRules.IsCounted(profile, At(now)));
        if (counts) StreakRules.RollOver(profile, At(now), new HashSet<DateOnly>());

        Assert.Equal((expected, Math.Max(4, expected), On(expectedOn)), (profile.CurrentStreak, profile.BestStreak, profile.LastActiveOn));
    }

    [Fact]
    public void The_zone_chosen_for_tomorrow_counts_tomorrow()
    {
        var profile = Profile("Europe/Berlin", "2026-11-19", 4);
        (profile.NextTimeZone, profile.NextTimeZoneFrom) = ("Asia/Tokyo", At("2026-11-19T23:00Z"));

        Assert.Equal(On("2026-11-19"), StreakRules.Today(profile, At("2026-11-19T22:59:59Z")));
        Assert.Equal(On("2026-11-20"), StreakRules.Today(profile, At("2026-11-19T23:00Z")));
    }

    private static UserProfile Profile(string zone, string? lastActiveOn, int run) =>
        new() { TimeZone = zone, LastActiveOn = lastActiveOn is null ? null : On(lastActiveOn), StreakHeldOn = lastActiveOn is null ? null : On(lastActiveOn), CurrentStreak = run, BestStreak = 4 };

    private static DateOnly On(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
