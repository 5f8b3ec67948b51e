using System.Security.Claims;
using HydraX.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>What a session's cookie says about its member: id, name, roles, and which session it is. Nothing else, and no address.</summary>
public sealed class AccountClaims(UserManager<User> users) : IUserClaimsPrincipalFactory<User>
{
    /// <summary>The session's token; each sign-in has its own.</summary>
    public const string Session = "hydrax:session";

    /// <summary>Stands in a session in which a second factor was shown.</summary>
    public const string SecondFactor = "hydrax:second-factor";

    /// <summary>The member of a principal; null for a visitor.</summary>
    public static long? UserId(ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated == true && long.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var userId) ? userId : null;

    /// <inheritdoc/>
    public async Task<ClaimsPrincipal> CreateAsync(User user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        identity.AddClaim(new(ClaimTypes.Name, user.UserName!));
        foreach (var role in await users.GetRolesAsync(user)) identity.AddClaim(new(ClaimTypes.Role, role));
        return new(identity);
    }

    /// <summary>The session's token; null for a visitor.</summary>
    public static string? Token(ClaimsPrincipal person) => person.FindFirstValue(Session);

    /// <summary>Whether the claims say what holds now of name and roles.</summary>
    internal static bool Fits(ClaimsPrincipal person, SignInState state) =>
        person.Identity!.Name == state.Username && HasRoles(person, state);

    /// <summary>Whether the claims say what holds now of the roles.</summary>
    internal static bool HasRoles(ClaimsPrincipal person, SignInState state) => person.FindAll(ClaimTypes.Role).Select(role => role.Value).ToHashSet().SetEquals(state.Roles);

    /// <summary>The same principal with the name and the roles that hold now.</summary>
    internal static ClaimsPrincipal Fitted(ClaimsPrincipal person, SignInState state)
    {
        var identity = ((ClaimsIdentity)person.Identity!).Clone();
        foreach (var old in identity.FindAll(claim => claim.Type is ClaimTypes.Name or ClaimTypes.Role).ToList()) identity.RemoveClaim(old);
        identity.AddClaim(new(ClaimTypes.Name, state.Username));
        foreach (var role in state.Roles) identity.AddClaim(new(ClaimTypes.Role, role));
        return new(identity);
    }
}
