using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Audit;

/// <summary>What this slice holds about people.</summary>
internal static class AuditHoldings
{
    private const string Chain = "It seals the log and says nothing about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<AuditEntry>("What was done by you and to you; before, after and the reason only of what was done to you", (db, who) => a => db.Set<AuditPerson>().Any(p => p.AuditEntryId == a.AuditEntryId && p.UserId == who.UserId))
            .Shows(a => new { a.At, a.Origin, a.Action, a.SubjectKind })
            // What staff did to others, and why, is the others' own.
            .ShowsWhere((db, who) => a => db.Set<AuditPerson>().Any(p => p.AuditEntryId == a.AuditEntryId && p.UserId == who.UserId && p.Part == AuditPart.Subject), a => new { a.Before, a.After, a.Why })
            .Withholds("It may be somebody else's number.", a => new { a.ActorUserId, a.SubjectId })
            .Withholds(Chain, a => new { a.AuditEntryId, a.WhyDigest, a.Sequence, a.Seal })
            .ErasedBy((work, who) => work.Db.Audit.Where(a => a.Why != null && work.Db.Set<AuditPerson>().Any(p => p.AuditEntryId == a.AuditEntryId && p.UserId == who.UserId && p.Part == AuditPart.Subject))
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Why, (string?)null), work.Stop))
            .Kept("Who did what must stay provable. Entries keep numbers and codes; reasons, names and addresses go."),
        Holding.Of<AuditPerson>("Your name in the audit log", who => p => p.UserId == who.UserId)
            .Shows(p => new { p.Part, p.Name, p.Address })
            .Withholds(Chain, p => new { p.AuditEntryId, p.UserId, p.NameDigest, p.AddressDigest })
            .Overwrites(p => p.Name, _ => AuditTrail.Erased)
            .Empties(p => p.Address)
            .Forgets(new(Retention.NetworkAddresses, "network address", "network addresses", AuditTrail.AddressesRemoved),
                (db, before) => p => p.Address != null && db.Audit.Any(a => a.AuditEntryId == p.AuditEntryId && a.At < before), set => set.SetProperty(p => p.Address, (string?)null))
            .Kept("The entry stays; the name in it becomes \"deleted member\"."),
        Holding.OfNobody<AuditHead>(Chain, h => new { h.HeadId, h.Seal, h.Sequence }),
    ];
}
