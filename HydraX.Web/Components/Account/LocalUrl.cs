namespace HydraX.Web.Components.Account;

/// <summary>Where somebody goes on after signing in: only ever within this site.</summary>
internal static class LocalUrl
{
    /// <summary>The address if it is a local path, else home. <c>//host</c> and <c>/\host</c> are other sites to a browser.</summary>
    public static string Of(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : Urls.Home;
}
