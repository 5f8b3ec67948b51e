using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Changes;

/// <summary>A change as it is asked for.</summary>
/// <param name="ChangeId">Which.</param>
/// <param name="Token">What the link or code carries; kept nowhere.</param>
/// <param name="ExpiresAt">Until when it confirms the change.</param>
/// <param name="EffectiveAt">When the change is made, where it waits.</param>
public sealed record AskedChange(long ChangeId, string Token, DateTimeOffset ExpiresAt, DateTimeOffset? EffectiveAt);

/// <summary>A change that waits, as its member sees it.</summary>
/// <param name="ChangeId">Which.</param>
/// <param name="Kind">What.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="EffectiveAt">When it is made.</param>
public sealed record WaitingChange(long ChangeId, ChangeKind Kind, DateTimeOffset AskedAt, DateTimeOffset EffectiveAt);

/// <summary>An address that was changed.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Before">The one before, to be told of it; null if there was none.</param>
public sealed record ChangedEmail(long UserId, string? Before);

/// <summary>
/// The door to another address, another Telegram account, and the way back in when all factors are lost. What could lock its owner out waits, is told on every
/// way that reaches them, and can be stopped until its time has come.
/// </summary>
public sealed class AccountChanges(HydraXData data, Protector protector, UserDirectory users, Newcomers newcomers, SessionBook sessions, Outbox outbox, AuditTrail audit, TimeProvider machine)
{
    /// <summary>What is said of a link or code that is wrong, used or too old.</summary>
    public static readonly Problem Unusable = Problem.Of("changes.unusable", "This link has been used, is too old, or was never ours. Ask for a new one.");

    /// <summary>The code of the problem that a newcomer would end by a move, and has not been asked.</summary>
    public const string GivesUp = "changes.gives-up";

    private static readonly Problem EmailTaken = Problem.Of("users.email-taken", "Another account has this address by now. Nothing was changed.");

