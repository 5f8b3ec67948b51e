using HydraX.Core.Admin.Demo;
using HydraX.Core.Admin.Support;
using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Admin;

/// <summary>What this slice holds about people.</summary>
internal static class AdminHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.OfNobody<DemoMark>("Whether there is demo content.", d => new { d.Id, d.MadeAt, d.RemovedAt }),
        Holding.Of<SupportGrant>("When the staff looked at your pages", who => g => g.UserId == who.UserId)
            .Shows(g => new { g.Why, g.GrantedAt, g.Until, g.EndedAt, g.LookedAt, g.Looks })
            .Withholds("It is the number of somebody of the staff.", g => new { g.StaffUserId, g.EndedByUserId })
            .Withholds("It holds the row together and says nothing about anybody.", g => new { g.SupportGrantId, g.UserId })
            .Overwrites(g => g.Why, _ => "")
            .Kept("That somebody looked, and when, must stay provable; the reason goes."),
    ];
}
