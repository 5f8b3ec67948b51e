using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Keys;

/// <summary>The key that somebody asks for.</summary>
/// <param name="UserId">Whose it will be.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Days">Days until it ends; null is never.</param>
/// <param name="Addresses">Addresses and networks that it may be used from; empty is anywhere.</param>
/// <param name="Why">Why an admin makes it for somebody else; nobody is asked about their own.</param>
public sealed record ApiKeyWish(long UserId, string Name, IReadOnlyCollection<string> Scopes, int? Days = null, string? Addresses = null, string? Why = null);

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

    /// <summary>Characters of a key's list of addresses.</summary>
    public const int LongestAddresses = 500;

    /// <summary>How long a key that was replaced may go on at most, so that nothing stands still while programs are given the new one.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    /// <summary>In the audit log, what is done to keys is done to these.</summary>
    public const string Subject = "api_key";

    /// <summary>
    /// Makes a key for oneself, or as an admin for anybody. Problems: <c>keys.name</c>, <c>keys.days</c>, <c>keys.addresses</c>, those of
    /// <see cref="ApiScopes.Check"/>, <c>keys.not-yours</c>, <c>keys.second-factor</c>, <c>audit.why</c> (an admin, for somebody else), <c>keys.too-many</c>,
    /// <c>users.unknown</c>, <c>users.suspended</c>, <c>users.held</c>.
    /// </summary>
    public Task<Outcome<MadeApiKey>> Make(ApiKeyWish wish, Actor by, CancellationToken stop = default) => data.Run<Outcome<MadeApiKey>>(async work =>
    {
        var name = wish.Name.Trim();
        if (name.Length is 0 or > LongestName || !Lettering.IsPlain(name)) return Problem.Of("keys.name", $"Give the key a name of 1 to {LongestName} characters that can be seen.");
        if (wish.Days is < 1 or > MostDays) return Problem.Of("keys.days", $"A key lasts 1 to {MostDays:N0} days, or does not end.");
        if (CheckAddresses(wish.Addresses) is { } elsewhere) return elsewhere;
        var forAll = await work.Has(by, Duty.Keys);
        if (ApiScopes.Check(wish.Scopes, forAll) is { } problem) return problem;
        if (by.UserId != wish.UserId && !forAll) return NotYours;
        if (await LacksFactor(work, by)) return NoFactor;
        if (CheckWhy(wish.UserId, wish.Why, by) is { } unexplained) return unexplained;
        // The owner's lock: two requests at once cannot both make the last key.
        if (await work.LockMember(wish.UserId) is not { } owner) return Members.NoMember(wish.UserId);
        if (!owner.IsActive) return Members.Suspended;
        if (owner.IsHeld) return Holds.Held;
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
            Addresses = string.Join(", ", Networks.Split(wish.Addresses)),
            CreatedAt = now,
            ExpiresAt = wish.Days is { } days ? now.AddDays(days) : null,
        };
        work.Db.Add(row);
        audit.Record(work, by, "keys.made", new(Subject, row.PublicId), after: new { owner = row.UserId, scopes = row.Scopes, addresses = Networks.Split(row.Addresses).Length, expiresAt = row.ExpiresAt }, why: WhyOf(wish.UserId, wish.Why, by));
        await work.Save();
        return new MadeApiKey(row.ApiKeyId, made);
    }, stop);

    /// <summary>
    /// Makes a key that takes over from another: the same name, scopes, addresses and length of life. The other goes on for the overlap and then ends by itself. By its
    /// owner or an admin. Problems: <c>keys.unknown</c>, <c>keys.of-settings</c>, <c>keys.over</c> (revoked, expired, or replaced already), <c>keys.overlap</c>,
    /// <c>keys.second-factor</c>, <c>keys.too-many</c>, <c>audit.why</c> (an admin, that of somebody else), those of the scopes, <c>users.suspended</c>, <c>users.held</c>.
    /// </summary>
    public Task<Outcome<MadeApiKey>> Replace(long apiKeyId, TimeSpan overlap, Actor by, string? why = null, CancellationToken stop = default) => data.Run<Outcome<MadeApiKey>>(async work =>
    {
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap) return Problem.Of("keys.overlap", $"The key before goes on for at most {LongestOverlap.TotalDays:0} days, or ends at once.");
        var found = await Find(work, apiKeyId, by);
        if (!found.Succeeded) return found.Problem;
        var (old, owner) = found.Value;
        if (await LacksFactor(work, by)) return NoFactor;
        if (CheckWhy(old.UserId, why, by) is { } unexplained) return unexplained;
        if (!owner.IsActive) return Members.Suspended;
        if (owner.IsHeld) return Holds.Held;
        var now = Clock.Cut(machine.GetUtcNow());
        if (old.RevokedAt is not null || old.ExpiresAt <= now || await work.Db.ApiKeys.AnyAsync(k => k.ReplacesApiKeyId == apiKeyId, work.Stop))
            return Problem.Of("keys.over", "This key is over, or was replaced already. Make a new one.");
        if (ApiScopes.Check(ApiScopes.Split(old.Scopes), await work.Has(by, Duty.Keys)) is { } problem) return problem;
        if (overlap > TimeSpan.Zero && await work.Db.ApiKeys.CountAsync(k => k.UserId == old.UserId && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now), work.Stop) >= 2 * MostKeys)
            return Problem.Of("keys.too-many", $"{2 * MostKeys} keys hold already, with those that go on for an overlap. Replace this one at once, or revoke one.");

        var made = ApiKeyText.New();
        var row = new ApiKey
        {
            PublicId = made.PublicId,
            SecretHash = ApiKeyText.Hash(made.Text),
            UserId = old.UserId,
            MadeByUserId = by.UserId,
            Name = old.Name,
            Scopes = old.Scopes,
            Addresses = old.Addresses,
            ReplacesApiKeyId = old.ApiKeyId,
            CreatedAt = now,
            ExpiresAt = old.ExpiresAt is { } end ? now + (end - old.CreatedAt) : null,
        };
        work.Db.Add(row);
        var before = old.ExpiresAt;
        if (old.ExpiresAt is null || old.ExpiresAt > now + overlap) old.ExpiresAt = now + overlap;
        audit.Record(work, by, "keys.replaced", new(Subject, old.PublicId), before: new { owner = old.UserId, expiresAt = before }, after: new { by = row.PublicId, expiresAt = old.ExpiresAt }, why: WhyOf(old.UserId, why, by));
        await work.Save();
        return new MadeApiKey(row.ApiKeyId, made);
    }, stop);

    /// <summary>
    /// Ends a key of one's own, or as an admin anybody's. Problems: <c>keys.unknown</c>, <c>keys.of-settings</c>, <c>audit.why</c> (an admin, that of somebody else).
    /// Revoking twice changes nothing.
    /// </summary>
    public Task<Outcome> Revoke(long apiKeyId, Actor by, string? why = null, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        var found = await Find(work, apiKeyId, by);
        if (!found.Succeeded) return found.Problem;
        var (key, _) = found.Value;
        if (CheckWhy(key.UserId, why, by) is { } unexplained) return unexplained;
        if (key.RevokedAt is not null) return Outcome.Done;
        key.RevokedAt = Clock.Cut(machine.GetUtcNow());
        audit.Record(work, by, "keys.revoked", new(Subject, key.PublicId), before: new { owner = key.UserId, scopes = key.Scopes }, why: WhyOf(key.UserId, why, by));
        return Outcome.Done;
    }, stop);

    private static readonly Problem NotYours = Problem.Of("keys.not-yours", "A key is made by its owner or by an admin.");

    private static readonly Problem NoFactor = Problem.Of("keys.second-factor",
        "Staff makes and replaces keys only with a second factor on the account. Set up an authenticator app or a passkey under Settings, Security.");

    private static readonly Problem Unknown = Problem.Of("keys.unknown", "There is no such key.");

    // The session was asked at the door; this holds however somebody came here: a password alone must not become a key that opens what staff may do.
    private static async Task<bool> LacksFactor(Work work, Actor by) => by.UserId is { } userId && await work.IsStaff(userId) && !await SecondFactors.HasAny(work, userId);

    // Nobody owes a reason for their own.
    private static Problem? CheckWhy(long owner, string? why, Actor by) => owner == by.UserId ? null : AuditReason.Check(why);

    private static string? WhyOf(long owner, string? why, Actor by) => owner == by.UserId ? null : why!.Trim();

    // The owner's lock first, then the row: of those who replace and revoke it at the same instant, each finds what the one before has done.
    private static async Task<Outcome<(ApiKey Key, LockedMember Owner)>> Find(Work work, long apiKeyId, Actor by)
    {
        if (await work.Db.ApiKeys.Where(k => k.ApiKeyId == apiKeyId).Select(k => (long?)k.UserId).FirstOrDefaultAsync(work.Stop) is not { } ownerId) return Unknown;
        if (ownerId != by.UserId && !await work.Has(by, Duty.Keys)) return Unknown;
        var owner = (await work.LockMember(ownerId))!;
        var key = await work.Db.ApiKeys.FirstAsync(k => k.ApiKeyId == apiKeyId, work.Stop);
        return key.PublicId == ConfiguredKey.PublicId ? Problem.Of("keys.of-settings", "This key comes from the setting Admin:ApiKey. Change it there and start again.") : (key, owner);
    }

    private static Problem? CheckAddresses(string? addresses)
    {
        var parts = Networks.Split(addresses);
        if (Array.Find(parts, part => Networks.Read(part) is null) is { } wrong) return Problem.Of("keys.addresses", $"\"{wrong}\" is neither an address nor a network. Write such as 203.0.113.7, 198.51.100.0/24, 2001:db8::/32.");
        return string.Join(", ", parts).Length > LongestAddresses ? Problem.Of("keys.addresses", $"The addresses take at most {LongestAddresses} characters. Write networks instead.") : null;
    }
}
