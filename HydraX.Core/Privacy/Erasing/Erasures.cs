using System.Collections.ObjectModel;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Privacy.Erasing;

/// <summary>An erasure as it is asked for.</summary>
/// <param name="Token">What the link that stops it carries; kept nowhere.</param>
/// <param name="EffectiveAt">When it is made.</param>
/// <param name="ByStaff">Whether staff asked, upon a request in writing.</param>
public sealed record AskedErasure(string Token, DateTimeOffset EffectiveAt, bool ByStaff);

/// <summary>An erasure that waits, as its member sees it.</summary>
/// <param name="EffectiveAt">When it is made.</param>
/// <param name="ByStaff">Whether staff asked, upon a request in writing.</param>
public sealed record WaitingErasure(DateTimeOffset EffectiveAt, bool ByStaff);

/// <summary>The members erased in a round.</summary>
/// <param name="erased">Whom.</param>
/// <param name="failures">What went wrong with others, whose turn comes again.</param>
public sealed class ErasureRound(IList<ErasedMember> erased, IReadOnlyList<Exception> failures) : ReadOnlyCollection<ErasedMember>(erased)
{
    /// <summary>What went wrong with others.</summary>
    public IReadOnlyList<Exception> Failures => failures;
}

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
    private static readonly Problem Unusable = Problem.Of("privacy.link", "This link holds no more: a later mail has a newer one, or the erasure was stopped or made already. Settings, Privacy shows whether one waits.");

    /// <summary>
    /// A member asks to be forgotten. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>privacy.staff</c>, <c>privacy.waits</c> (asked for already).
    /// </summary>
    public Task<Outcome<AskedErasure>> Ask(Actor by, CancellationToken stop = default) => data.Run<Outcome<AskedErasure>>(async work =>
    {
        var userId = by.UserId ?? throw new ArgumentException("A member asks for themselves.", nameof(by));
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        return await Begin(work, userId, by, null);
    }, stop);

    /// <summary>
    /// Staff asks for a member who did so in writing, such as one who cannot sign in any more. It waits the same seven days, is told to the same person, and can
    /// be stopped by them; but a suspended account is erased as well. One that waits already becomes one that staff has decided upon, and begins its seven days anew. Problems:
    /// <c>users.unknown</c>, <c>privacy.why</c>, <c>privacy.staff</c>, <c>privacy.erased</c>, <c>privacy.decided</c>, and those of <see cref="Duty.Privacy"/>.
    /// </summary>
    /// <param name="userId">For whom.</param>
    /// <param name="why">How they asked, and how it is known that it was them; the audit log keeps it until the erasure is made.</param>
    /// <param name="by">Who of the staff.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<AskedErasure>> AskFor(long userId, string why, Actor by, CancellationToken stop = default) => data.Run<Outcome<AskedErasure>>(async work =>
    {
        why = why.Trim();
        if (why.Length is 0 or > ErasureRules.LongestWhy)
            return Problem.Of("privacy.why", $"Say how they asked and how you know that it was them, in at most {ErasureRules.LongestWhy} characters: the audit log keeps it until the erasure is made.");
        if (await work.LockMember(userId) is null) return Members.NoMember(userId);
        if (await work.Demand(by, Duty.Privacy, onto: userId) is { } refused) return refused;
        if (await work.Db.Users.AnyAsync(u => u.Id == userId && u.ErasedAt != null, work.Stop)) return Problem.Of("privacy.erased", "This account is erased already.");
        return await Begin(work, userId, by, why);
    }, stop);

    /// <summary>The erasure of a member that waits; null if they are not going to be erased.</summary>
    public Task<WaitingErasure?> Of(long userId, CancellationToken stop = default) =>
        data.Read(db => Waiting(db, userId).Select(e => new WaitingErasure(e.EffectiveAt, e.AskedByUserId != null)).FirstOrDefaultAsync(stop), stop);

    /// <summary>Its member stops it. Problem: <c>privacy.over</c>. In the instant in which it is made, one of both happens.</summary>
    public Task<Outcome> Stop(Actor by, CancellationToken stop = default) => Stop(db => Waiting(db, by.UserId ?? 0), Over, by.Origin, by.Address, stop);

    /// <summary>The link in the latest mail stops it. Problem: <c>privacy.link</c>.</summary>
    /// <param name="token">What the link carries.</param>
    /// <param name="from">The network address of whoever opened it, if known.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome> StopByLink(string? token, string? from = null, CancellationToken stop = default)
    {
        var hash = LinkToken.HashOf(token ?? "");
        return Stop(db => db.Erasures.Where(e => e.TokenHash == hash), Unusable, Origin.Web, from, stop);
    }

    /// <summary>
    /// Erases whoever's time has come. Whoever became staff meanwhile, or was suspended and asked by themselves, stays until
    /// somebody has looked at it: suspended members by <see cref="AskFor"/>. May be run twice at once.
    /// </summary>
    public async Task<ErasureRound> CarryOut(CancellationToken stop = default)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var due = await data.Read(db => db.Erasures.Where(e => e.State == ErasureState.Waiting && e.EffectiveAt <= now).OrderBy(e => e.EffectiveAt).Select(e => e.UserId).ToListAsync(stop), stop);
        var (erased, failures) = (new List<ErasedMember>(), new List<Exception>());
        foreach (var userId in due)
        {
            try
            {
                if (await CarryOut(userId, now, stop) is { } member) erased.Add(member);
            }
            // One whose erasure fails keeps nobody else from being forgotten; the round says so in the end.
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures.Add(new InvalidOperationException($"Member {userId} could not be erased.", failure));
            }
        }
        return new(erased, failures);
    }

    private async Task<Outcome<AskedErasure>> Begin(Work work, long userId, Actor by, string? why)
    {
        if (await work.IsStaff(userId)) return Forgetting.Staff;
        var (token, now) = (LinkToken.NewText(), Clock.Cut(machine.GetUtcNow()));
        var staff = why is null ? null : by.UserId;
        var asked = await Waiting(work.Db, userId).AsTracking().FirstOrDefaultAsync(work.Stop);
        if (asked is not null && (staff is null || asked.AskedByUserId is not null))
            return Problem.Of(staff is null ? "privacy.waits" : "privacy.decided", $"This was asked for already. The account is erased on {asked.EffectiveAt:yyyy-MM-dd} at {asked.EffectiveAt:HH:mm} UTC.");
        if (asked is null) work.Db.Add(asked = new Erasure { UserId = userId, State = ErasureState.Waiting, AskedAt = now });
        (asked.TokenHash, asked.AskedByUserId, asked.EffectiveAt) = (LinkToken.HashOf(token), staff, now + ErasureRules.CoolingOff);
        var name = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, by, "privacy.erasure-asked", AuditSubject.Person(userId, name), after: new { effectiveAt = asked.EffectiveAt }, why: why);
        outbox.Tell(work, userId, new ErasureWaits(asked.EffectiveAt, ByStaff: why is not null), OutboxLane.Notices);
        return new AskedErasure(token, asked.EffectiveAt, ByStaff: why is not null);
    }

    private Task<ErasedMember?> CarryOut(long userId, DateTimeOffset now, CancellationToken stop) => data.Run(async work =>
    {
        if (await work.LockMember(userId) is not { } member || await work.IsStaff(userId)) return null;
        if (await Waiting(work.Db, userId).FirstOrDefaultAsync(work.Stop) is not { } erasure || erasure.EffectiveAt > now) return null;
        if (!member.IsActive && erasure.AskedByUserId is null) return null;
        return await forgetting.Forget(work, member, Actor.Job);
    }, stop);

    private Task<Outcome> Stop(Func<HydraXDb, IQueryable<Erasure>> which, Problem over, Origin origin, string? from, CancellationToken stop) => data.Run<Outcome>(async work =>
    {
        if (await which(work.Db).Select(e => (long?)e.UserId).FirstOrDefaultAsync(work.Stop) is not { } userId) return over;
        await work.LockMember(userId);
        var stopped = await which(work.Db).Where(e => e.State == ErasureState.Waiting)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ErasureState.Stopped).SetProperty(x => x.EndedAt, Clock.Cut(machine.GetUtcNow())), work.Stop);
        if (stopped == 0) return over;
        var name = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, new(userId, name, origin, from), "privacy.erasure-stopped", AuditSubject.Person(userId, name));
        outbox.Tell(work, userId, new ErasureStopped(), OutboxLane.Notices);
        return Outcome.Done;
    }, stop);

    private static IQueryable<Erasure> Waiting(HydraXDb db, long userId) => db.Erasures.Where(e => e.UserId == userId && e.State == ErasureState.Waiting);
}

