using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;

namespace HydraX.Tests.Entitlements;

public sealed class LimitRulesTests
{
    private static readonly DateTimeOffset Now = TestTime.Noon;
    private static readonly DateTimeOffset Midnight = UtcDay.Of(Now).End;

    [Theory]
    [InlineData(TierCode.Nibbler, Limits.DailyShots, "6", "NIBBLER has 6 shots a day.", "FANG has 10 shots a day.")]
    [InlineData(TierCode.Commander, Limits.DailyShots, "20", "COMMANDER has 20 shots a day.", "APEX has no limit on shots.")]
    [InlineData(TierCode.Apex, Limits.DailyShots, "none", "APEX has no limit on shots.", null)]
    [InlineData(TierCode.PressPass, Limits.DailyShots, "1", "Press Pass has 1 shot a day.", "NIBBLER has 6 shots a day.")]
    [InlineData(TierCode.PressPass, Limits.MaxOpenTrades, "1", "Press Pass has 1 open trade at a time.", "FANG has 2 open trades at a time.")]
    [InlineData(TierCode.Apex, Limits.MaxOpenTrades, "10", "APEX has 10 open trades at a time.", null)]
    [InlineData(TierCode.Nibbler, Limits.RiskPerShot, "2.0", "NIBBLER has 2.0 % risk a shot.", null)]
    [InlineData(TierCode.Fang, Limits.DrawdownCap, "8.5", "FANG has a drawdown cap of 8.5 % a day.", "COMMANDER has a drawdown cap of 10.0 % a day.")]
    public void A_limit_is_the_tiers_own_figure_and_says_what_would_give_more(TierCode tier, Limits limit, string value, string sentence, string? more)
    {
        var answer = At(tier).Limit(limit);

        Assert.Equal((value, sentence, more), (answer.Value is { } figure ? FormattableString.Invariant($"{figure}") : "none", answer.Sentence, answer.More));
    }

    [Fact]
    public void An_extra_shot_is_added_until_it_ends()
    {
        var answer = At(TierCode.Nibbler, Extra(1, Midnight), Extra(2, Now)).Limit(Limits.DailyShots);

        Assert.Equal((7m, "NIBBLER has 6 shots a day. Extra shot adds 1 until 20 November, 00:00 UTC."), (answer.Value, answer.Sentence));
    }

    [Fact]
    public void What_begins_later_does_not_count_yet() =>
        Assert.Equal(6m, At(TierCode.Nibbler, new LimitAdjustment { Limit = Limits.DailyShots, Delta = 1, StartsAt = Now.AddMicroseconds(1) }).Limit(Limits.DailyShots).Value);

    [Fact]
    public void No_limit_stays_none_whatever_is_added()
    {
        var answer = At(TierCode.Apex, Extra(1, Midnight)).Limit(Limits.DailyShots);

        Assert.Equal((null, "APEX has no limit on shots."), (answer.Value, answer.Sentence));
    }

    [Fact]
    public void A_cap_holds_whatever_is_added_and_the_lowest_counts()
    {
        var answer = At(TierCode.Nibbler, Cap(Limits.RiskPerShot, 1.0m, "Mentoring"), Cap(Limits.RiskPerShot, 1.5m, "Cooldown"), Cap(Limits.RiskPerShot, 5m, "House rule")).Limit(Limits.RiskPerShot);

        Assert.Equal((1.0m, "NIBBLER has 2.0 % risk a shot. Cooldown holds it at 1.5 % risk a shot. Mentoring holds it at 1.0 % risk a shot."), (answer.Value, answer.Sentence));
        Assert.Equal(3m, At(TierCode.Apex, Cap(Limits.DailyShots, 3m, "House rule"), Extra(5, Midnight)).Limit(Limits.DailyShots).Value);
    }

    [Fact]
    public void An_adjustment_touches_its_own_limit_only() =>
        Assert.Equal(1m, At(TierCode.Nibbler, Extra(1, Midnight)).Limit(Limits.MaxOpenTrades).Value);

    [Fact]
    public void What_is_added_for_good_signals_alone_raises_the_limit_for_those()
    {
        var magazine = new LimitAdjustment { Limit = Limits.DailyShots, Delta = 2, LeastTcs = 85, StartsAt = Now, Until = Midnight, Reason = "Extended magazine" };

        var answer = At(TierCode.Fang, magazine, Extra(1, Midnight)).Limit(Limits.DailyShots);

        Assert.Equal((11m, 11m, 11m, 13m, 13m), (answer.Value, answer.For(0), answer.For(84), answer.For(85), answer.For(100)));
        Assert.Equal([new LimitStep(85, 13m)], answer.Steps);
        Assert.Contains("Extended magazine adds 2 for TCS 85 and up until 20 November, 00:00 UTC.", answer.Sentence, StringComparison.Ordinal);
        Assert.Null(At(TierCode.Apex, magazine).Limit(Limits.DailyShots).For(90));
        Assert.Equal(4m, At(TierCode.Fang, magazine, Cap(Limits.DailyShots, 4, "A rest")).Limit(Limits.DailyShots).For(90));
    }

    private static LimitAdjustment Extra(decimal shots, DateTimeOffset until) => new() { Limit = Limits.DailyShots, Delta = shots, StartsAt = Now, Until = until, Reason = "Extra shot" };

    private static LimitAdjustment Cap(Limits limit, decimal cap, string reason) => new() { Limit = limit, Cap = cap, StartsAt = Now, Reason = reason };

    private static Standing At(TierCode tier, params LimitAdjustment[] adjustments) => AccessRules.At(
        new(true, tier == TierCode.PressPass ? [] : [new(tier, SubscriptionStatus.Active, null)], tier == TierCode.PressPass ? Now.AddDays(1) : null, adjustments), TestTiers.Lineup, Now);
}
