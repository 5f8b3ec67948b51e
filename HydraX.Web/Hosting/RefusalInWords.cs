using HydraX.Core.Entitlements;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;

namespace HydraX.Web.Hosting;

/// <summary>Marks a route outside <c>/api</c> that programs call: its refusals are problem details, not the way to a page.</summary>
public sealed class ForPrograms;

/// <summary>
/// How a refusal is told: to the API as problem details with code and sentence; on a page inside the frame, by the router, which asks
/// again; a stranger is sent to sign in.
/// </summary>
public sealed class RefusalInWords(IProblemDetailsService problems) : IAuthorizationMiddlewareResultHandler
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
        if (isForPrograms) await Tell(context, authorizeResult, answer);
        else if (authorizeResult.Forbidden && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await next(context);
        }
        else await standard.HandleAsync(next, context, policy, authorizeResult);
    }

    private async Task Tell(HttpContext context, PolicyAuthorizationResult result, AccessAnswer? answer)
    {
        context.Response.StatusCode = result.Challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        if (result.Challenged) context.Response.Headers.WWWAuthenticate = "ApiKey header=\"X-Api-Key\"";
        await problems.WriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails =
            {
                Title = result.Challenged ? "Who are you?" : "Not open to you",
                Detail = result.Challenged ? "Send an API key in the header X-Api-Key." : answer?.Sentence,
                Extensions = { ["code"] = result.Challenged ? "access.sign-in" : answer?.Code },
            },
        });
    }
}
