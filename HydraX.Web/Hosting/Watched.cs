using HydraX.Core.Abuse;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Keys;
using HydraX.Core.Users.Sessions;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting;

/// <summary>What doors tell the watch over abuse, and the log. Telling costs nothing and never fails.</summary>
internal static partial class Watched
{
    /// <summary>A member was seen: again in a session, or, as an entry, for the first time.</summary>
    public static void TellSeen(this HttpContext http, long userId, bool isEntry = false) => http.Tell(Seen(http, userId, isEntry));

    /// <summary>A member came in.</summary>
    public static void TellEntered(this HttpContext http, long userId, SignInMethod method, bool hasSecondFactor)
    {
        Entered(http.Log(), userId, method.Code(), hasSecondFactor, SessionRules.Coarse(http.Address()));
        http.Tell(Seen(http, userId, isEntry: true));
    }

    /// <summary>A proof was wrong.</summary>
    public static void TellFailed(this HttpContext http, long? userId, string? typed)
    {
        Failed(http.Log(), userId, SessionRules.Coarse(http.Address()));
        http.Tell(new EntryFailed(userId, typed, http.Address()));
    }

    /// <summary>A key was used.</summary>
    public static void TellUsed(this HttpContext http, KeyHolder key) => http.Tell(new KeyUsed(key.ApiKeyId, key.PublicId, key.UserId, http.Address()));

    private static MemberSeen Seen(HttpContext http, long userId, bool isEntry) => new(userId, http.Address(), http.Request.Headers.UserAgent, http.Place(), isEntry);

    private static ILogger Log(this HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("HydraX.SignIn");

    [LoggerMessage(LogLevel.Information, "Member {UserId} signed in by {Method}, second factor {HasSecondFactor}, from {Network}")]
    private static partial void Entered(ILogger log, long userId, string method, bool hasSecondFactor, string? network);

    [LoggerMessage(LogLevel.Information, "Somebody did not prove to be member {UserId}, from {Network}")]
    private static partial void Failed(ILogger log, long? userId, string? network);

    private static void Tell(this HttpContext http, AbuseSignal signal) => http.RequestServices.GetRequiredService<AbuseSignals>().Tell(signal);


    // Two capital letters; XX is said where the proxy does not know.
    private static string? Place(this HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<AbuseOptions>>().Value.PlaceHeader is { Length: > 0 } header && http.Request.Headers[header].ToString() is { Length: 2 } place
        && place.All(char.IsAsciiLetterUpper) && place != "XX" ? place : null;
}
