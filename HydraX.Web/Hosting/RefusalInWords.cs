using HydraX.Core.Entitlements;
using HydraX.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;

namespace HydraX.Web.Hosting;

/// <summary>Marks a route outside <c>/api</c> that programs call: its refusals are problem details, not the way to a page.</summary>
public sealed class ForPrograms;

/// <summary>
/// How a refusal is told: to the API as problem details with code and sentence; on a page inside the frame, by the router, which asks
/// again; to whatever else asked for it, as text; a stranger is sent to sign in.
/// </summary>
public sealed class RefusalInWords : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    /// <inheritdoc />
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        var answer = authorizeResult.AuthorizationFailure?.FailureReasons.OfType<NeedNotMet>().FirstOrDefault()?.Answer;
        var isForPrograms = context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.GetEndpoint()?.Metadata.GetMetadata<ForPrograms>() is not null;
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var isLookedAt = HttpMethods.IsGet(context.Request.Method);
        if (!isForPrograms && answer?.Code == NeedRules.Unproven.Code && (isPage || isLookedAt)) context.Response.Redirect(Urls.ProveThen(context.Request.Path + context.Request.QueryString));
        else if (isForPrograms) await Tell(context, authorizeResult, answer);
        else if (authorizeResult.Forbidden)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            // A form goes no further than this, with whatever token it came.
            if (isPage && isLookedAt) await next(context);
            else
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync((answer ?? NeedRules.Undeclared).Sentence, context.RequestAborted);
            }
        }
        else await standard.HandleAsync(next, context, policy, authorizeResult);
    }

    private static Task Tell(HttpContext context, PolicyAuthorizationResult result, AccessAnswer? answer)
    {
        if (!result.Challenged) return ApiProblems.Write(context, StatusCodes.Status403Forbidden, answer?.Problem ?? NeedRules.Undeclared.Problem!);
        context.Response.Headers.WWWAuthenticate = $"{ApiKeyAuthentication.Name} header=\"{ApiKeyAuthentication.Header}\"";
        return ApiProblems.Write(context, StatusCodes.Status401Unauthorized, ApiKeyAuthentication.WhyRefused(context));
    }
}
