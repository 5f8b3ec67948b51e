using HydraX.Core.Xp;

namespace HydraX.Tests.Xp;

public sealed class XpRulesTests
{
    [Theory]
    [InlineData(XpSource.TradeWin, 50)]
    [InlineData(XpSource.TradeLoss, 10)]
    [InlineData(XpSource.SniperBonus, 25)]
    [InlineData(XpSource.ChaingunCompletion, 100)]
    [InlineData(XpSource.DailyLogin, 5)]
    [InlineData(XpSource.PerfectDay, 200)]
    public void Earned_sources_are_worth_what_the_table_says(XpSource source, long xp) => Assert.Equal(xp, XpRules.Base(source));

    [Theory]
    [InlineData("2026-11-20T23:59:59Z", 1.0)]
    [InlineData("2026-11-21T00:00:00Z", 1.5)]
    [InlineData("2026-11-22T23:59:59Z", 1.5)]
    [InlineData("2026-11-23T00:00:00Z", 1.0)]
    public void The_weekend_is_saturday_and_sunday_in_utc(string at, double factor) => Assert.Equal((decimal)factor, XpRules.Weekend(DateTimeOffset.Parse(at)));

    [Theory]
    [InlineData(25, 1.2, 1.15, 34)] // 34.5
    [InlineData(10, 1.2, 1.15, 13)] // 13.8
    [InlineData(100, 1.2, 1.15, 138)]
    [InlineData(50, 1.3, 1.0, 65)]
    public void An_award_is_the_floor_of_base_times_factors(long baseAmount, double tier, double streak, long expected)
    {
        var sum = XpRules.Sum(baseAmount, [new("tier_bonus", (decimal)tier), new("streak_bonus", (decimal)streak)]);
        Assert.Equal(expected, sum.Amount);
        Assert.DoesNotContain(sum.Multipliers, m => m.Factor == 1m);
    }

    [Fact]
    public void The_product_of_factors_is_capped_at_5() =>
        Assert.Equal(250, XpRules.Sum(50, [new("weekend_bonus", 1.5m), new("tier_bonus", 1.3m), new("boost", 1.5m), new("prestige", 2m), new("event_bonus", 2m)]).Amount);

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 1.1)]
    [InlineData(10, 2.0)]
    [InlineData(11, 2.0)]
    public void Prestige_adds_a_tenth_a_level_for_ten_levels(int level, double factor) => Assert.Equal((decimal)factor, XpRules.Prestige(level));

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(2, 1.0)]
    [InlineData(3, 1.05)]
    [InlineData(6, 1.05)]
    [InlineData(7, 1.10)]
    [InlineData(13, 1.10)]
    [InlineData(14, 1.15)]
    [InlineData(29, 1.15)]
    [InlineData(30, 1.25)]
    [InlineData(59, 1.25)]
    [InlineData(60, 1.35)]
    [InlineData(89, 1.35)]
    [InlineData(90, 1.50)]
    [InlineData(1_000, 1.50)]
    public void A_streak_adds_more_the_longer_it_is(int days, double factor) => Assert.Equal((decimal)factor, XpRules.Streak(days));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 7)]
    [InlineData(89, 90)]
    [InlineData(90, null)]
    public void The_next_step_of_a_streak_is_the_first_that_it_has_not_reached(int days, int? next) => Assert.Equal(next, XpRules.NextStreakStep(days)?.Days);

    [Theory]
    [InlineData(50, 2_940, 3_000, 50)]
    [InlineData(50, 2_970, 3_000, 30)]
    [InlineData(50, 3_000, 3_000, 0)]
    [InlineData(50, 3_400, 3_000, 0)]
    [InlineData(50, -100, 3_000, 50)]
    public void The_days_limit_cuts_what_goes_over_it(long amount, long today, long limit, long given) => Assert.Equal(given, XpRules.WithinDay(amount, today, limit));
}
