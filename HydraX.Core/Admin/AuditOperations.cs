using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;

namespace HydraX.Core.Admin;

/// <summary>What staff does with the audit log itself.</summary>
public sealed class AuditOperations(HydraXData data, AuditTrail audit)
{
    /// <summary>Somebody takes entries out of the program: recorded before the first is handed over. Problems: those of <see cref="Duty.KeepAudit"/>.</summary>
    public Task<Outcome> Export(AuditFilter filter, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        if (await work.Demand(by, Duty.KeepAudit) is { } refused) return refused;
        // A name that was looked for stays out of it: entries hold nothing that names a person.
        audit.Record(work, by, "audit.exported", new("audit", "entries"),
            after: new { filter.Action, filter.SubjectKind, filter.SubjectId, origin = filter.Origin?.Code(), filter.From, filter.Until, byName = filter.Person is { Length: > 0 } });
        return Outcome.Done;
    }, stop);
}
