using HydraX.Core.Abuse;
using HydraX.Tests.Support;

namespace HydraX.Tests.Abuse;

public sealed class AbuseRulesTests
{
    private static readonly AbuseOptions Options = new();
    private static readonly DateTimeOffset Noon = TestTime.Noon;

    [Theory]
    [InlineData("", 0)]
    [InlineData("Aa", 0)]
    [InlineData("Aa Bb", 1)]
    [InlineData("Aa Bb Aa Bb", 3)]
    [InlineData("Aa Ba Aa Ba", 0)] // one device that roams
    [InlineData("Aa Ab Aa Ab", 0)] // two devices in one home
    public void Only_network_and_device_together_make_a_switch(string trail, int switches) => Assert.Equal(switches, AbuseRules.Switches(Trail(trail)));

    [Theory]
    [InlineData(119, true)]
    [InlineData(120, false)]
    public void Two_countries_within_two_hours_are_travel(int minutes, bool isTravel) =>
        Assert.Equal(isTravel, AbuseRules.Travel([Placed(0, "DE"), Placed(1, null), Placed(minutes, "BR")], TimeSpan.FromHours(2)) is not null);

    [Fact]
    public void One_country_is_no_travel() => Assert.Null(AbuseRules.Travel([Placed(0, "DE"), Placed(1, "DE"), Placed(2, null)], TimeSpan.FromHours(2)));

    [Theory]
    [InlineData(null, 0, false)]
    [InlineData(6.99, 49, false)]
    [InlineData(7.0, 1, true)]
    [InlineData(0.1, 50, true)]
    public void A_key_is_settled_by_days_or_by_uses(double? daysAgo, long uses, bool isSettled) =>
        Assert.Equal(isSettled, AbuseRules.IsSettled(daysAgo is { } days ? Noon.AddDays(-days) : null, uses, Noon, Options));

    [Theory]
    [InlineData(5_001, 10_000, 10, true)] // five times 1,000
    [InlineData(5_000, 10_000, 10, false)]
    [InlineData(1_999, 50, 10, false)] // too little to matter
    [InlineData(9_000, 400, 4, false)] // nobody knows what is usual
    [InlineData(2_000, 50, 5, true)]
    public void A_day_is_sudden_against_the_members_own_days(long xp, long earlier, int days, bool isSudden) => Assert.Equal(isSudden, AbuseRules.IsSudden(new(xp, earlier, days), Options));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0 60 120 180", 4)]
    [InlineData("0 60 121 180", 3)] // 60, 61, 59: the second differs by one second, the third by two
    [InlineData("0 0 0 0 0", 0)] // one event with many awards
    [InlineData("0 60 120 300 360 420 480", 4)]
    public void Even_awards_are_counted_in_a_row(string seconds, int run) =>
        Assert.Equal(run, AbuseRules.LongestEvenRun([.. seconds.Split(' ').Select(s => Noon.AddSeconds(int.Parse(s, null)))]));

    [Theory]
    [InlineData(nameof(AbuseOptions.AccountsFromAddress))]
    [InlineData(nameof(AbuseOptions.FailuresOnAccount))]
    [InlineData(nameof(AbuseOptions.AwardFactor))]
    public void A_threshold_that_everybody_meets_is_refused(string name)
    {
        var options = new AbuseOptions();
        typeof(AbuseOptions).GetProperty(name)!.SetValue(options, 1);

        Assert.Contains($"Abuse:{name} must be at least 2", Assert.Single(options.Faults(hasProxy: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_for_places_needs_a_proxy_and_blocked_words_need_three_letters()
    {
        Assert.Contains("Proxy:Trusted", Assert.Single(new AbuseOptions { PlaceHeader = "CF-IPCountry" }.Faults(hasProxy: false)), StringComparison.Ordinal);
        Assert.Empty(new AbuseOptions { PlaceHeader = "CF-IPCountry", BlockedWords = "scam, spam" }.Faults(hasProxy: true));
        Assert.Contains("\"xy\"", Assert.Single(new AbuseOptions { BlockedWords = "scam, xy" }.Faults(hasProxy: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tally_counts_within_its_window_and_stays_within_its_bound()
    {
        var tally = new Tally(TimeSpan.FromMinutes(10), most: 100);
        Assert.Equal(new Gathered(1, 1), tally.Note("a", "x", Noon));
        Assert.Equal(new Gathered(2, 1), tally.Note("a", "x", Noon.AddMinutes(9)));
        Assert.Equal(new Gathered(2, 2), tally.Note("a", "y", Noon.AddMinutes(10)));

        for (var i = 0; i < 10_000; i++) tally.Note($"k{i}", "x", Noon.AddMinutes(10).AddMilliseconds(i));

        Assert.InRange(tally.Keys, 1, 100);
        Assert.Equal(new Gathered(2, 1), tally.Note("k9999", "x", Noon.AddMinutes(11)));
    }

    private static List<Sight> Trail(string trail) =>
        [.. trail.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((sight, i) => new Sight(Noon.AddMinutes(i), sight[..1], sight[1..]))];

    private static Sight Placed(int minutes, string? place) => new(Noon.AddMinutes(minutes), "n", "d", place);
}
