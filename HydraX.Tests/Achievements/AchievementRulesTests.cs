using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;

namespace HydraX.Tests.Achievements;

public sealed class AchievementRulesTests
{
    [Theory]
    [InlineData(100, BadgeTier.Bronze, 100)]
    [InlineData(250, BadgeTier.Silver, 375)]
    [InlineData(333, BadgeTier.Silver, 499)]
    [InlineData(1_000, BadgeTier.Gold, 2_000)]
    [InlineData(2_500, BadgeTier.Platinum, 7_500)]
    [InlineData(5_000, BadgeTier.Diamond, 25_000)]
    [InlineData(20_000, BadgeTier.Master, 200_000)]
    public void A_reward_is_multiplied_by_its_badge_tier_and_cut_to_whole_xp(int reward, BadgeTier tier, long pays) => Assert.Equal(pays, AchievementRules.Pays(reward, tier));

    [Fact]
    public void The_shipped_set_has_the_specified_ten_with_their_tiers_and_at_least_thirty_more()
    {
        var tiers = ShippedAchievements.All.ToDictionary(a => a.Code, a => (a.Tier, a.XpReward, a.IsHidden, a.IsLimited));

        Assert.Equal((BadgeTier.Bronze, 100, false, false), tiers["first_blood"]);
        Assert.Equal((BadgeTier.Silver, 250, false, false), tiers["warrior_spirit"]);
        Assert.Equal((BadgeTier.Gold, 1_000, false, false), tiers["battle_master"]);
        Assert.Equal((BadgeTier.Silver, 500, false, false), tiers["perfect_week"]);
        Assert.Equal((BadgeTier.Bronze, 200, false, false), tiers["level_10"]);
        Assert.Equal((BadgeTier.Gold, 1_500, false, false), tiers["level_50"]);
        Assert.Equal((BadgeTier.Diamond, 5_000, false, false), tiers["level_100"]);
        Assert.Equal((BadgeTier.Platinum, 2_500, true, true), tiers["beta_tester"]);
        Assert.Equal((BadgeTier.Master, 20_000, false, false), tiers["perfectionist"]);
        Assert.Equal((BadgeTier.Gold, 3_000, false, true), tiers["press_pass_survivor"]);
        Assert.True(tiers.Count >= 40, $"{tiers.Count} are shipped.");
    }

    [Fact]
    public void Everything_that_ships_could_be_saved_by_an_editor_and_its_chains_stay_in_one_category()
    {
        var rows = ShippedAchievements.All.ToDictionary(a => a.Code, a => new Achievement { Code = a.Code, Name = a.Name, Category = a.Category, Follows = a.Follows });

        Assert.All(ShippedAchievements.All, draft => Assert.Null(DraftRules.Refusal(draft, rows)));
        Assert.All(ShippedAchievements.All.Where(a => a.Code != "flawless_month" && a.Follows is not null), a => Assert.Equal(a.Category, rows[a.Follows!].Category));
    }

    public static TheoryData<string, Condition[]> Impossible => new()
    {
        { "achievements.no-condition", [] },
        { "achievements.metric", [new("trades_dreamt", Comparison.AtLeast, 1)] },
        { "achievements.window", [new("level", Comparison.AtLeast, 3, MetricWindow.Week)] },
        { "achievements.value", [new("trades_won", Comparison.AtLeast, -1)] },
        { "achievements.never", [new("days_here", Comparison.AtLeast, 2, MetricWindow.Day)] },
        { "achievements.never", [new("days_here", Comparison.AtLeast, 8, MetricWindow.Week)] },
        { "achievements.never", [new("prestige", Comparison.AtLeast, 11)] },
        { "achievements.never", [new("rank", Comparison.AtLeast, 10)] },
        { "achievements.never", [new("trades_won", Comparison.AtLeast, 10), new("trades_won", Comparison.AtMost, 9)] },
        { "achievements.never", [new("trades_won", Comparison.AtLeast, 10, MetricWindow.Day), new("trades_won", Comparison.AtMost, 9)] },
        { "achievements.always", [new("trades_lost", Comparison.AtMost, 3)] },
        { "achievements.always", [new("trades_won", Comparison.AtLeast, 0)] },
        { "achievements.twice", [new("trades_won", Comparison.AtLeast, 10), new("trades_won", Comparison.AtLeast, 20)] },
        { "achievements.too-many", [.. Enumerable.Range(1, 6).Select(n => new Condition("trades_won", Comparison.AtLeast, n))] },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void Conditions_that_can_never_or_always_hold_are_refused_with_the_reason(string code, Condition[] conditions) =>
        Assert.Equal(code, AchievementRules.Refusal(conditions)?.Code);

    [Fact]
    public void Conditions_that_can_hold_together_are_let_through()
    {
        Assert.Null(AchievementRules.Refusal([new("trades_won", Comparison.AtLeast, 10), new("trades_lost", Comparison.AtMost, 3)]));
        Assert.Null(AchievementRules.Refusal([new("trades_won", Comparison.AtLeast, 10), new("trades_won", Comparison.AtMost, 10, MetricWindow.Day)]));
        Assert.Null(AchievementRules.Refusal([new("days_here", Comparison.AtLeast, 7, MetricWindow.Week)]));
    }

    [Fact]
    public void A_ring_of_achievements_that_each_follow_another_is_refused()
    {
        var others = new Dictionary<string, Achievement>
        {
            ["first"] = new() { Code = "first", Follows = "third" },
            ["second"] = new() { Code = "second", Follows = "first" },
            ["third"] = new() { Code = "third" },
        };
        var draft = new AchievementDraft("third", "Third", "The third.", AchievementCategory.Special, BadgeTier.Bronze, [new("trades_won", Comparison.AtLeast, 3)], 10, Follows: "second");

        Assert.Equal("achievements.follows", DraftRules.Refusal(draft, others)?.Code);
        Assert.Equal("achievements.follows", DraftRules.Refusal(draft with { Follows = "fourth" }, others)?.Code);
        Assert.Null(DraftRules.Refusal(draft with { Follows = null }, others));
    }

    [Theory]
    [InlineData("X", "achievements.code")]
    [InlineData("has space", "achievements.code")]
    [InlineData("fine_code", null)]
    public void A_code_is_short_and_plain(string code, string? problem) =>
        Assert.Equal(problem, DraftRules.Refusal(new(code, "Name", "What it takes.", AchievementCategory.Special, BadgeTier.Bronze, [new("trades_won", Comparison.AtLeast, 3)], 10), new Dictionary<string, Achievement>())?.Code);

    [Fact]
    public void Requirements_are_read_as_they_were_written()
    {
        Condition[] conditions = [new("trades_won", Comparison.AtLeast, 10), new("trades_lost", Comparison.AtMost, 2, MetricWindow.Week)];

        Assert.Equal(conditions, Condition.Read(Condition.Write(conditions)));
        Assert.Equal("10 trades won", conditions[0].Words);
        Assert.Equal("at most 2 trades lost in one week", conditions[1].Words);
    }
}
