using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using HydraX.Core.Kernel;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Api;

/// <summary>
/// How often the API may be asked: by one address, and with one key. It stands before the keys are looked at, so that guessing them is slow. The
/// machine's clock runs it.
/// </summary>
public sealed class ApiPace : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    /// <summary>Takes the figures from the settings.</summary>
    public ApiPace(IOptions<ApiOptions> options) => limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => Bucket(http.Connection.RemoteIpAddress?.ToString() ?? "", options.Value.RequestsPerMinuteFromAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(http => KeyOf(http) is { } key ? Bucket(key, options.Value.RequestsPerMinute) : RateLimitPartition.GetNoLimiter("")));

    /// <summary>Lets a request through, or answers 429 with when to come again.</summary>
    public async Task Hold(HttpContext http, RequestDelegate next)
    {
        using var lease = limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await ApiProblems.Write(http, StatusCodes.Status429TooManyRequests, Problem.Of("api.too-fast", $"Too many requests. Ask again in {wait} seconds, as Retry-After says."));
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();

    // By a hash of what was sent: nobody can use up another's pace without the whole key, and no key is kept.
    private static string? KeyOf(HttpContext http) => http.Request.Headers.TryGetValue(ApiKeyAuthentication.Header, out var key)
        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())))
        : null;

    private static RateLimitPartition<string> Bucket(string whose, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(whose, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(60.0 / perMinute),
        QueueLimit = 0,
    });
}
