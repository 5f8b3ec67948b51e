using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>A member of a group as the rules see them.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Score">XP earned and kept in the week; 0 for none.</param>
/// <param name="ReachedAt">When that was reached, in microseconds; 0 for none.</param>
public readonly record struct LeagueScore(long UserId, long Score, long ReachedAt);

/// <summary>Where a member of a group stands.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Place">From 1; equal scores share it, and the next place is skipped.</param>
/// <param name="Score">XP of the week.</param>
/// <param name="Move">What becomes of them if the week ends like this.</param>
public sealed record LeagueStanding(long UserId, int Place, long Score, LeagueMove Move);

/// <summary>
/// The leagues: groups of about 30 members of one division and like activity, a week long; the first go up a division, the last go down. Pure. Decisions §9.
/// </summary>
public static class LeagueRules
{
    /// <summary>Members of a group at most.</summary>
    public const int GroupSize = 30;

    /// <summary>How many of a full group go up, and as many go down.</summary>
    public const int ZoneOfFullGroup = 7;

    /// <summary>Days of activity by which groups are drawn.</summary>
    public const int ActivityDays = 28;

    /// <summary>For how many days after a week its places are kept.</summary>
    public const int KeptDays = 91;

    /// <summary>The highest division.</summary>
    public static readonly Division Highest = Enum.GetValues<Division>()[^1];

    /// <summary>How many go up from a group of so many, and as many go down: 7 of 30, fewer of fewer, nobody of two.</summary>
    public static int Zone(int members) => (members * ZoneOfFullGroup * 2 + GroupSize) / (GroupSize * 2);

    /// <summary>
    /// The sizes of the groups into which so many members are cut: as few groups as hold them, whose sizes differ by one at most, the larger first. What is left
    /// after the first of them is cut the same way again, so a draw that was broken off goes on as it would have.
    /// </summary>
    public static IReadOnlyList<int> Cut(int members)
    {
        var groups = (members + GroupSize - 1) / GroupSize;
        return [.. Enumerable.Range(0, groups).Select(group => members / groups + (group < members % groups ? 1 : 0))];
    }

    /// <summary>
    /// A group's table, by the rule of the boards: the higher score first, within a tie the one who got there first, then the lower id. Who has no XP goes down,
    /// and nobody without XP goes up.
    /// </summary>
    /// <param name="division">The group's division: nobody goes down from the lowest, nobody up from the highest.</param>
    /// <param name="members">Those who are shown: not suspended, hidden or gone.</param>
    public static IReadOnlyList<LeagueStanding> Table(Division division, IEnumerable<LeagueScore> members)
    {
        var order = members.Select(m => new Standing(m.UserId, m.Score, m.ReachedAt)).ToList();
        order.Sort((left, right) => Standing.Compare(left, right));
        var zone = Zone(order.Count);
        var table = new List<LeagueStanding>(order.Count);
        for (var i = 0; i < order.Count; i++)
        {
            var place = i > 0 && order[i].Score == order[i - 1].Score ? table[i - 1].Place : i + 1;
            table.Add(new(order[i].Member, place, order[i].Score, Move(division, i, order[i].Score, order.Count, zone)));
        }
        return table;
    }

    /// <summary>The division after a move.</summary>
    public static Division After(Division division, LeagueMove move) => move switch
    {
        LeagueMove.Promoted => division + 1,
        LeagueMove.Relegated => division - 1,
        _ => division,
    };

    private static LeagueMove Move(Division division, int index, long score, int members, int zone) =>
        index < zone && score > 0 ? division < Highest ? LeagueMove.Promoted : LeagueMove.Stayed
        : (score <= 0 || index >= members - zone) && division > Division.Copper ? LeagueMove.Relegated
        : LeagueMove.Stayed;
}
