using System.Security.Cryptography;
using System.Text.Json;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Telegram.Login;
using Microsoft.AspNetCore.DataProtection;

namespace HydraX.Web.Components.Account;

/// <summary>How somebody got in by Telegram's own sign-in, and where they go on.</summary>
/// <param name="Entry">How far they have come.</param>
/// <param name="ReturnUrl">Where they wanted to go; local.</param>
public sealed record TelegramEntry(Entry Entry, string ReturnUrl);

/// <summary>Sends a browser to Telegram to sign in, and lets it in when it comes back. The question stands sealed in a cookie of that browser, and is taken once.</summary>
public sealed class TelegramDoor(TelegramLogin login, Arrivals arrivals, SignInDesk desk, IDataProtectionProvider protection)
{
    private const string Cookie = "HydraX-Telegram";

    private readonly IDataProtector seal = protection.CreateProtector("HydraX.TelegramLogin");

    /// <summary>Where to send this browser. Problem: <c>telegram-login.unreachable</c>.</summary>
    public async Task<Outcome<string>> Leave(HttpContext http, string? returnUrl)
    {
        var asked = await login.Ask(LocalUrl.Of(returnUrl), http.RequestAborted);
        if (!asked.Succeeded) return asked.Problem;
        BriefCookie.Keep(http, Cookie, seal.Protect(JsonSerializer.Serialize(asked.Value.Question)));
        return asked.Value.Url;
    }

    /// <summary>Lets in whom Telegram has signed in; who is new is registered, as by the bot. Problems: those of <see cref="TelegramLogin.Answer"/>, <c>changes.moves-here</c> and <c>users.suspended</c>.</summary>
    public async Task<Outcome<TelegramEntry>> Return(HttpContext http, string? state, string? code)
    {
        var question = Taken(http);
        var person = await login.Answer(question, state, code, http.RequestAborted);
        if (!person.Succeeded) return person.Problem;
        var member = await arrivals.Come(person.Value, http.RequestAborted);
        if (!member.Succeeded) return member.Problem;
        var entered = await desk.ByProof(member.Value.UserId, SignInMethod.TelegramOidc);
        return entered.Succeeded ? new TelegramEntry(entered.Value, LocalUrl.Of(question!.ReturnUrl)) : entered.Problem;
    }

    private TelegramQuestion? Taken(HttpContext http)
    {
        if (BriefCookie.Take(http, Cookie) is not { } sealedText) return null;
        try
        {
            return JsonSerializer.Deserialize<TelegramQuestion>(seal.Unprotect(sealedText));
        }
        // A cookie that we did not write.
        catch (Exception unread) when (unread is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
