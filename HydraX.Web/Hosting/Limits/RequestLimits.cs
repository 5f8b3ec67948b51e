using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using HydraX.Core.Kernel;
using HydraX.Web.Api;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting.Limits;

/// <summary>
/// Holds requests to the table of limits, by ASP.NET Core's rate limiter, on the machine's clock. Each node counts for itself. By address and key before anybody is looked up, so
/// that guessing is slow and cheap to refuse; by member once they are known.
/// </summary>
public static class RequestLimits
{
    // Counters there are at most for each limit, some 300 bytes each, however many addresses come: two that share one wait for each other, which with these
    // generous figures nobody notices. Which do is told by a seed that is another at every start.
    private const int Slots = 1 << 16;

    /// <summary>Limits by address and by key.</summary>
    public static void UseLimitsOfStrangers(this WebApplication app) => Use(app, CountedBy.Address, CountedBy.Key);

    /// <summary>Limits by member, after it is known who asks.</summary>
    public static void UseLimitsOfMembers(this WebApplication app) => Use(app, CountedBy.Member);

    /// <summary>The counter of somebody: one of so many that memory stays within a bound.</summary>
    public static int SlotOf(string whose) => HashCode.Combine(whose) & (Slots - 1);

    private static void Use(WebApplication app, params CountedBy[] counted)
    {
        var table = LimitTable.Of(app.Services.GetRequiredService<IOptions<LimitOptions>>().Value, app.Services.GetRequiredService<IOptions<ApiOptions>>().Value);
        app.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.CreateChained([.. counted.Select(by => Limiter([.. table.Where(limit => limit.By == by)], by))]),
            OnRejected = static (rejected, _) => new ValueTask(Refuse(rejected)),
        });
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(Limit[] limits, CountedBy by) => PartitionedRateLimiter.Create<HttpContext, (Door, int)>(http =>
    {
        // The page that says what went wrong comes in answer to a request that was counted.
        var isAnswer = http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
        var door = isAnswer ? Door.Unlimited : LimitTable.DoorOf(http);
        if (Array.Find(limits, one => one.Door == door) is not { } limit || WhoseOf(http, by) is not { } whose) return RateLimitPartition.GetNoLimiter((Door.Unlimited, 0));
        return RateLimitPartition.GetTokenBucketLimiter((door, SlotOf(whose)), _ => Bucket(limit));
    });

    // One token at a time, so that whoever waits is let in again as soon as can be.
    private static TokenBucketRateLimiterOptions Bucket(Limit limit)
    {
        var perSecond = limit.Permits / limit.Window.TotalSeconds;
        return new()
        {
            TokenLimit = limit.Permits,
            TokensPerPeriod = Math.Max(1, (int)perSecond),
            ReplenishmentPeriod = perSecond >= 1 ? TimeSpan.FromSeconds(1) : limit.Window / limit.Permits,
            QueueLimit = 0,
        };
    }

    // A key by a hash of what was sent: nobody uses up another's without the whole key, and none is kept.
    private static string? WhoseOf(HttpContext http, CountedBy by) => by switch
    {
        CountedBy.Address => Networks.Party(http.Connection.RemoteIpAddress),
        CountedBy.Key => http.Request.Headers.TryGetValue(ApiKeyAuthentication.Header, out var key) ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString()))) : null,
        _ => AccountClaims.UserId(http.User) is { } userId ? $"{userId}" : null,
    };

    private static Task Refuse(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        var isForPrograms = LimitTable.DoorOf(http) is Door.ApiReads or Door.ApiWrites or Door.Webhooks || http.GetEndpoint()?.Metadata.GetMetadata<ForPrograms>() is not null;
        if (isForPrograms) return ApiProblems.Write(http, StatusCodes.Status429TooManyRequests, Problem.Of("api.too-fast", $"Too many requests. Ask again in {wait} {(wait == 1 ? "second" : "seconds")}, as Retry-After says."));
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(PageOf(wait));
    }

    // Drawn by hand: a page of ours would ask the database who looks.
    private static string PageOf(int wait) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Too many requests · HydraX</title>
            <link rel="stylesheet" href="/tokens.css" />
            <link rel="stylesheet" href="/base.css" />
            <link rel="stylesheet" href="/frame.css" />
            <link rel="stylesheet" href="/pieces.css" />
        </head>
        <body>
            <div class="landing">
                <main class="account">
                    <h1>That was a lot at once</h1>
                    <p>More came from your address than is answered at a time, so this was not carried out. It is free again {(wait < 60 ? $"in {wait} {(wait == 1 ? "second" : "seconds")}" : $"in {Spoken.Span(TimeSpan.FromSeconds(wait))}")}.</p>
                    <p><a class="button main" href="{WebUtility.HtmlEncode(Urls.Home)}">Home</a></p>
                </main>
            </div>
        </body>
        </html>
        """;
}
