using HydraX.Core.Entitlements;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace HydraX.Web.Api;

/// <summary>What routes of the API say of themselves, for the gate and for <c>/openapi/v1.json</c>.</summary>
public static class ApiRoutes
{
    /// <summary>Where all of them are.</summary>
    public const string Root = "/api/v1";

    /// <summary>Maps all groups.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).WithTags("HydraX").DisableAntiforgery();
        TierRoutes.Map(api);
        MemberRoutes.Map(api);
        XpRoutes.Map(api);
        BoardRoutes.Map(api);
        AchievementRoutes.Map(api);
        app.MapOpenApi("/openapi/{documentName}.json").OpenToAll();
    }

    /// <summary>Declares that a member's key with a scope is required.</summary>
    public static RouteHandlerBuilder NeedsScope(this RouteHandlerBuilder route, string scope) => route
        .Requires(new RequiresAttribute(Who.Member), new RequiresAttribute(scope))
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests);

    /// <summary>Says which refusals there are.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses) route.Produces<ProblemDetails>(status, "application/problem+json");
        return route;
    }

    /// <summary>Says that an admin's key may act for a member here.</summary>
    public static RouteHandlerBuilder TakesUserId(this RouteHandlerBuilder route) => route.WithMetadata(ApiDocument.UserIdNote).Refuses(StatusCodes.Status404NotFound);

    /// <summary>Says that an <c>Idempotency-Key</c> is taken here.</summary>
    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder route) => route.WithMetadata(ApiDocument.IdempotencyNote).Refuses(StatusCodes.Status409Conflict);
}
