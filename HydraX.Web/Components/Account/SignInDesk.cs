using System.Security.Claims;
using System.Security.Cryptography;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>How far somebody has come.</summary>
public enum Entry
{
    /// <summary>Signed in.</summary>
    Done,

    /// <summary>The first step is right; a second factor is still to be shown.</summary>
    SecondStep,
}

/// <summary>
/// Signs people in and out of this browser, whichever way they came. Whoever has a second factor shows it on every way but a passkey, which is two in one.
/// </summary>
public sealed class SignInDesk(SignInManager<User> signIn, UserManager<User> users, SessionBook sessions, SecondFactors factors, PasskeyDesk passkeys, MailLinks mails, AccountPace pace, PasswordTries tries)
{
    // One sentence for all that may be wrong, so that it tells nobody whether an address has an account.
    private static readonly Problem NotThese = Problem.Of("account.refused", "Address or password is wrong. After 5 wrong tries an account rests for 5 minutes.");

    private static string? nobody;

    /// <summary>
    /// Signs in by address and password. Problems: <c>account.refused</c>; and, once the password was right, <c>account.unconfirmed</c> and
    /// <c>users.suspended</c>.
    /// </summary>
    public async Task<Outcome<Entry>> ByPassword(string email, string password, bool stays)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is not { EmailConfirmed: true, PasswordHash: not null }) return await ByUnproven(user, email, password);
        return await Looked(user, password) == Look.Right ? await Enter(user, SignInMethod.Password, stays) : Wrong(user, email);
    }

    // No account, one whose address nobody has proved, or one without a password: the same work, the same rest and the same answer as for an account, so that
    // neither words nor time tell which it is. Whoever knows the password of an unproved one is told how to prove it.
    private async Task<Outcome<Entry>> ByUnproven(User? user, string email, string password)
    {
        if (!pace.TakeTry(email)) return Wrong(user, email);
        if (user is not { PasswordHash: not null }) users.PasswordHasher.VerifyHashedPassword(new(), nobody ??= users.PasswordHasher.HashPassword(new(), RandomNumberGenerator.GetHexString(32)), password);
        else if (await users.CheckPasswordAsync(user, password))
        {
            pace.Forgive(email);
            if (mails.IsOpen) await mails.Confirm(user);
            return Problem.Of("account.unconfirmed", "Confirm your address first: we have written to it. The link in the mail is all it takes.");
        }
        return Wrong(user, email);
    }

    // The try is taken first: of many at the same instant no more are looked at than of as many one after the other.
    private async Task<Look> Looked(User user, string password)
    {
        if (!await tries.Take(user, signIn.Context.RequestAborted)) return await IsRightAtHome(user, password) ? Look.Right : Look.Rests;
        if (!await users.CheckPasswordAsync(user, password)) return Look.Wrong;
        await tries.Forgive(user.Id, signIn.Context.RequestAborted);
        return Look.Right;
    }

    // An account rests for everybody but its member: from a network where they have been signed in lately the right password still counts.
    private async Task<bool> IsRightAtHome(User user, string password)
    {
        var address = signIn.Context.Connection.RemoteIpAddress?.ToString();
        return SessionRules.Coarse(address) is { } network && await sessions.HasBeenAt(user.Id, network, signIn.Context.RequestAborted)
            && pace.MayTryAtHome(user.Id, network) && await users.CheckPasswordAsync(user, password);
    }

    private Problem Wrong(User? user, string email)
    {
        signIn.Context.TellFailed(user?.Id, email);
        return NotThese;
    }

    /// <summary>Signs in a member who has proved themselves in another way, by Telegram. Problem: <c>users.suspended</c>.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="method">How.</param>
    /// <param name="stays">Whether the browser stays signed in.</param>
    /// <param name="provedAt">When Telegram vouched for them, where that was not now: what matters asks again once that is too long ago.</param>
    public async Task<Outcome<Entry>> ByProof(long userId, SignInMethod method, bool stays = true, DateTimeOffset? provedAt = null) =>
        await Find(userId) is { } user ? await Enter(user, method, stays, provedAt) : Members.NoMember(userId);

    /// <summary>Signs in by the answer of a passkey. Problems: <c>passkeys.refused</c>, <c>users.suspended</c>.</summary>
    public async Task<Outcome> ByPasskey(string? answer, bool stays)
    {
        var who = await passkeys.WhoAnswered(answer);
        return who.Succeeded ? await Begin(who.Value, SignInMethod.Passkey, stays, who.Value.SecurityStamp, hasSecondFactor: true) : who.Problem;
    }

    /// <summary>
    /// The second step: a code of the app or one on paper. Problems: <c>account.step-over</c> (too late, or there was no first one), those of
    /// <see cref="SecondFactors.Verify"/> and of <see cref="SessionBook.Begin"/>.
    /// </summary>
    public async Task<Outcome> ByCode(string? code)
    {
        if (await FirstStep.Of(signIn.Context) is not { } first || await Find(first.UserId) is not { } user) return StepOver;
        var verified = await factors.Verify(user.Id, code, signIn.Context.Address(), signIn.Context.RequestAborted);
        if (verified.Succeeded) return await Complete(first, user);
        signIn.Context.TellFailed(user.Id, null);
        return verified;
    }

    /// <summary>The second step by the answer of a passkey, which must be of the same member. Problems as with a code, and <c>passkeys.refused</c>.</summary>
    public async Task<Outcome> ByPasskeyAfter(string? answer)
    {
        if (await FirstStep.Of(signIn.Context) is not { } first) return StepOver;
        var who = await passkeys.WhoAnswered(answer);
        if (!who.Succeeded) return who.Problem;
        return who.Value.Id == first.UserId ? await Complete(first, who.Value) : Problem.Of("passkeys.refused", "That passkey is of another account than the one that signs in here.");
    }

    /// <summary>
    /// Goes on in this browser with a session of its own, after a change of password or factors ended all. Problems: <c>users.suspended</c>, <c>sessions.void</c>.
    /// </summary>
    /// <param name="user">Who.</param>
    /// <param name="stamp">The security stamp that the change left; if all sessions were ended once more since, this one is not begun.</param>
    /// <param name="withFactor">Whether a second factor was shown with the change. One shown in the session before counts too, but neither once the last is taken out.</param>
    public async Task<Outcome> Stay(User user, string? stamp, bool withFactor = false)
    {
        var wasShown = withFactor || signIn.Context.User.HasClaim(claim => claim.Type == AccountClaims.SecondFactor);
        var hasFactor = wasShown && (await factors.Of(user.Id, signIn.Context.RequestAborted)).Any;
        return await Begin(user, user.PasswordHash is null ? SignInMethod.TelegramLink : SignInMethod.Password, await StaysNow(), stamp, hasFactor);
    }

    /// <summary>
    /// Proves once more who the member of this session is. Who has a password gives it, who has a second factor shows it, and a passkey alone will do. Problems:
    /// <c>account.refused</c>, <c>passkeys.refused</c>, those of <see cref="SecondFactors.Verify"/>.
    /// </summary>
    public async Task<Outcome> Prove(User user, string? password, string? code, string? passkey)
    {
        var (http, hasFactor) = (signIn.Context, (await factors.Of(user.Id)).Any);
        if (!string.IsNullOrEmpty(passkey))
        {
            var who = await passkeys.WhoAnswered(passkey);
            if (!who.Succeeded) return who.Problem;
            if (who.Value.Id != user.Id) return Problem.Of("passkeys.refused", "That passkey is of another account.");
            hasFactor = true;
        }
        else
        {
            if (user.PasswordHash is null && !hasFactor) return Problem.Of("account.refused", "There is neither a password nor a second factor on this account. Send the bot /link and open its link here.");
            if (user.PasswordHash is not null && await CheckPassword(user, password ?? "") is { } wrong) return wrong;
            if (hasFactor && await factors.Verify(user.Id, code, http.Address(), http.RequestAborted) is { Succeeded: false } refused) return refused;
        }
        await sessions.Confirm(user.Id, AccountClaims.Token(http.User)!, hasFactor, http.RequestAborted);
        return Outcome.Done;
    }

    // A browser that was to forget its member when it is closed goes on doing so.
    private async Task<bool> StaysNow() => (await signIn.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties?.IsPersistent ?? false;

    /// <summary>
    /// Null if this is the password of the member of this session. A wrong one counts like a wrong one at the door, or a stolen session could guess it; while the account
    /// rests because of others, its member at home still proves themselves. Problem: <c>account.refused</c>.
    /// </summary>
    public async Task<Problem?> CheckPassword(User user, string password)
    {
        var look = await Looked(user, password);
        if (look == Look.Right) return null;
        signIn.Context.TellFailed(user.Id, null);
        return Problem.Of("account.refused", look == Look.Rests
            ? "The account rests for 5 minutes after 5 wrong tries, and this one counts for nothing. Try again then, or use a passkey."
            : "The password is wrong. After 5 wrong tries an account rests for 5 minutes.");
    }

    /// <summary>Takes the session's cookie out of this browser.</summary>
    public static Task Leave(HttpContext http) => http.SignOutAsync(IdentityConstants.ApplicationScheme);

    private static readonly Problem StepOver = Problem.Of("account.step-over", "The first step is too long ago, or was made in another browser. Sign in again.");

    // The stamp goes along: what was right before all sessions were ended, because of a password or a factor that is another now, begins none.
    private async Task<Outcome<Entry>> Enter(User user, SignInMethod method, bool stays, DateTimeOffset? provedAt = null)
    {
        if (!user.IsActive) return Suspended(user);
        var stamp = user.SecurityStamp!;
        if ((await factors.Of(user.Id, signIn.Context.RequestAborted)).Any)
        {
            await new FirstStep(user.Id, method, stays, stamp).Keep(signIn.Context);
            return Entry.SecondStep;
        }
        var begun = await Begin(user, method, stays, stamp, hasSecondFactor: false, provedAt);
        return begun.Succeeded ? Entry.Done : begun.Problem;
    }

    private async Task<Outcome> Complete(FirstStep first, User user)
    {
        await FirstStep.Drop(signIn.Context);
        return await Begin(user, first.Method, first.Stays, first.Stamp, hasSecondFactor: true);
    }

    private enum Look
    {
        Right,
        Wrong,
        Rests,
    }

    private Task<User?> Find(long userId) => users.FindByIdAsync(userId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Problem Suspended(User user) => Problem.Of("users.suspended", $"This account is suspended: {user.SuspendedReason}");

    private async Task<Outcome> Begin(User user, SignInMethod method, bool stays, string? stamp, bool hasSecondFactor, DateTimeOffset? provedAt = null)
    {
        if (!user.IsActive) return Suspended(user);
        var http = signIn.Context;
        var begun = await sessions.Begin(new(user.Id, method, hasSecondFactor, stays, http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress?.ToString(), stamp, provedAt), http.RequestAborted);
        if (!begun.Succeeded) return begun.Problem;
        var cookie = new AuthenticationProperties { IsPersistent = stays, ExpiresUtc = begun.Value.EndsAt };
        var claims = new List<Claim> { new(AccountClaims.Session, begun.Value.Token) };
        if (hasSecondFactor) claims.Add(new(AccountClaims.SecondFactor, "true"));
        await signIn.SignInWithClaimsAsync(user, cookie, claims);
        http.TellEntered(user.Id, method, hasSecondFactor);
        return Outcome.Done;
    }
}
