using HydraX.Core.Data.Holdings;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;

namespace HydraX.Core.Leaderboards;

/// <summary>What this slice holds about people.</summary>
internal static class BoardHoldings
{
    private const string Inner = "It holds the row together and says nothing about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.OfNobody<FrozenBoard>("Which boards are closed, and how many were on them.", b => new { b.FrozenBoardId, b.Board, b.Period, b.PeriodStart, b.PeriodEnd, b.Members, b.FrozenAt }),
        Holding.Of<BoardResult>("Your places on boards that are closed", who => r => r.UserId == who.UserId)
            .Shows(r => new { r.Place, r.Score, r.ReachedAt })
            .Withholds(Inner, r => new { r.FrozenBoardId, r.Position, r.UserId })
            .Kept("The places of others stand beside it; without a name it is a place and a figure."),
        Holding.OfNobody<LeagueWeek>("How far a week of the leagues has come.", w => new { w.WeekStart, w.Groups, w.DrawnAt, w.ReadUpTo, w.ClosedGroups, w.ClosedAt, w.SummedUpTo, w.SummedAt }),
        Holding.OfNobody<LeagueGroup>("The division of a group, and how many are in it.", g => new { g.WeekStart, g.GroupNo, g.Division, g.Members }),
        Holding.Of<LeaguePlace>("Your places in leagues", who => p => p.UserId == who.UserId)
            .Shows(p => new { p.WeekStart, p.GroupNo, p.Activity, p.Score, p.Place, p.BoardPlace, p.Move })
            .Withholds(Inner, p => p.UserId)
            .Deleted()
            .ForDays(LeagueRules.KeptDays),
        Holding.Of<LeagueMember>("Your division", who => m => m.UserId == who.UserId)
            .Shows(m => m.Division)
            .Withholds(Inner, m => m.UserId)
            .Deleted(),
    ];
}
