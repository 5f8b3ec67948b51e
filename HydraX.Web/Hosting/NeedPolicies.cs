using System.Security.Claims;
using HydraX.Core.Entitlements;
using HydraX.Core.Users;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting;

/// <summary>A declared need, as ASP.NET Core's authorization knows it; without one, whatever was reached declares nothing.</summary>
public sealed record NeedRequirement(Need? Need) : IAuthorizationRequirement;

/// <summary>Why a need is not met, with the sentence for the person.</summary>
public sealed class NeedNotMet(IAuthorizationHandler handler, AccessAnswer answer) : AuthorizationFailureReason(handler, answer.Sentence)
{
    /// <summary>The answer of <see cref="Access"/>.</summary>
    public AccessAnswer Answer { get; } = answer;
}

/// <summary>Makes a policy of each declared need.</summary>
public sealed class NeedPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    /// <summary>For what declares nothing.</summary>
    internal static readonly AuthorizationPolicy Undeclared = Policy(null);

    /// <inheritdoc />
    public override bool AllowsCachingPolicies => true;

    /// <inheritdoc />
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Need.Find(policyName) is { } need ? Policy(need) : await base.GetPolicyAsync(policyName);

    private static AuthorizationPolicy Policy(Need? need) => new AuthorizationPolicyBuilder().AddRequirements(new NeedRequirement(need)).Build();
}

/// <summary>Asks <see cref="Access"/> whether the caller meets a need.</summary>
public sealed class NeedHandler(Access access, SignIns signIns, TimeProvider machine) : AuthorizationHandler<NeedRequirement>
{
    /// <summary>The claim that holds a scope of an API key.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Who a signed-in person or an API key is.</summary>
    public static Caller CallerOf(ClaimsPrincipal person)
    {
        if (person.Identity?.IsAuthenticated != true || !long.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)) return Caller.Stranger;
        var roles = person.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToHashSet();
        // A key carries roles of staff only while its owner has a second factor (KeyRing); a session of staff counts as one only after it was shown.
        var isSession = AccountClaims.Token(person) is not null;
        var hasFactor = !isSession || person.HasClaim(claim => claim.Type == AccountClaims.SecondFactor);
        var scopes = person.FindAll(ScopeClaim).Select(claim => claim.Value).ToHashSet();
        return new(userId, roles, scopes.Count == 0 ? null : scopes, hasFactor);
    }

    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedRequirement requirement)
    {
        var http = context.Resource as HttpContext;
        // An address that leads nowhere has nothing to protect: it goes on to its 404, or to the 405 or 415 that routing put in a route's place.
        var leadsNowhere = requirement.Need is null && http is not null && http.GetEndpoint() is not RouteEndpoint;
        if (leadsNowhere)
        {
            context.Succeed(requirement);
            return;
        }
        var stop = http?.RequestAborted ?? CancellationToken.None;
        var caller = CallerOf(context.User);
        if (requirement.Need is { Proven: not null }) caller = caller with { IsProvenLately = caller.UserId is { } userId && await signIns.IsProvenLately(userId, AccountClaims.Token(context.User), machine.GetUtcNow(), stop) };
        var answer = await access.Meets(caller, requirement.Need is { } need ? [need] : [], stop);
        if (answer.IsAllowed) context.Succeed(requirement);
        else context.Fail(new NeedNotMet(this, answer));
    }
}

/// <summary>Declares and enforces needs.</summary>
public static class Needs
{
    /// <summary>Policies from declarations, refusal of what declares nothing, and refusals in words.</summary>
    public static IServiceCollection AddNeeds(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddAuthorization(options => options.FallbackPolicy = NeedPolicies.Undeclared)
        .AddSingleton<IAuthorizationPolicyProvider, NeedPolicies>()
        .AddSingleton<IAuthorizationHandler, NeedHandler>()
        .AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalInWords>();

    /// <summary>Declares what routes require.</summary>
    public static T Requires<T>(this T routes, params RequiresAttribute[] needs) where T : IEndpointConventionBuilder
    {
        routes.Add(endpoint =>
        {
            foreach (var need in needs) endpoint.Metadata.Add(need);
        });
        return routes;
    }

    /// <summary>Opens routes to all.</summary>
    public static T OpenToAll<T>(this T routes) where T : IEndpointConventionBuilder => routes.Requires(new RequiresAttribute(Who.Anybody));

    /// <summary>Opens what serves pages (the circuit's hub, scripts) to all; each page declares for itself.</summary>
    public static RazorComponentsEndpointConventionBuilder PagesDeclare(this RazorComponentsEndpointConventionBuilder pages)
    {
        pages.Add(endpoint =>
        {
            if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any()) endpoint.Metadata.Add(new RequiresAttribute(Who.Anybody));
        });
        return pages;
    }
}
