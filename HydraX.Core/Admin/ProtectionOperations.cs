using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;

namespace HydraX.Core.Admin;

/// <summary>What staff does to the keys of protected columns.</summary>
public sealed class ProtectionOperations(ProtectionRing ring, AuditTrail audit)
{
    /// <summary>Adds a key to the ring; the job does the rest. Returns its number. Problem: <c>admin.reason</c>.</summary>
    public async Task<Outcome<int>> ReplaceKey(string? why, Actor by, CancellationToken stop = default)
    {
        if (why?.Trim() is not { Length: > 0 and <= AuditTrail.LongestWhy } reason) return Problem.Of("admin.reason", $"Say why, in at most {AuditTrail.LongestWhy} characters: it stands in the audit log.");
        return await ring.Add((work, keyId) => audit.Record(work, by, "protection.key-added", new("protection_key", $"k{keyId}"), why: reason), stop);
    }
}
