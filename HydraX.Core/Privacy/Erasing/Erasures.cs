using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Privacy.Erasing;

/// <summary>An erasure as it is asked for.</summary>
/// <param name="Token">What the link that stops it carries; kept nowhere.</param>
/// <param name="EffectiveAt">When it is made.</param>
public sealed record AskedErasure(string Token, DateTimeOffset EffectiveAt);

/// <summary>Somebody who is erased now.</summary>
/// <param name="UserId">Their number, which stays.</param>
/// <param name="Email">Where to say so, once; kept nowhere.</param>
public sealed record ErasedMember(long UserId, string? Email);

/// <summary>
/// The door to being forgotten. It waits seven days, is told on every way that reaches the person, and can be stopped until the last second; then everything
/// follows in one transaction, holding by holding, under the member's lock.
/// </summary>
public sealed class Erasures(HydraXData data, Forgetting forgetting, Outbox outbox, AuditTrail audit, TimeProvider machine)
{
    private static readonly Problem Over = Problem.Of("privacy.over", "No erasure waits any more: it was stopped or made already.");

    /// <summary>
    /// A member asks to be forgotten. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>privacy.staff</c>, <c>privacy.waits</c> (asked for already).
    /// </summary>
    public Task<Outcome<AskedErasure>> Ask(Actor by, CancellationToken stop = default) => data.Run<Outcome<AskedErasure>>(async work =>
    {
        var userId = by.UserId ?? throw new ArgumentException("A member asks for themselves.", nameof(by));
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        if (await Forgetting.IsStaff(work, userId)) return Forgetting.Staff;
        if (await Waiting(work.Db, userId).FirstOrDefaultAsync(work.Stop) is { } open) return Problem.Of("privacy.waits", $"This was asked for already. The account is erased on {open.EffectiveAt:yyyy-MM-dd} at {open.EffectiveAt:HH:mm} UTC.");
        var (token, now) = (LinkToken.NewText(), Clock.Cut(machine.GetUtcNow()));
        var asked = new Erasure { UserId = userId, State = ErasureState.Waiting, TokenHash = LinkToken.HashOf(token), AskedAt = now, EffectiveAt = now + ErasureRules.CoolingOff };
        work.Db.Add(asked);
        audit.Record(work, by, "privacy.erasure-asked", AuditSubject.Person(userId, by.Name!), after: new { effectiveAt = asked.EffectiveAt });
        outbox.Tell(work, userId, new ErasureWaits(asked.EffectiveAt), OutboxLane.Notices);
        return new AskedErasure(token, asked.EffectiveAt);
    }, stop);

    /// <summary>When a member is going to be erased; null if they are not.</summary>
    public Task<DateTimeOffset?> Of(long userId, CancellationToken stop = default) =>
        data.Read(db => Waiting(db, userId).Select(e => (DateTimeOffset?)e.EffectiveAt).FirstOrDefaultAsync(stop), stop);

    /// <summary>Its member stops it. Problem: <c>privacy.over</c>. In the instant in which it is made, one of both happens.</summary>
    public Task<Outcome> Stop(Actor by, CancellationToken stop = default) => Stop(db => Waiting(db, by.UserId ?? 0), by.Origin, stop);

    /// <summary>The link in the mail stops it. Problem: <c>privacy.over</c>.</summary>
    public Task<Outcome> StopByLink(string? token, CancellationToken stop = default)
    {
        var hash = LinkToken.HashOf(token ?? "");
        return Stop(db => db.Erasures.Where(e => e.TokenHash == hash), Origin.Web, stop);
    }

