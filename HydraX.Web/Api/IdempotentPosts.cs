using System.Security.Claims;
using System.Text;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Keys;

namespace HydraX.Web.Api;

/// <summary>A POST with an <c>Idempotency-Key</c> has its effect once: a repeat within 24 hours gets the first answer again.</summary>
public sealed class IdempotentPosts(IdempotentRequests requests)
{
    /// <summary>The header that holds the caller's key.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Marks an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int LongestKey = 255;

    /// <summary>Lets a request through once.</summary>
    public async Task Once(HttpContext http, RequestDelegate next)
    {
        var isPost = HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint() is RouteEndpoint;
        if (!isPost || !http.Request.Headers.TryGetValue(Header, out var sent) || !long.TryParse(http.User.FindFirstValue(ApiKeyAuthentication.KeyIdClaim), out var apiKey))
        {
            await next(http);
            return;
        }
        var key = sent.ToString();
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < ' ' or > '~'))
        {
            await ApiProblems.Write(http, StatusCodes.Status400BadRequest, Problem.Of("api.idempotency-key", $"An {Header} has 1 to {LongestKey} printable ASCII characters; a UUID will do."));
            return;
        }
        http.Request.EnableBuffering();
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        http.Request.Body.Position = 0;
        var route = $"POST /{((RouteEndpoint)http.GetEndpoint()!).RoutePattern.RawText!.TrimStart('/')}";
        await Answer(http, next, await requests.Claim(apiKey, route, key, $"{http.Request.Path}{http.Request.QueryString}\n{body}", http.RequestAborted));
    }

    private Task Answer(HttpContext http, RequestDelegate next, IdempotentClaim claim)
    {
        switch (claim)
        {
            case IdempotentClaim.First first:
                return Do(http, next, first.RequestId);
            case IdempotentClaim.Answered answered:
                http.Response.StatusCode = answered.Status;
                http.Response.ContentType = answered.ContentType;
                http.Response.Headers[ReplayedHeader] = "true";
                return http.Response.WriteAsync(answered.Answer);
            case IdempotentClaim.Running:
                http.Response.Headers.RetryAfter = "1";
                return ApiProblems.Write(http, StatusCodes.Status409Conflict, Problem.Of("api.idempotency-running", "The same request is being answered right now. Ask again in a second for its answer."));
            default:
                return ApiProblems.Write(http, StatusCodes.Status422UnprocessableEntity, Problem.Of("api.idempotency-reused", $"This {Header} came before with another request. Use a new one for each request."));
        }
    }

    // What failed on our side or was not read is forgotten, so that a repeat does it; every other answer is kept.
    private async Task Do(HttpContext http, RequestDelegate next, long requestId)
    {
        var client = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        var isKept = false;
        try
        {
            await next(http);
            if (http.Response.StatusCode is < 500 and not (StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType))
            {
                await requests.Keep(requestId, http.Response.StatusCode, http.Response.ContentType, Encoding.UTF8.GetString(answer.ToArray()));
                isKept = true;
            }
        }
        finally
        {
            http.Response.Body = client;
            if (!isKept) await requests.Forget(requestId);
        }
        answer.Position = 0;
        await answer.CopyToAsync(client, http.RequestAborted);
    }
}
