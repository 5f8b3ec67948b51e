using System.Globalization;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;

namespace HydraX.Tests.Users.Days;

/// <summary>What freezes and forgiven dates do to a run. Dates are of November 2026; the run was held up to the 10th.</summary>
public sealed class FreezeRulesTests
{
    [Theory]
    [InlineData(0, "", 11, 4, 0, 10)] // nothing missed
    [InlineData(0, "", 12, 0, 0, 10)] // a day missed without a freeze
    [InlineData(1, "", 12, 4, 0, 11)]
    [InlineData(2, "", 12, 4, 1, 11)]
    [InlineData(2, "", 13, 4, 0, 12)]
    [InlineData(2, "", 14, 0, 0, 12)] // both were used for their days before the third ended it
    [InlineData(1, "", 14, 0, 0, 11)]
    [InlineData(0, "11", 12, 4, 0, 11)] // forgiven
    [InlineData(1, "11", 13, 4, 0, 12)] // one forgiven, one frozen
    [InlineData(1, "12", 13, 4, 0, 12)]
    [InlineData(0, "11,13", 14, 0, 0, 11)] // the 12th ended it
    [InlineData(0, "11,12,13", 14, 4, 0, 13)]
    public void A_day_without_activity_uses_a_freeze_unless_it_is_forgiven(int freezes, string forgiven, int today, int run, int left, int heldOn)
    {
        var profile = Profile(freezes);

        StreakRules.Settle(profile, Noon(today), Days(forgiven));

        Assert.Equal((run, left, On(heldOn)), (profile.CurrentStreak, profile.StreakFreezes, profile.StreakHeldOn));
    }

    [Fact]
    public void The_days_that_were_frozen_are_named_and_count_for_nothing()
    {
        var profile = Profile(2);

        var settled = StreakRules.RollOver(profile, Noon(13), Days(""));

        Assert.Equal([On(11), On(12)], settled.Frozen);
        Assert.Equal((5, 0, 0), (profile.CurrentStreak, profile.StreakFreezes, settled.Ended));
        Assert.Equal(On(13), profile.LastActiveOn);
    }

    [Fact]
    public void A_run_that_ends_says_how_long_it_was_and_the_next_begins_at_one()
    {
        var profile = Profile(1);

        var settled = StreakRules.RollOver(profile, Noon(14), Days(""));

        Assert.Equal((4, 1, 4), (settled.Ended, profile.CurrentStreak, profile.BestStreak));
    }

    [Fact]
    public void Without_a_run_no_freeze_is_used()
    {
        var profile = Profile(2, run: 0);

        StreakRules.RollOver(profile, Noon(20), Days(""));

        Assert.Equal((1, 2), (profile.CurrentStreak, profile.StreakFreezes));
    }

    [Theory]
    [InlineData(0, 11, 4, 0, false)]
    [InlineData(0, 12, 0, 0, false)]
    [InlineData(2, 11, 4, 2, false)]
    [InlineData(2, 12, 4, 1, true)]
    [InlineData(2, 13, 4, 0, true)]
    [InlineData(2, 14, 0, 0, false)]
    public void What_is_shown_is_what_settling_would_make_of_it(int freezes, int today, int run, int left, bool isFrozen)
    {
        var profile = Profile(freezes);

        Assert.Equal((run, left, isFrozen), (StreakRules.Shown(profile, Noon(today)), StreakRules.FreezesLeft(profile, Noon(today)), StreakRules.IsFrozen(profile, Noon(today))));

        StreakRules.Settle(profile, Noon(today), Days(""));
        Assert.Equal((run, left), (StreakRules.Shown(profile, Noon(today)), StreakRules.FreezesLeft(profile, Noon(today))));
    }

    [Fact]
    public void A_date_forgiven_beforehand_holds_the_run_that_reaches_it()
    {
        var profile = Profile(0);

        StreakRules.RollOver(profile, Noon(11), Days("12,13"));

        Assert.Equal(On(13), profile.StreakHeldOn);
        Assert.Equal(5, StreakRules.Shown(profile, Noon(14)));
        Assert.Equal(0, StreakRules.Shown(profile, Noon(15)));
        // Being there on it counts all the same.
        StreakRules.RollOver(profile, Noon(12), Days("12,13"));
        Assert.Equal((6, On(13)), (profile.CurrentStreak, profile.StreakHeldOn));
    }

    [Theory]
    [InlineData("1 2 3", "", 3, 3, 3)]
    [InlineData("1 2 3 5 6", "", 2, 3, 6)]
    [InlineData("1 2 3 5 6", "4", 5, 5, 6)]
    [InlineData("1 2 3f 4", "", 3, 3, 4)] // frozen: it bridges and counts for nothing
    [InlineData("1 2 5", "3", 1, 2, 5)]
    [InlineData("1 2 5", "3,4", 3, 3, 5)]
    [InlineData("1 2", "3,4", 2, 2, 4)]
    [InlineData("", "3", 0, 0, 0)]
    public void A_run_is_counted_anew_from_its_days(string days, string forgiven, int run, int best, int heldOn)
    {
        var rows = days.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new ActivityDay { Day = On(int.Parse(word.TrimEnd('f'), CultureInfo.InvariantCulture)), Kind = word.EndsWith('f') ? DayKind.Frozen : DayKind.Active });

        Assert.Equal(new(run, best, heldOn == 0 ? null : On(heldOn)), StreakRules.Count(rows, Days(forgiven)));
    }

    [Fact]
    public void Leap_day_is_a_day_like_any_other()
    {
        var profile = Profile(0);
        (profile.LastActiveOn, profile.StreakHeldOn) = (new(2028, 2, 28), new(2028, 2, 28));

        StreakRules.RollOver(profile, new(2028, 3, 1, 12, 0, 0, TimeSpan.Zero), Days(""));

        Assert.Equal(1, profile.CurrentStreak);
    }

    private static UserProfile Profile(int freezes, int run = 4) =>
        new() { CurrentStreak = run, BestStreak = 4, LastActiveOn = On(10), StreakHeldOn = On(10), StreakFreezes = freezes };

    private static DateOnly On(int day) => new(2026, 11, day);

    private static DateTimeOffset Noon(int day) => new(2026, 11, day, 12, 0, 0, TimeSpan.Zero);

    private static HashSet<DateOnly> Days(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(day => On(int.Parse(day, CultureInfo.InvariantCulture)))];
}
