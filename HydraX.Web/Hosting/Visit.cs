using System.Security.Claims;
using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Web.Api;

namespace HydraX.Web.Hosting;

/// <summary>One per circuit: from where somebody looks at pages, for the audit log.</summary>
public sealed class Visit
{
    /// <summary>The network address; the root component brings it from the request that opened the page.</summary>
    public string? Address { get; set; }

    /// <summary>The signed-in person as the audit log names them.</summary>
    public Actor ActorOf(ClaimsPrincipal person) => Actor(person, Address);

    internal static Actor Actor(ClaimsPrincipal person, string? address) =>
        new(NeedHandler.CallerOf(person).UserId, person.Identity?.Name, person.HasClaim(claim => claim.Type == ApiKeyAuthentication.KeyIdClaim) ? Origin.Api : Origin.Web, address);
}

/// <summary>Who asks, on pages outside a circuit.</summary>
public static class Visitors
{
    /// <summary>The signed-in person of a request as the audit log names them.</summary>
    public static Actor Actor(this HttpContext http) => Visit.Actor(http.User, http.Address());

    /// <summary>The network address that a request came from, if known.</summary>
    public static string? Address(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}
