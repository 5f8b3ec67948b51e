using System.Collections.Concurrent;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Keys;

/// <summary>Who came with a key.</summary>
/// <param name="ApiKeyId">Which key.</param>
/// <param name="PublicId">The part of it that may be logged.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="Username">The owner's name.</param>
/// <param name="Roles">The owner's roles that count now: those of staff only while the owner has a second factor, or the key is the one of the settings.</param>
/// <param name="Scopes">What the key may do now.</param>
public sealed record KeyHolder(long ApiKeyId, string PublicId, long UserId, string Username, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes);

/// <summary>
/// Finds out who came with a key. A revoked or expired key, and one of a suspended member, is refused from the next request on; one of staff without a second
/// factor acts from then on as a member's.
/// </summary>
public sealed class KeyRing(HydraXData data, TimeProvider machine)
{
    private static readonly Problem Invalid = Problem.Of("keys.invalid", "This API key is not known. Keys begin with hx_live_ and are shown once, when they are made.");
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, DateTimeOffset> noted = new();

    /// <summary>Who a key is. Problems: <c>keys.invalid</c>, <c>keys.revoked</c>, <c>keys.expired</c>, <c>keys.elsewhere</c>, <c>users.suspended</c>.</summary>
    /// <param name="text">The key as it came.</param>
    /// <param name="address">The network address that it came from, if known.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<KeyHolder>> Open(string text, string? address = null, CancellationToken stop = default)
    {
        var publicId = ApiKeyText.Read(text)?.PublicId ?? ConfiguredKey.PublicId;
        var key = await data.Read(db => db.ApiKeys.Where(k => k.PublicId == publicId).Join(db.Users, k => k.UserId, u => u.Id, (k, u) => new
        {
            Row = k,
            u.UserName,
            u.IsActive,
            Roles = db.UserRoles.Where(r => r.UserId == u.Id).Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            HasFactor = db.Authenticators.Any(a => a.UserId == u.Id && a.ConfirmedAt != null) || db.Set<IdentityUserPasskey<long>>().Any(p => p.UserId == u.Id),
            MakersRoles = db.UserRoles.Where(r => r.UserId == k.MadeByUserId).Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
        }).AsSingleQuery().FirstOrDefaultAsync(stop), stop);
        if (key is null || !ApiKeyText.Matches(text, key.Row.SecretHash)) return Invalid;

        var now = machine.GetUtcNow();
        if (key.Row.RevokedAt is not null) return Problem.Of("keys.revoked", "This API key was revoked. Make another.");
        if (key.Row.ExpiresAt <= now) return Problem.Of("keys.expired", $"This API key expired on {key.Row.ExpiresAt:yyyy-MM-dd} at {key.Row.ExpiresAt:HH:mm} UTC. Make another.");
        if (!key.IsActive) return Members.Suspended;
        if (key.Row.Addresses.Length > 0 && !Networks.Contain(key.Row.Addresses, address)) return Problem.Of("keys.elsewhere", $"This API key may not be used from {address ?? "an unknown address"}. Its owner has said from where it may.");

        await NoteUse(key.Row, now, stop);
        // A role of staff opens nothing without a second factor, by a key no more than by a session. The key of the settings is proved by whoever runs the process.
        var isBare = DutyRules.IsStaff(key.Roles) && !key.HasFactor && publicId != ConfiguredKey.PublicId;
        // Whoever has lost the duty takes along what only keys of their making may do.
        var forAll = !isBare && (key.Row.MadeByUserId is null || DutyRules.Has(key.MakersRoles, Duty.Keys));
        var scopes = ApiScopes.Split(key.Row.Scopes).Where(name => ApiScopes.Check([name], forAll) is null);
        return new KeyHolder(key.Row.ApiKeyId, publicId, key.Row.UserId, key.UserName!, isBare ? [.. key.Roles.Except(Roles.Staff)] : key.Roles, [.. scopes]);
    }

    // Once a minute for each key and node is enough to tell a key in use from a forgotten one.
    private async Task NoteUse(ApiKey key, DateTimeOffset now, CancellationToken stop)
    {
        var last = noted.TryGetValue(key.ApiKeyId, out var here) ? here : key.LastUsedAt;
        if (last is { } at && now - at < UseNotedEvery) return;
        noted[key.ApiKeyId] = now;
        await data.Run(work => work.Db.ApiKeys.Where(k => k.ApiKeyId == key.ApiKeyId)
            .ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, Clock.Cut(now)), work.Stop), stop);
    }
}
