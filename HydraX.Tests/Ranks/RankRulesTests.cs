using HydraX.Core.Kernel;
using HydraX.Core.Ranks;

namespace HydraX.Tests.Ranks;

public sealed class RankRulesTests
{
    [Theory]
    [InlineData(-5, RankCode.Recruit)]
    [InlineData(0, RankCode.Recruit)]
    [InlineData(999, RankCode.Recruit)]
    [InlineData(1_000, RankCode.Private)]
    [InlineData(2_499, RankCode.Private)]
    [InlineData(2_500, RankCode.Corporal)]
    [InlineData(5_000, RankCode.Sergeant)]
    [InlineData(10_000, RankCode.Lieutenant)]
    [InlineData(20_000, RankCode.Captain)]
    [InlineData(40_000, RankCode.Major)]
    [InlineData(75_000, RankCode.Colonel)]
    [InlineData(149_999, RankCode.Colonel)]
    [InlineData(150_000, RankCode.General)]
    [InlineData(300_000, RankCode.FieldMarshal)]
    [InlineData(9_000_000_000, RankCode.FieldMarshal)]
    public void Rank_follows_the_table(long totalXp, RankCode rank) => Assert.Equal(rank, RankRules.Of(totalXp));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    [InlineData(2_699, 9)]
    [InlineData(2_700, 10)]
    [InlineData(73_500, 50)]
    [InlineData(296_999, 99)]
    [InlineData(297_000, 100)]
    public void Level_n_is_reached_at_30_n_times_n_minus_1(long totalXp, int level) => Assert.Equal(level, RankRules.Level(totalXp));

    [Fact]
    public void Every_level_up_to_5000_begins_exactly_at_its_threshold()
    {
        for (var level = 2; level <= 5_000; level++)
        {
            Assert.Equal(level, RankRules.Level(RankRules.LevelThreshold(level)));
            Assert.Equal(level - 1, RankRules.Level(RankRules.LevelThreshold(level) - 1));
        }
    }

    [Fact]
    public void Standing_says_how_far_it_is_to_the_next_rank_and_level()
    {
        var standing = RankRules.Standing(3_760);
        Assert.Equal((RankCode.Corporal, RankCode.Sergeant, 1_240L, 11, 200L), (standing.Rank, standing.NextRank!.Value, standing.ToNextRank, standing.Level, standing.ToNextLevel));
        Assert.Null(RankRules.Standing(300_000).NextRank);
        Assert.Equal(1, RankRules.Standing(300_000).RankShare);
    }
}
