using Bunit;
using HydraX.Web.Components.Ui.Standing;

namespace HydraX.Tests.Components.Ui.Standing;

public sealed class StandingTests : BunitContext
{
    public static TheoryData<string> Ranks =>
        ["RECRUIT", "PRIVATE", "CORPORAL", "SERGEANT", "LIEUTENANT", "CAPTAIN", "MAJOR", "COLONEL", "GENERAL", "FIELD_MARSHAL"];

    [Theory]
    [MemberData(nameof(Ranks))]
    public void Every_rank_has_a_drawing_and_a_name(string rank)
    {
        var shield = Render<RankInsignia>(p => p.Add(i => i.Rank, rank)).Find("svg");

        Assert.True(shield.Children.Length > 1);
        Assert.Equal(rank.Replace('_', ' '), shield.GetAttribute("aria-label"));
    }

    [Fact]
    public void No_two_ranks_look_the_same() =>
        Assert.Equal(Ranks.Count, Ranks.Select(r => Render<RankInsignia>(p => p.Add(i => i.Rank, r.Data)).Find("svg").InnerHtml).Distinct().Count());

    [Fact]
    public void A_rank_that_is_not_known_is_an_empty_shield() =>
        Assert.Single(Render<RankInsignia>(p => p.Add(i => i.Rank, "ADMIRAL")).Find("svg").Children);

    [Theory]
    [InlineData(0.7, "184.73", "Level 11, 70 % of the way to level 12")]
    [InlineData(-1, "0", "Level 11, 0 % of the way to level 12")]
    [InlineData(7, "263.9", "Level 11, 100 % of the way to level 12")]
    public void The_ring_shows_no_less_than_nothing_and_no_more_than_all(double share, string dash, string said)
    {
        var ring = Render<LevelRing>(p => p.Add(r => r.Level, 11).Add(r => r.Share, share));

        Assert.StartsWith(dash + " ", ring.Find(".value").GetAttribute("stroke-dasharray"), StringComparison.Ordinal);
        Assert.Equal(said, ring.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_locked_badge_says_that_it_is_not_earned()
    {
        var badge = Render<Badge>(p => p.Add(b => b.Name, "Survivor").Add(b => b.Tier, "GOLD").Add(b => b.IsLocked, true));

        Assert.Contains("locked", badge.Find(".badge").ClassName, StringComparison.Ordinal);
        Assert.Contains("not earned yet", badge.Find("small").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tier_gets_its_hue_from_its_code() =>
        Assert.Equal("t-press-pass", TierStyle.Class("PRESS_PASS"));
}