    /// <summary>
    /// Erases whoever's time has come. Whoever became staff or was suspended meanwhile stays until somebody has looked at it. May be run twice at once.
    /// </summary>
    public async Task<IReadOnlyList<ErasedMember>> CarryOut(CancellationToken stop = default)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var due = await data.Read(db => db.Erasures.Where(e => e.State == ErasureState.Waiting && e.EffectiveAt <= now).OrderBy(e => e.EffectiveAt).Select(e => e.UserId).ToListAsync(stop), stop);
        var erased = new List<ErasedMember>();
        foreach (var userId in due)
            if (await CarryOut(userId, now, stop) is { } member) erased.Add(member);
        return erased;
    }

    private Task<ErasedMember?> CarryOut(long userId, DateTimeOffset now, CancellationToken stop) => data.Run(async work =>
    {
        if (await work.LockMember(userId) is not { IsActive: true } member || await Forgetting.IsStaff(work, userId)) return null;
        if (await Waiting(work.Db, userId).AsTracking().FirstOrDefaultAsync(work.Stop) is not { } erasure || erasure.EffectiveAt > now) return null;
        (erasure.State, erasure.EndedAt) = (ErasureState.Done, now);
        return await forgetting.Forget(work, member, Actor.Job);
    }, stop);

    private Task<Outcome> Stop(Func<HydraXDb, IQueryable<Erasure>> which, Origin origin, CancellationToken stop) => data.Run<Outcome>(async work =>
    {
        if (await which(work.Db).Select(e => (long?)e.UserId).FirstOrDefaultAsync(work.Stop) is not { } userId) return Over;
        await work.LockMember(userId);
        var stopped = await which(work.Db).Where(e => e.State == ErasureState.Waiting)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ErasureState.Stopped).SetProperty(x => x.EndedAt, Clock.Cut(machine.GetUtcNow())), work.Stop);
        if (stopped == 0) return Over;
        var name = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, new(userId, name, origin), "privacy.erasure-stopped", AuditSubject.Person(userId, name));
        outbox.Tell(work, userId, new ErasureStopped(), OutboxLane.Notices);
        return Outcome.Done;
    }, stop);

    private static IQueryable<Erasure> Waiting(HydraXDb db, long userId) => db.Erasures.Where(e => e.UserId == userId && e.State == ErasureState.Waiting);
}

/// <summary>Everything that follows when somebody is forgotten, in order.</summary>
public sealed class Forgetting(IEnumerable<Holding> holdings, PassChanges passes, Tombstones tombstones, SessionBook sessions, Protector protector, AuditTrail audit)
{
    /// <summary>What is said to staff.</summary>
    public static readonly Problem Staff = Problem.Of("privacy.staff", "Whoever is staff gives up their roles first: an admin takes them, so that none is missing by accident.");

    /// <summary>Whether a member has a role beyond that of a member.</summary>
    public static Task<bool> IsStaff(Work work, long userId) => work.Db.UserRoles.AnyAsync(r => r.UserId == userId && r.RoleId != Roles.IdOf(Roles.Member), work.Stop);

    /// <summary>Forgets a locked member, in the caller's transaction.</summary>
    public async Task<ErasedMember> Forget(Work work, LockedMember member, Actor by)
    {
        var user = await work.Db.Users.AsNoTracking().FirstAsync(u => u.Id == member.UserId, work.Stop);
        var email = protector.Reveal(UserSecrets.Email, user.ProtectedEmail);
        var shells = await work.Db.Users.Where(u => u.MergedIntoUserId == user.Id && u.ErasedAt == null).Select(u => u.Id).ToListAsync(work.Stop);
        var hadPass = await work.Db.Passes.AnyAsync(p => p.UserId == user.Id || shells.Contains(p.UserId), work.Stop);
        tombstones.Set(work, user.TelegramId, email, hadPass, member.Profile.ReferredByUserId is not null);
        await passes.Close(work, member);
        await sessions.EndAll(work, user.Id, SessionEnd.Erased);
        // What was changed through entities is written before rows are overwritten behind their back, and not after.
        await work.Save();
        work.Db.ChangeTracker.Clear();
        var subject = new DataSubject(user.Id, user.TelegramId, work.At);
        foreach (var holding in holdings.Where(h => h.AtErasure != AtErasure.NotPersonal)) await holding.Erase(work, subject);
        audit.Record(work, by, "privacy.erased", AuditSubject.Person(user.Id, ErasedName.Of(user.Id)));
        // What was merged into this account is of the same person.
        foreach (var shell in shells)
            if (await work.LockMember(shell) is { } other) await Forget(work, other, by);
        return new(user.Id, user.EmailConfirmed ? email : null);
    }
}
