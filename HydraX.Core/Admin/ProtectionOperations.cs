using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users.Duties;

namespace HydraX.Core.Admin;

/// <summary>What staff does to the keys of protected columns.</summary>
public sealed class ProtectionOperations(HydraXData data, ProtectionRing ring, AuditTrail audit)
{
    /// <summary>Adds a key to the ring; the job does the rest. Returns its number. Problems: <c>admin.reason</c>, and those of <see cref="Duty.Protection"/>.</summary>
    public async Task<Outcome<int>> ReplaceKey(string? why, Actor by, CancellationToken stop = default)
    {
        if (why?.Trim() is not { Length: > 0 and <= AuditTrail.LongestWhy } reason) return Problem.Of("admin.reason", $"Say why, in at most {AuditTrail.LongestWhy} characters: it stands in the audit log.");
        if (await data.Run(work => work.Demand(by, Duty.Protection), stop) is { } refused) return refused;
        return await ring.Add((work, keyId) => audit.Record(work, by, "protection.key-added", new("protection_key", $"k{keyId}"), why: reason), stop);
    }
}
