using HydraX.Web.Hosting;

namespace HydraX.Web.Components.Account;

/// <summary>Something that a browser carries for a few minutes while it is elsewhere: with the bot, or at Telegram. Taken once.</summary>
internal static class BriefCookie
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Puts it into this browser; one of the same name goes.</summary>
    public static void Keep(HttpContext http, string name, string value)
    {
        var cookie = Of(http, name);
        http.Response.Cookies.Append(cookie.Name!, value, cookie.Build(http));
    }

    /// <summary>What this browser carries, which it does no longer; null if nothing.</summary>
    public static string? Take(HttpContext http, string name)
    {
        var cookie = Of(http, name);
        if (http.Request.Cookies[cookie.Name!] is not { } value) return null;
        http.Response.Cookies.Delete(cookie.Name!, cookie.Build(http));
        return value;
    }

    // It comes back with a navigation from another site, so it is Lax.
    private static CookieBuilder Of(HttpContext http, string name)
    {
        var cookie = new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = Life };
        SignInCookie.Shape(cookie, http.RequestServices.GetRequiredService<PublicAddress>(), name);
        return cookie;
    }
}