/// <summary>Everything that follows when somebody is forgotten, in order.</summary>
public sealed class Forgetting(IEnumerable<Holding> holdings, PassChanges passes, Tombstones tombstones, SessionBook sessions, Protector protector, AuditTrail audit, TimeProvider machine)
{
    /// <summary>What is said to staff.</summary>
    public static readonly Problem Staff = Problem.Of("privacy.staff", "Whoever is staff gives up their roles first: an admin takes them, so that none is missing by accident.");

    private DateTimeOffset Now => Clock.Cut(machine.GetUtcNow());

    /// <summary>Forgets a locked member, in the caller's transaction.</summary>
    public async Task<ErasedMember> Forget(Work work, LockedMember member, Actor by)
    {
        var user = await work.Db.Users.AsNoTracking().FirstAsync(u => u.Id == member.UserId, work.Stop);
        var email = protector.Reveal(UserSecrets.Email, user.ProtectedEmail);
        var shells = await work.Db.Users.Where(u => u.MergedIntoUserId == user.Id && u.ErasedAt == null).Select(u => u.Id).ToListAsync(work.Stop);
        var hadPass = await work.Db.Passes.AnyAsync(p => (p.UserId == user.Id || shells.Contains(p.UserId)) && p.ActivatedAt != null, work.Stop);
        tombstones.Set(work, user.TelegramId, email, hadPass, member.Profile.ReferredByUserId is not null);
        await passes.Close(work, member, by);
        await sessions.EndAll(work, user.Id, SessionEnd.Erased);
        // What was changed through entities is written before rows are overwritten behind their back, and not after.
        await work.Save();
        work.Db.ChangeTracker.Clear();
        var subject = new DataSubject(user.Id, user.TelegramId, work.At, await AccountChanges.EarlierTelegrams(work.Db, user.Id, work.Stop));
        foreach (var holding in holdings.Where(h => h.AtErasure != AtErasure.NotPersonal)) await holding.Erase(work, subject);
        // Whoever is erased has a row that says so, from which the list outside the database is written: also what was merged, or came back with a backup.
        var settled = await work.Db.Erasures.Where(e => e.UserId == user.Id && e.State == ErasureState.Waiting)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ErasureState.Done).SetProperty(x => x.EndedAt, Now), work.Stop);
        if (settled == 0 && !await work.Db.Erasures.AnyAsync(e => e.UserId == user.Id && e.State == ErasureState.Done, work.Stop))
            work.Db.Add(new Erasure { UserId = user.Id, State = ErasureState.Done, TokenHash = LinkToken.HashOf(LinkToken.NewText()), AskedAt = Now, EffectiveAt = Now, EndedAt = Now });
        audit.Record(work, by, AuditTrail.PersonErased, AuditSubject.Person(user.Id, ErasedName.Of(user.Id)));
        // What was merged into this account is of the same person.
        foreach (var shell in shells)
            if (await work.LockMember(shell) is { } other) await Forget(work, other, by);
        return new(user.Id, user.EmailConfirmed ? email : null);
    }
}
