using HydraX.Core.Admin.Bulk;
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
        Holding.Of<BulkOperation>("XP that you gave or reset for many as staff, or took back", who => b => b.StartedByUserId == who.UserId || b.UndoneByUserId == who.UserId)
            .Shows(b => new { b.BulkOperationId, b.Kind, b.Amount, b.KeepsPercent, b.Reason, b.StartedAt, b.Expected, b.Done, b.Xp, b.State, b.EndedAt, b.UndoneBecause, b.UndoneAt, b.Undone, b.UndoneXp, b.UndoneEndedAt })
            .Withholds("It may hold the numbers of other members.", b => b.Filter)
            .Withholds("It is the number of somebody of the staff.", b => new { b.StartedByUserId, b.UndoneByUserId })
            .Withholds("It says how far the work has come.", b => new { b.RequestKey, b.LastUserId, b.UpToUserId, b.UndoneUpToUserId })
            .Kept("It says why lines of the ledger are there, whoever wrote it."),
    ];
}
