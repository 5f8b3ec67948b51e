using HydraX.Core.Abuse;
using HydraX.Core.Users.Keys;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting;

/// <summary>What doors tell the watch over abuse. Telling costs nothing and never fails.</summary>
internal static class Watched
{
    /// <summary>A member came in, or was seen again in a session.</summary>
    public static void TellSeen(this HttpContext http, long userId, bool isEntry) => http.Tell(new MemberSeen(userId, http.Address(), http.Request.Headers.UserAgent, http.Place(), isEntry));

    /// <summary>A proof was wrong.</summary>
    public static void TellFailed(this HttpContext http, long? userId, string? typed) => http.Tell(new EntryFailed(userId, typed, http.Address()));

    /// <summary>A key was used.</summary>
    public static void TellUsed(this HttpContext http, KeyHolder key) => http.Tell(new KeyUsed(key.ApiKeyId, key.PublicId, key.UserId, http.Address()));

    private static void Tell(this HttpContext http, AbuseSignal signal) => http.RequestServices.GetRequiredService<AbuseSignals>().Tell(signal);

    private static string? Address(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString();

    // Two capital letters; XX is said where the proxy does not know.
    private static string? Place(this HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<AbuseOptions>>().Value.PlaceHeader is { Length: > 0 } header && http.Request.Headers[header].ToString() is { Length: 2 } place
        && place.All(char.IsAsciiLetterUpper) && place != "XX" ? place : null;
}
