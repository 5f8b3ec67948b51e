using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Keys;

/// <summary>The key that somebody asks for.</summary>
/// <param name="UserId">Whose it will be.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Days">Days until it ends; null is never.</param>
public sealed record ApiKeyWish(long UserId, string Name, IReadOnlyCollection<string> Scopes, int? Days = null);

/// <summary>A key as it is shown once, to whoever made it.</summary>
public sealed record MadeApiKey(long ApiKeyId, ApiKeyText Key);

/// <summary>Making and revoking keys. Each is in the audit log.</summary>
public sealed class ApiKeys(HydraXData data, AuditTrail audit, TimeProvider machine)
{
    /// <summary>Keys in use that a member may have.</summary>
    public const int MostKeys = 20;

    /// <summary>Characters of a key's name.</summary>
    public const int LongestName = 60;

    /// <summary>Days that a key may last at most, if it is to end at all.</summary>
    public const int MostDays = 3_650;

    /// <summary>In the audit log, what is done to keys is done to these.</summary>
    public const string Subject = "api_key";

    /// <summary>
    /// Makes a key for oneself, or as an admin for anybody. Problems: <c>keys.name</c>, <c>keys.days</c>, those of <see cref="ApiScopes.Check"/>,
    /// <c>keys.not-yours</c>, <c>keys.too-many</c>, <c>users.unknown</c>, <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<MadeApiKey>> Make(ApiKeyWish wish, Actor by, CancellationToken stop = default) => data.Run<Outcome<MadeApiKey>>(async work =>
    {
        var name = wish.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return Problem.Of("keys.name", $"Give the key a name of 1 to {LongestName} characters.");
        if (wish.Days is < 1 or > MostDays) return Problem.Of("keys.days", $"A key lasts 1 to {MostDays:N0} days, or does not end.");
        var byAdmin = await IsAdmin(work, by.UserId);
        if (ApiScopes.Check(wish.Scopes, byAdmin) is { } problem) return problem;
        if (by.UserId != wish.UserId && !byAdmin) return NotYours;
        // The owner's lock: two requests at once cannot both make the last key.
        if (await work.LockMember(wish.UserId) is not { } owner) return Members.NoMember(wish.UserId);
        if (!owner.IsActive) return Members.Suspended;
        var now = Clock.Cut(machine.GetUtcNow());
        if (await work.Db.ApiKeys.CountAsync(k => k.UserId == wish.UserId && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now), work.Stop) >= MostKeys)
            return Problem.Of("keys.too-many", $"There are {MostKeys} keys already. Revoke one that is no longer used.");

        var made = ApiKeyText.New();
        var row = new ApiKey
        {
            PublicId = made.PublicId,
            SecretHash = ApiKeyText.Hash(made.Text),
            UserId = wish.UserId,
            MadeByUserId = by.UserId,
            Name = name,
            Scopes = ApiScopes.Join(wish.Scopes),
            CreatedAt = now,
            ExpiresAt = wish.Days is { } days ? now.AddDays(days) : null,
        };
        work.Db.Add(row);
        audit.Record(work, by, "keys.made", new(Subject, row.PublicId), after: new { owner = row.UserId, scopes = row.Scopes, expiresAt = row.ExpiresAt });
        await work.Save();
        return new MadeApiKey(row.ApiKeyId, made);
    }, stop);

    /// <summary>Ends a key of one's own, or as an admin anybody's. Problems: <c>keys.unknown</c>, <c>keys.of-settings</c>. Revoking twice changes nothing.</summary>
    public Task<Outcome> Revoke(long apiKeyId, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        var key = await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.ApiKeyId == apiKeyId, work.Stop);
        if (key is null || (key.UserId != by.UserId && !await IsAdmin(work, by.UserId))) return Problem.Of("keys.unknown", "There is no such key.");
        if (key.PublicId == ConfiguredKey.PublicId) return Problem.Of("keys.of-settings", "This key comes from the setting Admin:ApiKey. Take it out there and start again.");
        if (key.RevokedAt is not null) return Outcome.Done;
        key.RevokedAt = Clock.Cut(machine.GetUtcNow());
        audit.Record(work, by, "keys.revoked", new(Subject, key.PublicId), before: new { owner = key.UserId, scopes = key.Scopes });
        return Outcome.Done;
    }, stop);

    private static readonly Problem NotYours = Problem.Of("keys.not-yours", "A key is made by its owner or by an admin.");

    private static Task<bool> IsAdmin(Work work, long? userId) => work.Db.UserRoles
        .AnyAsync(r => r.UserId == userId && work.Db.Roles.Any(role => role.Id == r.RoleId && role.Name == Roles.Admin), work.Stop);
}
