using System.Globalization;
using System.Security.Claims;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Sessions;
using Microsoft.AspNetCore.Authentication;

namespace HydraX.Web.Components.Account;

/// <summary>
/// Somebody whose password or Telegram account was right, and whose second factor is still to come. It stands in a cookie of its own for ten minutes and opens
/// nothing but the page that asks for the second step.
/// </summary>
/// <param name="UserId">Who.</param>
/// <param name="Method">How the first step was made.</param>
/// <param name="Stays">Whether the browser is to stay signed in.</param>
/// <param name="Stamp">The security stamp that the account had then; with another one since, the step is void.</param>
public sealed record FirstStep(long UserId, SignInMethod Method, bool Stays, string Stamp)
{
    /// <summary>The cookie's scheme.</summary>
    public const string Scheme = "HydraX.FirstStep";

    /// <summary>Puts it into this browser.</summary>
    public Task Keep(HttpContext http) => http.SignInAsync(Scheme, new(new ClaimsIdentity(
    [
        new("user", UserId.ToString(CultureInfo.InvariantCulture)),
        new("method", Method.Code()),
        new("stays", Stays ? "true" : "false"),
        new("stamp", Stamp),
    ], Scheme)));

    /// <summary>What this browser carries; null if nothing, or no longer.</summary>
    public static async Task<FirstStep?> Of(HttpContext http)
    {
        if ((await http.AuthenticateAsync(Scheme)).Principal is not { } kept) return null;
        string Said(string claim) => kept.FindFirstValue(claim) ?? "";
        return Codes<SignInMethod>.TryParse(Said("method"), out var method) && Said("stamp") is { Length: > 0 } stamp
            ? new(long.Parse(Said("user"), CultureInfo.InvariantCulture), method, Said("stays") == "true", stamp)
            : null;
    }

    /// <summary>Takes it out of this browser.</summary>
    public static Task Drop(HttpContext http) => http.SignOutAsync(Scheme);
}
