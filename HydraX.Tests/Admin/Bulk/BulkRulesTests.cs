using HydraX.Core.Admin.Bulk;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Tests.Admin.Bulk;

public sealed class BulkRulesTests
{
    [Theory]
    [InlineData(0, "bulk.amount")]
    [InlineData(1, null)]
    [InlineData(1_000_000, null)]
    [InlineData(1_000_001, "bulk.amount")]
    public void An_award_is_as_large_as_a_grant_may_be(long amount, string? problem) => Assert.Equal(problem, BulkRules.Check(new(BulkKind.Award, amount))?.Code);

    [Theory]
    [InlineData(-1, "bulk.keeps")]
    [InlineData(0, null)]
    [InlineData(90, null)]
    [InlineData(91, "bulk.keeps")]
    public void A_reset_leaves_at_most_nine_tenths(int keeps, string? problem) => Assert.Equal(problem, BulkRules.Check(new(BulkKind.SeasonReset, KeepsPercent: keeps))?.Code);

    [Fact]
    public void Names_are_a_choice_of_their_own_and_at_most_a_thousand()
    {
        Assert.Equal("bulk.whom", BulkRules.Check(new(BulkKind.Award, 5, Tier: TierCode.Fang, Names: "kestrel"))?.Code);
        Assert.Equal("bulk.whom", BulkRules.Check(new(BulkKind.Award, 5, ActiveSince: new(2026, 11, 1), Names: "kestrel"))?.Code);
        Assert.Null(BulkRules.Check(new(BulkKind.Award, 5, Names: string.Join(' ', Enumerable.Range(0, 1_000)))));
        Assert.Equal("bulk.names", BulkRules.Check(new(BulkKind.Award, 5, Names: string.Join(' ', Enumerable.Range(0, 1_001))))?.Code);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(" , ;\n ", "")]
    [InlineData("kestrel, @merlin;hobby\r\nkite\tKESTREL @", "kestrel|merlin|hobby|kite")]
    public void Names_are_pasted_as_they_come(string? pasted, string names) => Assert.Equal(names, string.Join('|', BulkRules.NamesIn(pasted)));

    [Theory]
    [InlineData(1_000, 20, 200)]
    [InlineData(999, 20, 199)]
    [InlineData(1, 90, 0)]
    [InlineData(0, 50, 0)]
    [InlineData(long.MaxValue, 90, 8_301_034_833_169_298_226)]
    public void A_season_begins_with_whole_XP_rounded_down(long total, int keeps, long left) => Assert.Equal(left, XpRules.SeasonTotal(total, keeps));

    [Fact]
    public void A_reset_concerns_nobody_without_total_XP_and_an_award_everybody()
    {
        Assert.Null(BulkRules.Change(new(BulkKind.SeasonReset, KeepsPercent: 50), 0));
        Assert.Equal(new BulkChange(1_000, 500), BulkRules.Change(new(BulkKind.SeasonReset, KeepsPercent: 50), 1_000));
        Assert.True(new BulkChange(1_000, 500).ChangesRank);
        Assert.Equal(new BulkChange(0, 5), BulkRules.Change(new(BulkKind.Award, 5), 0));
        Assert.False(new BulkChange(0, 5).ChangesRank);
    }
}
