using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Keys;

/// <summary>The key of the setting <c>Admin:ApiKey</c>, in any form: the first admin's, with all scopes. Its row follows the setting at every start.</summary>
public sealed class ConfiguredKey(HydraXData data, AuditTrail audit, TimeProvider machine)
{
    /// <summary>What finds its row. It has ten letters, which no other key has.</summary>
    public const string PublicId = "configured";

    /// <summary>
    /// Brings the row in line with the setting: made, replaced, or revoked when the setting is gone. Problem: <c>keys.no-admin</c>, while there is
    /// nobody whose key it could be.
    /// </summary>
    /// <param name="text">The setting; null or empty is none.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome> Follow(string? text, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var key = await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.PublicId == PublicId, work.Stop);
        if (string.IsNullOrEmpty(text))
        {
            if (key is { RevokedAt: null }) Revoke(work, key, now);
            return Outcome.Done;
        }
        var admin = await work.Db.UserRoles.Where(r => work.Db.Roles.Any(role => role.Id == r.RoleId && role.Name == Roles.Admin))
            .Join(work.Db.Users.Where(u => u.IsActive), r => r.UserId, u => u.Id, (_, u) => (long?)u.Id).MinAsync(work.Stop);
        if (admin is not { } adminId) return Problem.Of("keys.no-admin", "Admin:ApiKey is nobody's while there is no admin. Start again once there is one.");
        var (hash, scopes) = (ApiKeyText.Hash(text), ApiScopes.Join(ApiScopes.All.Select(scope => scope.Name)));
        if (key is { RevokedAt: null } && key.SecretHash == hash && key.UserId == adminId && key.Scopes == scopes) return Outcome.Done;
        if (key is null) work.Db.Add(key = new() { PublicId = PublicId, Name = "Setting Admin:ApiKey", CreatedAt = now });
        (key.SecretHash, key.UserId, key.Scopes, key.RevokedAt) = (hash, adminId, scopes, null);
        audit.Record(work, Actor.Start, "keys.made", new(ApiKeys.Subject, PublicId), after: new { owner = adminId, scopes });
        return Outcome.Done;
    }, stop);

    private void Revoke(Work work, ApiKey key, DateTimeOffset now)
    {
        key.RevokedAt = now;
        audit.Record(work, Actor.Start, "keys.revoked", new(ApiKeys.Subject, PublicId), before: new { owner = key.UserId });
    }
}
