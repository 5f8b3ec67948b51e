using System.Security.Claims;
using HydraX.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>What a session's cookie says about its member: id, name, roles and the stamp that it holds with. Nothing else, and no address.</summary>
public sealed class AccountClaims(UserManager<User> users) : IUserClaimsPrincipalFactory<User>
{
    /// <summary>The security stamp that the session holds with.</summary>
    public const string Stamp = "hydrax:stamp";

    /// <summary>Which session it is; each sign-in has its own.</summary>
    public const string Session = "hydrax:session";

    /// <summary>The member of a principal; null for a visitor.</summary>
    public static long? UserId(ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated == true && long.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var userId) ? userId : null;

    /// <inheritdoc/>
    public async Task<ClaimsPrincipal> CreateAsync(User user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        identity.AddClaim(new(ClaimTypes.Name, user.UserName!));
        identity.AddClaim(new(Stamp, user.SecurityStamp!));
        foreach (var role in await users.GetRolesAsync(user)) identity.AddClaim(new(ClaimTypes.Role, role));
        return new(identity);
    }

    /// <summary>The same principal under a member's new name.</summary>
    internal static ClaimsPrincipal Renamed(ClaimsPrincipal person, string username)
    {
        var identity = ((ClaimsIdentity)person.Identity!).Clone();
        identity.RemoveClaim(identity.FindFirst(ClaimTypes.Name));
        identity.AddClaim(new(ClaimTypes.Name, username));
        return new(identity);
    }
}
