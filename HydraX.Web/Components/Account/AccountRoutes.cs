using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Login;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account;

/// <summary>What a Mini App sends to sign in.</summary>
/// <param name="InitData">As Telegram handed it to the app.</param>
/// <param name="IsFramed">Whether the app stands in a frame, as Telegram in a browser shows it: no session of ours holds there.</param>
public sealed record MiniAppSignIn(string InitData, bool IsFramed = false);

/// <summary>Where a Mini App goes on.</summary>
/// <param name="Url">A local address; from a frame a link that signs in a tab of its own, once.</param>
public sealed record MiniAppSignedIn(string Url);

/// <summary>The routes of accounts that are no pages.</summary>
public static class AccountRoutes
{
    /// <summary>Signing out, and the Mini App's way in.</summary>
    public static WebApplication MapAccounts(this WebApplication app)
    {
        app.MapPost(Urls.SignOut, SignOut).OpenToAll();
        // JSON alone: another site cannot send that without asking, so a forged sign-in needs no token of ours.
        app.MapPost(Urls.MiniAppSignIn, SignInFromTelegram).OpenToAll().DisableAntiforgery();
        app.MapGet("/account/telegram/ask", AskTelegram).OpenToAll();
        app.MapPost(Urls.AskPasskey, AskPasskey).OpenToAll();
        app.MapPost(Urls.AskNewPasskey, AskNewPasskey).Requires(new RequiresAttribute(Who.Member), new RequiresAttribute(Proven.Lately));
        return app;
    }

    // Both leave a cookie with the question behind, so they are asked by pages of ours alone.
    private static async Task<IResult> AskPasskey(HttpContext http, PasskeyDesk passkeys, IAntiforgery forms, AccountPace pace)
    {
        if (!pace.MayTry(http)) return Results.Problem(AccountPace.TooFast, statusCode: StatusCodes.Status429TooManyRequests);
        return await IsOfOurPages(http, forms) ? Results.Text(await passkeys.Ask(), "application/json") : Results.BadRequest();
    }

    private static async Task<IResult> AskNewPasskey(HttpContext http, PasskeyDesk passkeys, UserManager<User> users, IAntiforgery forms) =>
        await IsOfOurPages(http, forms) && await users.GetUserAsync(http.User) is { } user ? Results.Text(await passkeys.AskForNew(user), "application/json") : Results.BadRequest();

    // Our script sends the token in a header. A body in its place is nobody's of ours, and reading it could fail.
    private static async Task<bool> IsOfOurPages(HttpContext http, IAntiforgery forms) => !http.Request.HasFormContentType && await forms.IsRequestValidAsync(http);

    // The form binds, so that its antiforgery token is checked.
    private static async Task<IResult> SignOut(HttpContext http, SessionBook sessions, OpenCircuits circuits, [FromForm] string? returnUrl)
    {
        var (person, token) = (AccountClaims.UserId(http.User), AccountClaims.Token(http.User));
        // The row first: from here on the cookie is worth nothing, wherever a copy of it is.
        if (person is { } member && token is not null) await sessions.SignOut(member, token, CancellationToken.None);
        // Open pages end once the browser has the answer. Sent away before it, the page that signed out would drop the answer that takes its cookie,
        // and another page would arrive where it is sent with a cookie that still holds.
        http.Response.OnCompleted(() =>
        {
            if (person is { } userId && token is not null) circuits.End(userId, SessionRules.HashOf(token));
            return Task.CompletedTask;
        });
        await SignInDesk.Leave(http);
        return Results.LocalRedirect(LocalUrl.Of(returnUrl));
    }

    // A link that anybody may follow: it changes nothing but a cookie of a few minutes, and Telegram asks the person before it answers.
    private static async Task<IResult> AskTelegram(HttpContext http, TelegramDoor door, TelegramLogin login, AccountPace pace, string? returnUrl)
    {
        if (!login.IsOpen) return Results.NotFound();
        if (!pace.MayTry(http)) return Results.Problem(AccountPace.TooFast, statusCode: StatusCodes.Status429TooManyRequests);
        var asked = await door.Leave(http, returnUrl);
        return asked.Succeeded ? Results.Redirect(asked.Value) : Results.Redirect($"{Urls.TelegramReturn}?unreachable=1");
    }

    private static async Task<IResult> SignInFromTelegram(MiniAppSignIn sent, HttpContext http, SignInDesk desk, Arrivals arrivals, AccountLinks links, AccountPace pace, IOptions<TelegramOptions> telegram, TimeProvider machine)
    {
        if (!pace.MayTry(http)) return Results.Problem(AccountPace.TooFast, statusCode: StatusCodes.Status429TooManyRequests);
        if (telegram.Value.BotToken is not { Length: > 0 } botToken) return Results.Problem("This server has no bot, so nobody signs in by Telegram.", statusCode: StatusCodes.Status404NotFound);
        var visit = InitData.Verify(sent.InitData ?? "", botToken, machine.GetUtcNow());
        if (!visit.Succeeded) return Refused(visit.Problem.Code, visit.Problem.Sentence);

        var person = visit.Value.Person;
        var member = await arrivals.Come(new(person.Id, person.Username, $"{person.FirstName} {person.LastName}".Trim()), http.RequestAborted);
        if (!member.Succeeded) return Refused(member.Problem.Code, member.Problem.Sentence);
        if (sent.IsFramed) return Linked(await links.WebSignInCode(member.Value.UserId, http.RequestAborted));
        var entered = await desk.ByProof(member.Value.UserId, SignInMethod.MiniApp, provedAt: visit.Value.SignedAt);
        return entered.Succeeded ? Results.Ok(new MiniAppSignedIn(entered.Value == Entry.SecondStep ? Urls.SecondStepThen(Urls.Home) : Urls.Home)) : Refused(entered.Problem.Code, entered.Problem.Sentence);
    }

    // Browsers keep our cookie out of a frame of another site. The link is the bot's own: for ten minutes, once, and it goes around no second factor.
    private static IResult Linked(Outcome<LinkCode> made) =>
        made.Succeeded ? Results.Ok(new MiniAppSignedIn(Urls.TelegramSignIn(made.Value.Code))) : Refused(made.Problem.Code, made.Problem.Sentence);

    private static IResult Refused(string code, string sentence) => Results.Problem(sentence, statusCode: StatusCodes.Status403Forbidden, extensions: new Dictionary<string, object?> { ["code"] = code });
}
