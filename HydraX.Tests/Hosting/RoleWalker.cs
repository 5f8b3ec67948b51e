using System.Security.Claims;
using HydraX.Core.Audit;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using HydraX.Web.Api;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Hosting;

/// <summary>What came of trying an address.</summary>
public enum RoleOutcome
{
    /// <summary>It answered, whatever it said of what was asked.</summary>
    Open,

    /// <summary>Sent to sign in.</summary>
    SignIn,

    /// <summary>Sent to prove once more who they are.</summary>
    Prove,

    /// <summary>Not open to them.</summary>
    Refused,

    /// <summary>Told that their session is over.</summary>
    Ended,

    /// <summary>Not there.</summary>
    Absent,

    /// <summary>It failed.</summary>
    Broken,
}

/// <summary>Somebody who tries every address: by a session's cookie, by a key, or by neither.</summary>
public sealed record RoleWalker(string Name, long Kestrel, string? Cookie = null, ApiKeyText? Key = null, string? Role = null, bool HasFactor = false, bool IsFresh = true, bool IsSuspended = false, params string[] Scopes)
{
    /// <summary>Everybody there is, on a site.</summary>
    public static async Task<IReadOnlyList<RoleWalker>> All(TestSite site)
    {
        var kestrel = await site.Member("kestrel");
        var walkers = new List<RoleWalker> { new("nobody", kestrel), new("member", kestrel, await SignIn(site, kestrel, "kestrel", null, true)) };
        foreach (var role in Roles.Staff)
        {
            var user = await Staff(site, role);
            walkers.Add(new($"{role} with a second factor", kestrel, await SignIn(site, user, role, role, true), Role: role, HasFactor: true));
            walkers.Add(new($"{role} without one", kestrel, await SignIn(site, user, role, role, false), Role: role));
            var bare = await Staff(site, role, $"bare {role}");
            walkers.Add(new($"{role} who took the last one out", kestrel, await Stay(site, bare, $"bare {role}", role), Role: role));
        }
        var stale = await site.Member("stale");
        walkers.Add(new("member who came an hour ago", kestrel, await SignIn(site, stale, "stale", null, true), IsFresh: false));
        await site.Data.Run(work => work.Db.Sessions.Where(s => s.UserId == stale).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, x => work.At.AddHours(-1))));

        var chief = await Staff(site, Roles.Admin, "chief");
        walkers.Add(new("member's key that may read", kestrel, Key: await site.Key(kestrel, ApiScopes.Read), Scopes: ApiScopes.Read));
        walkers.Add(new("admin's key that may read", kestrel, Key: await site.Key(chief, ApiScopes.Read), Role: Roles.Admin, HasFactor: true, Scopes: ApiScopes.Read));
        walkers.Add(new("admin's key that may award", kestrel, Key: await site.Key(chief, ApiScopes.XpWrite), Role: Roles.Admin, HasFactor: true, Scopes: ApiScopes.XpWrite));
        var lone = await Staff(site, Roles.Admin, "lone");
        var bereft = await site.Key(lone, ApiScopes.Read, ApiScopes.XpWrite);
        Assert.True((await site.Get<SecondFactors>().Remove(new(lone, "lone", Origin.Web))).Succeeded);
        walkers.Add(new("key of an admin without a second factor", kestrel, Key: bereft, Role: Roles.Admin, Scopes: ApiScopes.Read));
        walkers.Add(new("finance's key that may read", kestrel, Key: await site.Key(await Staff(site, Roles.Finance, "counter"), ApiScopes.Read), Role: Roles.Finance, HasFactor: true, Scopes: ApiScopes.Read));

        var gone = await Staff(site, Roles.Admin, "gone");
        walkers.Add(new("suspended admin", kestrel, await SignIn(site, gone, "gone", Roles.Admin, true), Role: Roles.Admin, HasFactor: true, IsSuspended: true));
        walkers.Add(new("suspended admin's key", kestrel, Key: await site.Key(gone, ApiScopes.Read), Role: Roles.Admin, HasFactor: true, IsSuspended: true, Scopes: ApiScopes.Read));
        Assert.True((await site.Get<Suspensions>().Suspend(gone, "Left", Actor.Job)).Succeeded);
        return walkers;
    }

    /// <summary>What the matrix says of them.</summary>
    public RoleOutcome Expects(RoleRow row, bool isPage)
    {
        if (row.Needs.Contains(RoleMatrix.Inside)) return RoleOutcome.Refused;
        if (row.Needs.Contains(RoleMatrix.Anybody)) return RoleOutcome.Open;
        if (row.Needs.Contains(RoleMatrix.ReadKey)) return ByScope(ApiScopes.Read);
        if (row.Needs.Contains(RoleMatrix.AwardKey)) return ByScope(ApiScopes.XpWrite);
        var isForPrograms = row.Needs.Contains(RoleMatrix.AlsoByKey);
        if (isForPrograms ? (Cookie is null && Key is null) || IsSuspended : Cookie is null) return RoleOutcome.SignIn;
        if (IsSuspended) return RoleOutcome.Ended;
        if (row.Needs.Contains(RoleMatrix.Member)) return RoleOutcome.Open;
        if (row.Needs.Contains(RoleMatrix.Lately)) return IsFresh ? RoleOutcome.Open : isPage || row.What.StartsWith("GET ", StringComparison.Ordinal) ? RoleOutcome.Prove : RoleOutcome.Refused;
        return HasFactor && row.Needs.Contains(Role) ? RoleOutcome.Open : RoleOutcome.Refused;
    }

    /// <summary>Has a request come from them.</summary>
    public void Comes(HttpRequestMessage request)
    {
        if (Cookie is not null) request.Headers.Add("Cookie", Cookie);
        if (Key is { } key) request.Headers.Add(ApiKeyAuthentication.Header, key.Text);
    }

    private RoleOutcome ByScope(string scope) => Key is null || IsSuspended ? RoleOutcome.SignIn : Scopes.Contains(scope) ? RoleOutcome.Open : RoleOutcome.Refused;

    private static async Task<long> Staff(TestSite site, string role, string? name = null)
    {
        var user = await site.Member(name ?? role.ToLowerInvariant());
        await site.Data.Run(work => work.GiveRole(user, role));
        await Support.Staff.Code(site.Get<SecondFactors>(), user, name ?? role);
        return user;
    }

    // As the page does once the app is out: this browser goes on, with a session of its own.
    private static async Task<string> Stay(TestSite site, long user, string name, string role)
    {
        Assert.True((await site.Get<SecondFactors>().Remove(new(user, name, Origin.Web))).Succeeded);
        await using var scope = site.Services.CreateAsyncScope();
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, $"{user}"), new(ClaimTypes.Name, name), new(ClaimTypes.Role, role), new(AccountClaims.Session, "ended"), new(AccountClaims.SecondFactor, "true") };
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)) };
        http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("203.0.113.7");
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var row = (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByIdAsync($"{user}"))!;
        Assert.True((await scope.ServiceProvider.GetRequiredService<SignInDesk>().Stay(row, row.SecurityStamp)).Succeeded);
        return http.Response.Headers.SetCookie.Single(cookie => cookie!.StartsWith(site.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).Cookie.Name!, StringComparison.Ordinal))!.Split(';')[0];
    }

    // As signing in leaves it; that signing in asks for factors has tests of its own.
    private static async Task<string> SignIn(TestSite site, long user, string name, string? role, bool hasFactor)
    {
        var begun = (await site.Get<SessionBook>().Begin(new(user, SignInMethod.TelegramLink, hasFactor, Stays: true, null, "203.0.113.7"))).Value;
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, $"{user}"), new(ClaimTypes.Name, name), new(ClaimTypes.Role, Roles.Member), new(AccountClaims.Session, begun.Token) };
        if (role is not null) claims.Add(new(ClaimTypes.Role, role));
        if (hasFactor) claims.Add(new(AccountClaims.SecondFactor, "1"));
        var options = site.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role)),
            new() { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = begun.EndsAt }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
