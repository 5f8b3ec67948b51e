using System.Security.Claims;
using System.Text.Encodings.Web;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Keys;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Api;

/// <summary>Knows a caller by the key in <c>X-Api-Key</c>. Cookies count for nothing here, so no other site can use them.</summary>
public sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "ApiKey";

    /// <summary>The header that holds the key.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The claim that holds the part of the key that may be shown.</summary>
    public const string KeyClaim = "hydrax:key";

    /// <summary>The claim that holds the row id of the key.</summary>
    public const string KeyIdClaim = "hydrax:key-id";

    private static readonly object Refused = new();

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(Header, out var sent)) return AuthenticateResult.NoResult();
        var opened = await keys.Open(sent.ToString(), Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted);
        if (!opened.Succeeded)
        {
            Context.Items[Refused] = opened.Problem;
            return AuthenticateResult.Fail(opened.Problem.Code);
        }
        var holder = opened.Value;
        Context.TellUsed(holder);
        var identity = new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, $"{holder.UserId}"),
            new(ClaimTypes.Name, holder.Username),
            new(KeyClaim, holder.PublicId),
            new(KeyIdClaim, $"{holder.ApiKeyId}"),
            .. holder.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. holder.Scopes.Select(scope => new Claim(NeedHandler.ScopeClaim, scope)),
        ], Name);
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    /// <summary>Why the key that came was refused, or that none came.</summary>
    public static Problem WhyRefused(HttpContext http) =>
        http.Items[Refused] as Problem ?? Problem.Of("access.sign-in", $"Send an API key in the header {Header}.");
}
