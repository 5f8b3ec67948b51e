namespace HydraX.Web.Components.Account;

/// <summary>Where somebody goes on who was sent to the bot for a link: a local path in a cookie of ten minutes, since the bot's link knows nothing of it.</summary>
internal static class ReturnAfterLink
{
    private const string Name = "HydraX-Return";

    /// <summary>Remembers it in this browser.</summary>
    public static void Keep(HttpContext http, string url) => BriefCookie.Keep(http, Name, LocalUrl.Of(url));

    /// <summary>What was remembered, once; else home.</summary>
    public static string Take(HttpContext http) => LocalUrl.Of(BriefCookie.Take(http, Name));
}