    /// <summary>
    /// Another address is asked for; the link is to be sent there. It is made whether or not an account has that address already: nobody learns of it here. Problems:
    /// <c>users.email-form</c>, <c>users.email-same</c>, <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<AskedChange>> AskEmail(long userId, string email, CancellationToken stop = default) => Ask(userId, ChangeKind.Email, (user, change) =>
    {
        if (EmailRules.Check(email) is { } problem) return problem;
        if (protector.Lookups(UserSecrets.Email, email.Trim()).Contains(user.EmailLookup)) return Problem.Of("users.email-same", "That is the address of this account already.");
        (change.ProtectedEmail, change.ExpiresAt) = (protector.Protect(UserSecrets.NewEmail, email.Trim()), change.AskedAt + ChangeRules.EmailLink);
        return null;
    }, stop);

    /// <summary>The link was followed: the address is another now, and all sessions end. Problems: <c>changes.unusable</c>, <c>users.email-taken</c>, <c>users.suspended</c>.</summary>
    /// <param name="token">What the link carries.</param>
    /// <param name="from">The network address of whoever followed it, if known.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<ChangedEmail>> ConfirmEmail(string? token, string? from = null, CancellationToken stop = default) => data.Run<Outcome<ChangedEmail>>(async work =>
    {
        if (await Take(work, token, ChangeKind.Email, ChangeState.Done) is not { } change) return Unusable;
        if (await work.LockMember(change.UserId) is not { IsActive: true }) return Members.Suspended;
        var email = protector.Reveal(UserSecrets.NewEmail, change.ProtectedEmail)!;
        if (await users.ByEmail(work.Db, email).AnyAsync(work.Stop)) return EmailTaken;
        var user = await work.Db.Users.FirstAsync(u => u.Id == change.UserId, work.Stop);
        var before = protector.Reveal(UserSecrets.Email, user.ProtectedEmail);
        (user.ProtectedEmail, user.EmailLookup, user.EmailConfirmed, user.UpdatedAt) = (protector.Protect(UserSecrets.Email, email), protector.Lookup(UserSecrets.Email, email), true, work.At);
        change.ProtectedEmail = null;
        audit.Record(work, new(user.Id, user.UserName, Origin.Web, from), "users.email-changed", AuditSubject.Person(user.Id, user.UserName!));
        outbox.Tell(work, user.Id, new AccountChangeEnded(ChangeKind.Email.Code(), ChangeState.Done.Code()), OutboxLane.Notices);
        await work.Save();
        await sessions.EndAll(work, user.Id, SessionEnd.Credentials);
        return new ChangedEmail(user.Id, before);
    }, stop);

    /// <summary>Another Telegram account is to take over: the code is for <c>/start move_CODE</c> there. Problems: <c>changes.no-telegram</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<AskedChange>> AskTelegramMove(long userId, CancellationToken stop = default) => Ask(userId, ChangeKind.TelegramMove, (user, change) =>
    {
        if (user.TelegramId is null) return Problem.Of("changes.no-telegram", "No Telegram account is linked yet. Link one instead.");
        change.ExpiresAt = change.AskedAt + LinkToken.Life;
        return null;
    }, stop);

    /// <summary>
    /// The new Telegram account sent the code: the move waits, and the account before is told. Problems: <c>changes.unusable</c>, <c>link.own</c>,
    /// <c>link.has-member</c>, <see cref="GivesUp"/>, <c>users.suspended</c>. A refusal leaves the code usable. Whoever wrote to the bot from the new account first has become a member by that; such a
    /// newcomer gives way when the move is made.
    /// </summary>
    /// <param name="code">What the link or <c>/start</c> carried.</param>
    /// <param name="person">Who sent it.</param>
    /// <param name="givesUp">Whether that person has said that a newcomer of theirs may end; asked for by <see cref="GivesUp"/>, since one tap on somebody's link is no yes.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<WaitingChange>> ConfirmTelegramMove(string code, TelegramPerson person, bool givesUp = false, CancellationToken stop = default) => data.Run<Outcome<WaitingChange>>(async work =>
    {
        if (await Take(work, code, ChangeKind.TelegramMove, ChangeState.Waiting) is not { } change) return Unusable;
        if (await work.LockMember(change.UserId) is not { IsActive: true }) return Members.Suspended;
        if (await work.Db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.TelegramId == person.Id, work.Stop) is { } holder)
        {
            if (holder.Id == change.UserId) return Problem.Of("link.own", "This is the Telegram account that is linked already. Open the link from the new one.");
            if (!await newcomers.GivesWay(work, holder.Id))
                return Problem.Of("link.has-member", $"This Telegram account already is the member {holder.UserName}, who has more than a first look at this place. Nothing was changed. Erase that account under /privacy first, or ask an admin.");
            if (!givesUp) return Problem.Of(GivesUp, $"This chat is {holder.UserName} so far, a member with little more than a first look at this place. If your account moves here, {holder.UserName} ends with all that it has.");
        }
        (change.NewTelegramId, change.EffectiveAt) = (person.Id, Clock.Cut(machine.GetUtcNow()) + ChangeRules.TelegramMove);
        await Announce(work, change, Origin.Bot, null);
        return Waiting(change);
    }, stop);

    /// <summary>
    /// Somebody whose first step was right has lost every second factor: they are taken out after a waiting time. The token is for a link that stops it. Problems:
    /// <c>factors.none</c>, <c>changes.staff</c>, <c>changes.void</c>, <c>users.suspended</c>. Asked for again while one waits, the waiting goes on as it was.
    /// </summary>
    /// <param name="userId">Who.</param>
    /// <param name="stamp">The security stamp with which the first step was right; with another one since, it is void.</param>
    /// <param name="from">The network address that they ask from, if known.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<AskedChange>> AskFactorReset(long userId, string? stamp, string? from = null, CancellationToken stop = default) => await data.Run<Outcome<AskedChange>>(async work =>
    {
        if (await work.LockMember(userId) is not { IsActive: true }) return Members.Suspended;
        if (!await work.Db.Users.AnyAsync(u => u.Id == userId && u.SecurityStamp == stamp, work.Stop)) return Problem.Of("changes.void", "Your password or factors changed since the first step. Sign in again.");
        if (!await SecondFactors.HasAny(work, userId)) return Problem.Of("factors.none", "There is no second factor on this account.");
        if (await work.IsStaff(userId))
            return Problem.Of("changes.staff", "Whoever is staff has their second factor taken out by an admin, not by waiting. Ask one.");
        var open = await work.Db.AccountChanges.FirstOrDefaultAsync(c => c.UserId == userId && c.Kind == ChangeKind.FactorReset && c.State == ChangeState.Waiting, work.Stop);
        if (open is not null) return Problem.Of("changes.waits", $"This was asked for already. Your second factors are taken out on {open.EffectiveAt:yyyy-MM-dd} at {open.EffectiveAt:HH:mm} UTC.");
        var (change, token) = New(userId, ChangeKind.FactorReset);
        (change.State, change.ExpiresAt, change.EffectiveAt) = (ChangeState.Waiting, change.AskedAt + ChangeRules.FactorReset, change.AskedAt + ChangeRules.FactorReset);
        work.Db.Add(change);
        await work.Save();
        await Announce(work, change, Origin.Web, from);
        return new AskedChange(change.ChangeId, token, change.ExpiresAt, change.EffectiveAt);
    }, stop);

    /// <summary>The changes of a member that wait.</summary>
    public async Task<IReadOnlyList<WaitingChange>> Of(long userId, CancellationToken stop = default) => await data.Read(db => db.AccountChanges
        .Where(c => c.UserId == userId && c.State == ChangeState.Waiting).OrderBy(c => c.EffectiveAt)
        .Select(c => new WaitingChange(c.ChangeId, c.Kind, c.AskedAt, c.EffectiveAt!.Value)).ToListAsync(stop), stop);

    /// <summary>
    /// Null for a Telegram account that no member's account is about to move to. Whoever writes from one meanwhile is not registered: they would be another member when
    /// their account comes. Problem: <c>changes.moves-here</c>.
    /// </summary>
    public async Task<Problem?> MovesTo(long telegramId, CancellationToken stop = default)
    {
        var at = await data.Read(db => db.AccountChanges.Where(c => c.NewTelegramId == telegramId && c.Kind == ChangeKind.TelegramMove && c.State == ChangeState.Waiting)
            .Select(c => c.EffectiveAt).FirstOrDefaultAsync(stop), stop);
        return at is { } then ? Problem.Of("changes.moves-here", $"Your account moves to this Telegram account {Spoken.At(then, machine.GetUtcNow())}. Until then it answers in the chat before, where a tap lets it happen at once.") : null;
    }

    /// <summary>The Telegram accounts that were a member's before they moved, as far as the changes are still kept.</summary>
    public static async Task<IReadOnlyList<EarlierTelegram>> EarlierTelegrams(HydraXDb db, long userId, CancellationToken stop) => await db.AccountChanges
        .Where(c => c.UserId == userId && c.Kind == ChangeKind.TelegramMove && c.State == ChangeState.Done && c.OldTelegramId != null && c.EndedAt != null)
        .Select(c => new EarlierTelegram(c.OldTelegramId!.Value, c.EndedAt!.Value)).ToListAsync(stop);

    /// <summary>Its member stops a change that waits. Problem: <c>changes.over</c>. In the same instant in which it is made, one of both happens.</summary>
    public Task<Outcome> Stop(long changeId, Actor by, CancellationToken stop = default) =>
        Stop(db => db.AccountChanges.Where(c => c.ChangeId == changeId && c.UserId == by.UserId), by.Origin, by.Address, stop);

    /// <summary>The link in the mail stops a change that waits. Problem: <c>changes.over</c>.</summary>
    /// <param name="token">What the link carries.</param>
    /// <param name="from">The network address of whoever opened it, if known.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome> StopByLink(string? token, string? from = null, CancellationToken stop = default)
    {
        var hash = LinkToken.HashOf(token ?? "");
        return Stop(db => db.AccountChanges.Where(c => c.TokenHash == hash), Origin.Web, from, stop);
    }

    /// <summary>The Telegram account before lets the new one take over at once. Problem: <c>changes.over</c>, <c>link.has-member</c>.</summary>
    public Task<Outcome> MoveNow(long changeId, long userId, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        await newcomers.LockWith(work, changeId, userId);
        var change = await work.Db.AccountChanges.FirstOrDefaultAsync(c => c.ChangeId == changeId && c.UserId == userId && c.Kind == ChangeKind.TelegramMove && c.State == ChangeState.Waiting, work.Stop);
        return change is null ? Over : await Make(work, change, Origin.Bot) ? Outcome.Done : Problem.Of("link.has-member", "The other Telegram account has a member of its own by now. Nothing was changed.");
    }, stop);

    /// <summary>Makes the changes whose time has come. Returns how many. May be run twice at once.</summary>
    public async Task<int> CarryOut(CancellationToken stop = default)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var due = await data.Read(db => db.AccountChanges.Where(c => c.State == ChangeState.Waiting && c.EffectiveAt <= now).OrderBy(c => c.EffectiveAt).Select(c => new { c.ChangeId, c.UserId }).ToListAsync(stop), stop);
        var (made, failures) = (0, new List<Exception>());
        foreach (var one in due)
        {
            try
            {
                if (await CarryOut(one.ChangeId, one.UserId, stop)) made++;
            }
            // One that fails holds up nobody else's; the job says so in the end.
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }
        return failures.Count == 0 ? made : throw new AggregateException($"{made} changes were made, {failures.Count} could not be", failures);
    }

    private Task<bool> CarryOut(long changeId, long userId, CancellationToken stop) => data.Run(async work =>
    {
        // A suspended member's account stays as it is until staff has looked at it.
        if (await newcomers.LockWith(work, changeId, userId) is not { IsActive: true }) return false;
        var change = await work.Db.AccountChanges.FirstOrDefaultAsync(c => c.ChangeId == changeId && c.State == ChangeState.Waiting, work.Stop);
        if (change is null) return false;
        // Whoever became staff meanwhile does not lose by waiting what only an admin may take out.
        if (change.Kind != ChangeKind.FactorReset || !await work.IsStaff(userId)) return await Make(work, change, Origin.Job);
        await End(work, change, ChangeState.Stopped, Origin.Job, null);
        return false;
    }, stop);

    private static readonly Problem Over = Problem.Of("changes.over", "This was stopped or made already. Look under Settings, Security.");

    private Task<Outcome<AskedChange>> Ask(long userId, ChangeKind kind, Func<User, AccountChange, Problem?> fill, CancellationToken stop) => data.Run<Outcome<AskedChange>>(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        var user = await work.Db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, work.Stop);
        var (change, token) = New(userId, kind);
        if (fill(user, change) is { } problem) return problem;
        // A new question takes the place of the one before. What waited already was told, so that it does no more is told too.
        foreach (var waiting in await work.Db.AccountChanges.Where(c => c.UserId == userId && c.Kind == kind && c.State == ChangeState.Waiting).ToListAsync(work.Stop))
            await End(work, waiting, ChangeState.Stopped, Origin.Web, null);
        await work.Db.AccountChanges.Where(c => c.UserId == userId && c.Kind == kind && c.State == ChangeState.Asked)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, ChangeState.Stopped).SetProperty(x => x.EndedAt, change.AskedAt).SetProperty(x => x.ProtectedEmail, (string?)null), work.Stop);
        work.Db.Add(change);
        await work.Save();
        return new AskedChange(change.ChangeId, token, change.ExpiresAt, null);
    }, stop);

    private (AccountChange Change, string Token) New(long userId, ChangeKind kind)
    {
        var token = LinkToken.NewText();
        return (new() { UserId = userId, Kind = kind, State = ChangeState.Asked, TokenHash = LinkToken.HashOf(token), AskedAt = Clock.Cut(machine.GetUtcNow()) }, token);
    }

    // Of two uses at the same instant one succeeds: the update carries the condition.
    private async Task<AccountChange?> Take(Work work, string? token, ChangeKind kind, ChangeState next)
    {
        var (hash, now) = (LinkToken.HashOf(token ?? ""), Clock.Cut(machine.GetUtcNow()));
        var taken = await work.Db.AccountChanges.Where(c => c.TokenHash == hash && c.Kind == kind && c.State == ChangeState.Asked && c.ExpiresAt > now)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, next).SetProperty(x => x.EndedAt, next == ChangeState.Done ? now : null), work.Stop);
        return taken == 0 ? null : await work.Db.AccountChanges.FirstAsync(c => c.TokenHash == hash, work.Stop);
    }

    private Task<Outcome> Stop(Func<HydraXDb, IQueryable<AccountChange>> which, Origin origin, string? from, CancellationToken stop) => data.Run<Outcome>(async work =>
    {
        var found = await which(work.Db).AsNoTracking().FirstOrDefaultAsync(work.Stop);
        if (found is null) return Over;
        await work.LockMember(found.UserId);
        var change = await work.Db.AccountChanges.FirstAsync(c => c.ChangeId == found.ChangeId, work.Stop);
        if (change.State is not (ChangeState.Waiting or ChangeState.Asked)) return Over;
        await End(work, change, ChangeState.Stopped, origin, from);
        return Outcome.Done;
    }, stop);

    private async Task<bool> Make(Work work, AccountChange change, Origin origin)
    {
        if (change.Kind == ChangeKind.TelegramMove)
        {
            if (await work.Db.Users.Where(u => u.TelegramId == change.NewTelegramId).Select(u => (long?)u.Id).FirstOrDefaultAsync(work.Stop) is { } holder)
            {
                if (!await newcomers.GivesWay(work, holder))
                {
                    await End(work, change, ChangeState.Stopped, Origin.Job, null);
                    return false;
                }
                await newcomers.Leave(work, holder);
            }
            var user = await work.Db.Users.FirstAsync(u => u.Id == change.UserId, work.Stop);
            change.OldTelegramId = user.TelegramId;
            (user.TelegramId, user.TelegramBlockedAt, user.UpdatedAt) = (change.NewTelegramId, null, work.At);
        }
        else await SecondFactors.RemoveAll(work, change.UserId);
        await End(work, change, ChangeState.Done, origin, null);
        await work.Save();
        await sessions.EndAll(work, change.UserId, SessionEnd.Credentials);
        return true;
    }

    private async Task End(Work work, AccountChange change, ChangeState state, Origin origin, string? from)
    {
        (change.State, change.EndedAt, change.ProtectedEmail) = (state, Clock.Cut(machine.GetUtcNow()), null);
        await Note(work, change, state == ChangeState.Done ? "done" : "stopped", origin, from);
        outbox.Tell(work, change.UserId, new AccountChangeEnded(change.Kind.Code(), state.Code()), OutboxLane.Notices);
    }

    private async Task Announce(Work work, AccountChange change, Origin origin, string? from)
    {
        await Note(work, change, "asked", origin, from);
        outbox.Tell(work, change.UserId, new AccountChangeWaits(change.ChangeId, change.Kind.Code(), change.EffectiveAt!.Value), OutboxLane.Notices);
    }

    private async Task Note(Work work, AccountChange change, string what, Origin origin, string? from)
    {
        var name = await work.Db.Users.Where(u => u.Id == change.UserId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, origin == Origin.Job ? Actor.Job : new(change.UserId, name, origin, from), $"users.{change.Kind.Code()}-{what}".Replace('_', '-'),
            AuditSubject.Person(change.UserId, name), after: change.State == ChangeState.Waiting ? new { effectiveAt = change.EffectiveAt } : null);
    }

    private static WaitingChange Waiting(AccountChange change) => new(change.ChangeId, change.Kind, change.AskedAt, change.EffectiveAt!.Value);
}
