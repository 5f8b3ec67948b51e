using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Keys;

/// <summary>Where a key stands.</summary>
[LowerCodes]
public enum KeyState
{
    /// <summary>It may be used.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was ended.</summary>
    Revoked,
}

/// <summary>A key as its page lists it.</summary>
/// <param name="ApiKeyId">Which.</param>
/// <param name="PublicId">The part that may be shown.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="Username">The owner's name.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null is never.</param>
/// <param name="LastUsedAt">When it was last used, to the minute.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Addresses">From where it may be used; empty is anywhere.</param>
/// <param name="IsReplaced">Whether another key has taken over from it.</param>
/// <param name="IsOfSettings">Whether it comes from the setting <c>Admin:ApiKey</c>, and so is not revoked by hand.</param>
public sealed record KeyLine(long ApiKeyId, string PublicId, long UserId, string Username, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, KeyState State, string Addresses, bool IsReplaced, bool IsOfSettings);

/// <summary>Reads of keys for their pages.</summary>
public sealed class KeyQuestions(HydraXData data, TimeProvider machine)
{
    /// <summary>The keys of a member, or of everybody, the newest first, before a key's id.</summary>
    public async Task<IReadOnlyList<KeyLine>> Lines(long? userId, long? before = null, int most = 100, CancellationToken stop = default)
    {
        var now = machine.GetUtcNow();
        var rows = await data.Read(db => db.ApiKeys.Where(k => (userId == null || k.UserId == userId) && (before == null || k.ApiKeyId < before))
            .OrderByDescending(k => k.ApiKeyId).Take(most)
            .Join(db.Users, k => k.UserId, u => u.Id, (k, u) => new { Key = k, u.UserName, IsReplaced = db.ApiKeys.Any(next => next.ReplacesApiKeyId == k.ApiKeyId) })
            .OrderByDescending(row => row.Key.ApiKeyId).ToListAsync(stop), stop);
        return [.. rows.Select(row => Line(row.Key, row.UserName!, row.IsReplaced, now))];
    }

    private static KeyLine Line(ApiKey key, string username, bool isReplaced, DateTimeOffset now) => new(
        key.ApiKeyId, key.PublicId, key.UserId, username, key.Name, ApiScopes.Split(key.Scopes), key.CreatedAt, key.ExpiresAt, key.LastUsedAt,
        key.RevokedAt is not null ? KeyState.Revoked : key.ExpiresAt <= now ? KeyState.Expired : KeyState.Active,
        key.Addresses, isReplaced, key.PublicId == ConfiguredKey.PublicId);
}
