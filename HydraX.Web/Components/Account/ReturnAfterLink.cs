namespace HydraX.Web.Components.Account;

/// <summary>Where somebody goes on who was sent to the bot for a link: a local path in a cookie of ten minutes, since the bot's link knows nothing of it.</summary>
internal static class ReturnAfterLink
{
    private const string Name = "HydraX-Return";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Remembers it in this browser.</summary>
    public static void Keep(HttpContext http, string url) =>
        http.Response.Cookies.Append(Name, LocalUrl.Of(url), new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Life, Path = "/account", IsEssential = true });

    /// <summary>What was remembered, once; else home.</summary>
    public static string Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } url) return Urls.Home;
        http.Response.Cookies.Delete(Name, new() { Path = "/account" });
        return LocalUrl.Of(url);
    }
}
