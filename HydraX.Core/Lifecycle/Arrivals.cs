using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Lifecycle;

/// <summary>Everything that follows a registration, in order. Referrals and onboarding join it when their slices exist.</summary>
public sealed class Arrivals(HydraXData data, UserDirectory users, AccountChanges changes, SessionBook sessions, AuditTrail audit, BlockedWords blocked)
{
    /// <summary>What is said once the set-up is over.</summary>
    public static readonly Problem AdminExists = Problem.Of("users.admin-exists", "There is an admin already. Sign in as one.");

    /// <summary>The member of a Telegram account, registered now if this is their first message.</summary>
    public async Task<MemberCard> FromTelegram(TelegramPerson person, CancellationToken stop = default) =>
        await users.ByTelegram(person.Id, stop) ?? await data.Run(work => users.Register(work, person), stop);

    /// <summary>
    /// The same for whoever comes by themselves. Problem: <c>changes.moves-here</c> (a member's account is about to move to this Telegram account, which therefore
    /// becomes no member of its own).
    /// </summary>
    public async Task<Outcome<MemberCard>> Come(TelegramPerson person, CancellationToken stop = default)
    {
        if (await users.ByTelegram(person.Id, stop) is { } known) return known;
        return await changes.MovesTo(person.Id, stop) is { } waits ? waits : await data.Run(work => users.Register(work, person), stop);
    }

    /// <summary>
    /// A new member from the web. The password has been checked and hashed by who asks. Problems: <c>users.username-form</c>,
    /// <c>users.username-staff</c>, <c>users.word-blocked</c>, <c>users.username-taken</c>, <c>users.email-taken</c>.
    /// </summary>
    public async Task<Outcome<MemberCard>> FromWeb(WebPerson person, CancellationToken stop = default)
    {
        var made = await data.Run<Outcome<MemberCard>>(async work => UsernameRules.Check(person.Username, blocked) is { } problem ? problem : await users.Register(work, person), stop);
        // A write of its own: what is refused leaves nothing behind.
        if (made.Problem?.Code == UserDirectory.EmailTaken.Code) await data.Run(work => users.Hold(work, person), stop);
        return made;
    }

    /// <summary>
    /// The first admin: a new member with the role, or a registered one of that address, whose password becomes the one given. Problems:
    /// <c>users.admin-exists</c>, <c>users.username-form</c>, <c>users.username-taken</c>. Of two that are made at the same instant one stands.
    /// </summary>
    public Task<Outcome<MemberCard>> FirstAdmin(WebPerson person, CancellationToken stop = default) => data.Run<Outcome<MemberCard>>(async work =>
    {
        await work.LockRole(Roles.Admin);
        if (await HasAdmin(work.Db, work.Stop)) return AdminExists;
        var made = await Known(work, person) ?? (UsernameRules.CheckForm(person.Username) is { } problem ? problem : await users.Register(work, person));
        if (!made.Succeeded) return made;

        await work.GiveRole(made.Value.UserId, Roles.Admin);
        audit.Record(work, Actor.Start, "users.role-given", AuditSubject.Person(made.Value.UserId, made.Value.Username), after: new { role = Roles.Admin }, why: "The first admin");
        return made;
    }, stop);

    /// <summary>Whether somebody is an admin.</summary>
    public Task<bool> HasAdmin(CancellationToken stop = default) => data.Read(db => HasAdmin(db, stop), stop);

    private static Task<bool> HasAdmin(HydraXDb db, CancellationToken stop)
    {
        var admin = Roles.IdOf(Roles.Admin);
        return db.UserRoles.AnyAsync(r => r.RoleId == admin, stop);
    }

    // Whoever registered with the operator's address before the operator did must not become admin with a password of their own.
    private async Task<Outcome<MemberCard>?> Known(Work work, WebPerson person)
    {
        if (await users.ByEmail(work.Db, person.Email).FirstOrDefaultAsync(work.Stop) is not { } user) return null;
        user.PasswordHash = person.PasswordHash;
        user.EmailConfirmed = true;
        await sessions.EndAll(work, user.Id, SessionEnd.Credentials);
        user.UpdatedAt = work.At;
        return new MemberCard(user.Id, user.UserName!, user.Tier, user.IsActive, user.TelegramId, false);
    }
}
