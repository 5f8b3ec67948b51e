using System.Security.Claims;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace HydraX.Web.Components.Account;

/// <summary>Why a request's session was refused, for the page that tells.</summary>
/// <param name="SuspendedReason">An admin's words, if the account is suspended.</param>
/// <param name="IsSuspended">Whether it is.</param>
public sealed record RefusedSession(string? SuspendedReason, bool IsSuspended);

/// <summary>The session cookie: its shape, and the check of it at every request.</summary>
internal static class SignInCookie
{
    // Longer than any session: the row of a session says how long it holds, and each cookie carries the end of its own.
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    // Between a password and a code, or a question to a passkey and its answer (OWASP ASVS 5.0, 6.5.5: at most ten minutes).
    private static readonly TimeSpan Brief = TimeSpan.FromMinutes(10);

    private static readonly object Refused = new();

    /// <summary>Why this request's session was refused; null if it was not.</summary>
    public static RefusedSession? RefusedOf(HttpContext http) => http.Items[Refused] as RefusedSession;

    public static void Shape(CookieAuthenticationOptions options, PublicAddress address)
    {
        Shape(options.Cookie, address, "HydraX");
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Life;
        options.SlidingExpiration = false;
        options.LoginPath = Urls.SignIn;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = Check;
        options.Events.OnRedirectToLogin = SendAway;
    }

    public static void Shape(AntiforgeryOptions options, PublicAddress address) => Shape(options.Cookie, address, "HydraX-Form");

    /// <summary>A cookie for the few minutes between two steps of one thing: signing in, or the ceremony of a passkey.</summary>
    public static void ShapeBrief(CookieAuthenticationOptions options, PublicAddress address, string name)
    {
        Shape(options.Cookie, address, name);
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = Brief;
        options.SlidingExpiration = false;
    }

    /// <summary>Names and guards a cookie: bound to this host wherever people come by https.</summary>
    public static void Shape(CookieBuilder cookie, PublicAddress address, string name)
    {
        cookie.Name = address.IsSecure ? $"__Host-{name}" : name;
        cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    // The cookie itself stays until the page that tells why has been shown: it is how that page knows whom to tell.
    private static async Task Check(CookieValidatePrincipalContext context)
    {
        // The page that says what went wrong is for anybody: asking the database here would fail it too.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.RejectPrincipal();
            return;
        }
        var person = context.Principal!;
        var signIns = context.HttpContext.RequestServices.GetRequiredService<SignIns>();
        var (now, stop) = (context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), context.HttpContext.RequestAborted);
        var state = AccountClaims.UserId(person) is { } userId ? await signIns.Of(userId, stop) : null;
        if (state?.Find(AccountClaims.Token(person), now) is not { } session)
        {
            context.HttpContext.Items[Refused] = new RefusedSession(state?.SuspendedReason, state is { IsActive: false });
            context.RejectPrincipal();
            return;
        }
        if (session.IsToBeNoted(now))
        {
            await context.HttpContext.RequestServices.GetRequiredService<SessionBook>().Touch([session.TokenHash], stop);
            context.HttpContext.TellSeen(AccountClaims.UserId(person)!.Value);
        }
        if (AccountClaims.Fits(person, state)) return;
        context.ReplacePrincipal(AccountClaims.Fitted(person, state));
        context.ShouldRenew = true;
    }

    private static Task SendAway(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(RefusedOf(context.HttpContext) is null ? context.RedirectUri : Urls.SessionEnded);
        return Task.CompletedTask;
    }
}
