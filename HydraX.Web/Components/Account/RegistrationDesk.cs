using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Users;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>What somebody types to register.</summary>
/// <param name="Username">The name they want.</param>
/// <param name="Email">Their address.</param>
/// <param name="Password">As typed.</param>
/// <param name="Terms">The version of the terms that they agree to; null if they do not.</param>
public sealed record Registration(string Username, string Email, string Password, int? Terms = null);

/// <summary>Takes registrations of the web: checks what was typed, hashes the password, writes the mail.</summary>
public sealed class RegistrationDesk(Arrivals arrivals, UserManager<User> users, ConsentBook consents, MailLinks mails, BlockedWords blocked, IHttpContextAccessor requests)
{
    /// <summary>
    /// Registers a member, who then confirms the address by mail. An address that has an account gets another mail and the same answer here, so that
    /// nobody learns of it. Problems: those of the form, <c>users.terms</c>, <c>users.username-taken</c>, <c>account.no-mail</c>.
    /// </summary>
    public async Task<Outcome> Register(Registration typed, CancellationToken stop)
    {
        if (!mails.IsOpen) return Problem.Of("account.no-mail", "This server sends no mail, so nobody can register by e-mail. Come by the Telegram bot.");
        if ((UsernameRules.Check(typed.Username, blocked) ?? Check(typed)) is { } problem) return problem;
        if (typed.Terms is not { } version) return Problem.Of("users.terms", "Read the terms of use and agree to them; nobody can be a member without.");
        var made = await arrivals.FromWeb(Person(typed, isConfirmed: false), stop);
        if (made.Problem is { Code: not "users.email-taken" } refusal) return refusal;

        // Whoever registered a moment before a new version came out is asked for it on the page of privacy.
        if (made.Succeeded) await consents.Say(new(made.Value.UserId, made.Value.Username, Origin.Web, requests.HttpContext?.Address()), ConsentPurpose.Terms, true, version, stop);
        if (made.Succeeded) requests.HttpContext?.TellSeen(made.Value.UserId, isEntry: true);
        var user = await users.FindByEmailAsync(typed.Email.Trim());
        if (user is null) return Outcome.Done;
        await (made.Succeeded ? mails.Confirm(user) : mails.KnownAlready(user));
        return Outcome.Done;
    }

    /// <summary>Registers the first admin. Problems: those of the form and of <see cref="Arrivals.FirstAdmin"/>.</summary>
    public async Task<Outcome<MemberCard>> FirstAdmin(Registration typed, CancellationToken stop) =>
        (UsernameRules.CheckForm(typed.Username) ?? Check(typed)) is { } problem ? problem : await arrivals.FirstAdmin(Person(typed, isConfirmed: true), stop);

    /// <summary>Null for an address and a password that may be used. Problems: <c>users.email-form</c> and those of <see cref="PasswordRules"/>.</summary>
    public static Problem? Check(Registration typed) => EmailRules.Check(typed.Email) ?? PasswordRules.Check(typed.Password, typed.Username, typed.Email.Trim());

    private WebPerson Person(Registration typed, bool isConfirmed) =>
        new(typed.Username, typed.Email.Trim(), users.PasswordHasher.HashPassword(new(), typed.Password), isConfirmed);
}
