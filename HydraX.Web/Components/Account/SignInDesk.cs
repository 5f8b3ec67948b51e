using System.Security.Claims;
using System.Security.Cryptography;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Components.Account.Mail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>Signs people in and out of this browser, whichever way they came.</summary>
public sealed class SignInDesk(SignInManager<User> signIn, UserManager<User> users, SessionBook sessions, MailLinks mails)
{
    // One sentence for all that may be wrong, so that it tells nobody whether an address has an account.
    private static readonly Problem NotThese = Problem.Of("account.refused", "Address or password is wrong. After 5 wrong tries an account rests for 5 minutes.");

    private static string? nobody;

    /// <summary>
    /// Signs in by address and password. Problems: <c>account.refused</c>; and, once the password was right, <c>account.unconfirmed</c> and
    /// <c>users.suspended</c>.
    /// </summary>
    public async Task<Outcome> ByPassword(string email, string password, bool stays)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            // As much work as for somebody: the time of the answer tells nothing either.
            users.PasswordHasher.VerifyHashedPassword(new(), nobody ??= users.PasswordHasher.HashPassword(new(), RandomNumberGenerator.GetHexString(32)), password);
            return NotThese;
        }
        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (result.IsNotAllowed && await users.CheckPasswordAsync(user, password))
        {
            if (mails.IsOpen) await mails.Confirm(user);
            return Problem.Of("account.unconfirmed", "Confirm your address first: we have written to it. The link in the mail is all it takes.");
        }
        return result.Succeeded ? await Enter(user, SignInMethod.Password, stays, user.SecurityStamp) : NotThese;
    }

    /// <summary>Signs in a member who has proved themselves in another way, by Telegram. Problem: <c>users.suspended</c>.</summary>
    public async Task<Outcome> ByProof(long userId, SignInMethod method, bool stays = true) =>
        await users.FindByIdAsync(userId.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } user ? await Enter(user, method, stays, null) : Members.NoMember(userId);

    /// <summary>Goes on in this browser with a session of its own, after a change of password ended all.</summary>
    public Task<Outcome> Stay(User user) => Enter(user, SignInMethod.Password, stays: true, user.SecurityStamp);

    /// <summary>Takes the session's cookie out of this browser.</summary>
    public static Task Leave(HttpContext http) => http.SignOutAsync(IdentityConstants.ApplicationScheme);

    private async Task<Outcome> Enter(User user, SignInMethod method, bool stays, string? stamp)
    {
        if (!user.IsActive) return Problem.Of("users.suspended", $"This account is suspended: {user.SuspendedReason}");
        var http = signIn.Context;
        var begun = await sessions.Begin(new(user.Id, method, HasSecondFactor: false, stays, http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress?.ToString(), stamp), http.RequestAborted);
        if (!begun.Succeeded) return begun.Problem;
        var cookie = new AuthenticationProperties { IsPersistent = stays, ExpiresUtc = begun.Value.EndsAt };
        await signIn.SignInWithClaimsAsync(user, cookie, [new Claim(AccountClaims.Session, begun.Value.Token)]);
        return Outcome.Done;
    }
}
