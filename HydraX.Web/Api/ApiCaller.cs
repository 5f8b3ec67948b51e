using System.Security.Claims;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace HydraX.Web.Api;

/// <summary>Who asks, and for whom.</summary>
public static class ApiCaller
{
    /// <summary>
    /// Whoever comes with a key is known by it, and under <c>/api</c> by nothing else. Elsewhere a key counts at routes for programs alone: its scopes say nothing of
    /// pages, so that a key that may read opens no page of its owner's.
    /// </summary>
    public static async Task KnowByKey(HttpContext http, RequestDelegate next)
    {
        var isApi = http.Request.Path.StartsWithSegments("/api");
        var isForPrograms = http.GetEndpoint()?.Metadata.GetMetadata<ForPrograms>() is not null;
        if (isApi || (isForPrograms && http.Request.Headers.ContainsKey(ApiKeyAuthentication.Header)))
            http.User = (await http.AuthenticateAsync(ApiKeyAuthentication.Name)).Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
        await next(http);
    }

    /// <summary>The key's owner.</summary>
    public static long Owner(this HttpContext http) => NeedHandler.CallerOf(http.User).UserId ?? throw new InvalidOperationException("The route lets strangers in.");

    /// <summary>Whether the key's owner has a duty.</summary>
    public static bool Has(this HttpContext http, Duty duty) => NeedHandler.CallerOf(http.User).Has(duty);

    /// <summary>
    /// The member that a request is about: the key's owner, or with <c>?userId=</c> on a key of whoever may act for members anybody. Problems: <c>access.duty</c>,
    /// <c>users.unknown</c>.
    /// </summary>
    public static async Task<Outcome<MemberView>> Subject(this HttpContext http, long? userId, MemberQuestions members, CancellationToken stop)
    {
        var owner = http.Owner();
        var about = userId ?? owner;
        if (about != owner && !http.Has(Duty.ActForMembers)) return DutyRules.Refusal(Duty.ActForMembers);
        return await members.ById(about, stop) is { } member ? member : Core.Users.Members.NoMember(about);
    }
}
