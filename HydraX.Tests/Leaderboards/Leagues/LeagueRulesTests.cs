using HydraX.Core.Leaderboards.Leagues;

namespace HydraX.Tests.Leaderboards.Leagues;

public sealed class LeagueRulesTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(15, 4)]
    [InlineData(29, 7)]
    [InlineData(30, 7)]
    public void How_many_go_up_and_down_from_a_group(int members, int zone) => Assert.Equal(zone, LeagueRules.Zone(members));

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(30, "30")]
    [InlineData(31, "16 15")]
    [InlineData(65, "22 22 21")]
    [InlineData(90, "30 30 30")]
    [InlineData(100, "25 25 25 25")]
    public void Members_are_cut_into_as_few_groups_as_hold_them(int members, string sizes) => Assert.Equal(sizes, string.Join(' ', LeagueRules.Cut(members)));

    [Fact]
    public void What_is_left_of_a_broken_draw_is_cut_as_it_would_have_been()
    {
        for (var members = 1; members <= 2_000; members++)
        {
            var (sizes, left) = (LeagueRules.Cut(members), members);
            for (var done = 0; done < sizes.Count; done++)
            {
                Assert.Equal(sizes.Skip(done), LeagueRules.Cut(left));
                left -= sizes[done];
            }
        }
    }

    [Fact]
    public void The_first_go_up_and_the_last_go_down_and_the_places_of_ties_are_shared()
    {
        var table = LeagueRules.Table(Division.Steel, Scores(90, 80, 80, 70, 60, 50, 40, 30));

        Assert.Equal([1, 2, 2, 4, 5, 6, 7, 8], table.Select(s => s.Place));
        Assert.Equal(
            [LeagueMove.Promoted, LeagueMove.Promoted, LeagueMove.Stayed, LeagueMove.Stayed, LeagueMove.Stayed, LeagueMove.Stayed, LeagueMove.Relegated, LeagueMove.Relegated],
            table.Select(s => s.Move));
    }

    [Fact]
    public void A_tie_at_the_edge_is_decided_by_who_got_there_first_and_then_by_the_older_account()
    {
        var table = LeagueRules.Table(Division.Iron, [new(4, 50, 9), new(3, 50, 7), new(2, 50, 7), new(1, 10, 1)]);

        Assert.Equal([2L, 3, 4, 1], table.Select(s => s.UserId));
        Assert.Equal([LeagueMove.Promoted, LeagueMove.Stayed, LeagueMove.Stayed, LeagueMove.Relegated], table.Select(s => s.Move));
    }

    [Fact]
    public void Nobody_goes_down_from_the_lowest_division_or_up_from_the_highest()
    {
        Assert.DoesNotContain(LeagueRules.Table(Division.Copper, Scores(9, 8, 7, 0, 0)), s => s.Move == LeagueMove.Relegated);
        Assert.DoesNotContain(LeagueRules.Table(LeagueRules.Highest, Scores(9, 8, 7, 6, 5)), s => s.Move == LeagueMove.Promoted);
    }

    [Fact]
    public void Whoever_has_no_XP_goes_down_and_never_up()
    {
        Assert.Equal([LeagueMove.Promoted, LeagueMove.Relegated, LeagueMove.Relegated, LeagueMove.Relegated], LeagueRules.Table(Division.Iron, Scores(5, 0, 0, 0)).Select(s => s.Move));
        Assert.All(LeagueRules.Table(Division.Hydra, Scores(0, 0, 0)), s => Assert.Equal(LeagueMove.Relegated, s.Move));
        Assert.All(LeagueRules.Table(Division.Copper, Scores(0, 0, 0)), s => Assert.Equal(LeagueMove.Stayed, s.Move));
    }

    private static IEnumerable<LeagueScore> Scores(params long[] scores) => scores.Select((score, i) => new LeagueScore(i + 1, score, score == 0 ? 0 : 100 + i));
}
