using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Squads;

/// <summary>What this slice holds about people.</summary>
internal static class SquadHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<SquadMember>("Squads that you are in", who => m => m.UserId == who.UserId)
            .Shows(m => new { m.SquadId, m.Role, m.JoinedAt })
            .Withholds("It is your own number.", m => new { m.MemberId, m.UserId })
            .Deleted(),
        Holding.Of<Squad>("Squads that you lead", who => s => s.LeaderId == who.UserId)
            .Shows(s => new { s.SquadId, s.Name, s.Description, s.JoinType, s.MaxMembers, s.SquadXp, s.SquadLevel, s.CreatedAt })
            .Withholds("It is your own number.", s => s.LeaderId)
            .Kept("A squad is its members' as well, and keeps its name and its XP."),
    ];
}
