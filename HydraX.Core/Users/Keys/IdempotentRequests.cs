using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Keys;

/// <summary>A request that must have its effect once: the row of <c>idempotency_keys</c>.</summary>
public sealed class IdempotentRequest
{
    /// <summary>Row id.</summary>
    public long RequestId { get; set; }

    /// <summary>With which API key it came.</summary>
    public long ApiKeyId { get; set; }

    /// <summary>To which route: <c>POST /api/v1/xp/awards</c>.</summary>
    public string Route { get; set; } = "";

    /// <summary>The caller's <c>Idempotency-Key</c>.</summary>
    public string IdempotencyKey { get; set; } = "";

    /// <summary>SHA-256 of what was asked: a repeat asks the same.</summary>
    public string AskedHash { get; set; } = "";

    /// <summary>When it came first, by the machine's clock; forgotten a day later.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Being answered until then; a process that died leaves it to the next repeat.</summary>
    public DateTimeOffset LeasedUntil { get; set; }

    /// <summary>The status of the answer; null while there is none.</summary>
    public int? Status { get; set; }

    /// <summary>The answer's media type.</summary>
    public string? ContentType { get; set; }

    /// <summary>The answer.</summary>
    public string? Answer { get; set; }
}

/// <summary>What a request with an idempotency key meets.</summary>
public abstract record IdempotentClaim
{
    private IdempotentClaim()
    {
    }

    /// <summary>It is the first: do it, then <see cref="IdempotentRequests.Keep"/> or <see cref="IdempotentRequests.Forget"/>.</summary>
    public sealed record First(long RequestId) : IdempotentClaim;

    /// <summary>It was answered before.</summary>
    public sealed record Answered(int Status, string? ContentType, string Answer) : IdempotentClaim;

    /// <summary>The same is being answered right now.</summary>
    public sealed record Running : IdempotentClaim;

    /// <summary>The same key came with something else.</summary>
    public sealed record Different : IdempotentClaim;
}

/// <summary>Requests that carry an <c>Idempotency-Key</c>: each has its effect once for its API key and route, and a repeat within a day gets the first answer.</summary>
public sealed class IdempotentRequests(HydraXData data, TimeProvider machine)
{
    /// <summary>How long answers are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // Longer than any answer takes; what a killed process left is free after it.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Claims a key, or says what became of it before.</summary>
    public Task<IdempotentClaim> Claim(long apiKeyId, string route, string key, string asked, CancellationToken stop = default) => data.Run<IdempotentClaim>(async work =>
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(asked)));
        var same = work.Db.IdempotentRequests.Where(r => r.ApiKeyId == apiKeyId && r.Route == route && r.IdempotencyKey == key);
        await same.Where(r => r.CreatedAt <= now - Kept).ExecuteDeleteAsync(work.Stop);

        var sql = work.Dialect.InsertOrNothing("idempotency_keys", "api_key_id, route, idempotency_key, asked_hash, created_at, leased_until", "@p0, @p1, @p2, @p3, @p4, @p5",
            "api_key_id, route, idempotency_key", "api_key_id = @p0 AND route = @p1 AND idempotency_key = @p2", "request_id");
        if (await work.Scalar(sql, apiKeyId, route, key, hash, work.Dialect.Instant(now), work.Dialect.Instant(now + Lease)) is long inserted) return new IdempotentClaim.First(inserted);

        var known = await same.AsNoTracking().FirstAsync(work.Stop);
        if (known.AskedHash != hash) return new IdempotentClaim.Different();
        if (known.Status is { } status) return new IdempotentClaim.Answered(status, known.ContentType, known.Answer ?? "");
        var taken = await same.Where(r => r.Status == null && r.LeasedUntil <= now).ExecuteUpdateAsync(r => r.SetProperty(x => x.LeasedUntil, now + Lease), work.Stop);
        return taken == 1 ? new IdempotentClaim.First(known.RequestId) : new IdempotentClaim.Running();
    }, stop);

    /// <summary>Keeps the answer for repeats.</summary>
    public Task Keep(long requestId, int status, string? contentType, string answer) => data.Run(work => work.Db.IdempotentRequests.Where(r => r.RequestId == requestId)
        .ExecuteUpdateAsync(r => r.SetProperty(x => x.Status, status).SetProperty(x => x.ContentType, contentType).SetProperty(x => x.Answer, answer), work.Stop));

    /// <summary>It was not done: the next with the same key is a first again.</summary>
    public Task Forget(long requestId) => data.Run(work => work.Db.IdempotentRequests.Where(r => r.RequestId == requestId && r.Status == null).ExecuteDeleteAsync(work.Stop));

    /// <summary>Removes what is older than a day. Returns how many.</summary>
    public Task<int> Prune(CancellationToken stop = default)
    {
        var before = Clock.Cut(machine.GetUtcNow() - Kept);
        return data.Run(work => work.Db.IdempotentRequests.Where(r => r.CreatedAt <= before).ExecuteDeleteAsync(work.Stop), stop);
    }
}
