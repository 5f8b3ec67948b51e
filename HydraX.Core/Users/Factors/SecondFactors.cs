using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Users.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Factors;

/// <summary>An authenticator app as it is offered.</summary>
/// <param name="Secret">The secret, base32, for typing in.</param>
/// <param name="Address">The same as a QR code says it.</param>
public sealed record OfferedAuthenticator(string Secret, string Address);

/// <summary>Codes on paper, as they are shown once.</summary>
/// <param name="Codes">Each is used once.</param>
/// <param name="Stamp">The security stamp that the change left, where it ended all sessions: with it the browser that made the change goes on.</param>
public sealed record RecoveryPaper(IReadOnlyList<string> Codes, string? Stamp = null);

/// <summary>What of a second factor a member has.</summary>
/// <param name="AuthenticatorSince">Since when an app counts; null without one.</param>
/// <param name="CodesLeft">Codes on paper that are left.</param>
/// <param name="Passkeys">How many passkeys.</param>
public sealed record FactorsShown(DateTimeOffset? AuthenticatorSince, int CodesLeft, int Passkeys)
{
    /// <summary>Whether signing in takes a second factor.</summary>
    public bool Any => AuthenticatorSince is not null || Passkeys > 0;
}

/// <summary>
/// The door to what is shown beside a password or a Telegram account: codes of an app, codes on paper. Each code is used once, by one conditional update.
/// Passkeys are ASP.NET Core Identity's rows, added and taken out here, so that all that follows stands with them. Every change is told to the member and stands in the audit log.
/// </summary>
public sealed class SecondFactors(HydraXData data, Protector protector, SessionBook sessions, Outbox outbox, AuditTrail audit, TimeProvider machine)
{
    /// <summary>Passkeys that a member may have.</summary>
    public const int MostPasskeys = 10;

    private static readonly Problem Wrong = Problem.Of("factors.wrong", "This code is wrong or was used already. Wait for the next one; if none is taken, see whether your phone sets its clock by itself.");

    private static readonly Problem WrongPaper = Problem.Of("factors.wrong", "This code is none of yours, or was used already.");

    private static readonly Problem None = Problem.Of("factors.none", "There is no authenticator app on this account.");

    /// <summary>What a member has.</summary>
    public Task<FactorsShown> Of(long userId, CancellationToken stop = default) => data.Read(async db => new FactorsShown(
        await db.Authenticators.Where(a => a.UserId == userId).Select(a => a.ConfirmedAt).FirstOrDefaultAsync(stop),
        await db.RecoveryCodes.CountAsync(c => c.UserId == userId && c.UsedAt == null, stop),
        await Passkeys(db, userId).CountAsync(stop)), stop);

    /// <summary>Offers an authenticator app; it counts once <see cref="Confirm"/> has seen a code of it. Problems: <c>factors.has-one</c>, <c>users.unknown</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<OfferedAuthenticator>> Offer(long userId, CancellationToken stop = default) => data.Run<Outcome<OfferedAuthenticator>>(async work =>
    {
        if (await Locked(work, userId) is { } refusal) return refusal;
        var row = await work.Db.Authenticators.FirstOrDefaultAsync(a => a.UserId == userId, work.Stop);
        if (row is { ConfirmedAt: not null }) return Problem.Of("factors.has-one", "There is an authenticator app on this account already. Take it out before you set up another.");
        var secret = FactorRules.NewSecret();
        if (row is null) work.Db.Add(row = new() { UserId = userId });
        (row.ProtectedSecret, row.CreatedAt) = (protector.Protect(UserSecrets.Authenticator, secret)!, Clock.Cut(machine.GetUtcNow()));
        var username = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        return new OfferedAuthenticator(secret, FactorRules.Address(secret, username));
    }, stop);

    /// <summary>What was offered last, if it does not count yet.</summary>
    public Task<OfferedAuthenticator?> Offered(long userId, CancellationToken stop = default) => data.Read(async db =>
    {
        var row = await db.Authenticators.Where(a => a.UserId == userId && a.ConfirmedAt == null).Select(a => new { a.ProtectedSecret, Username = db.Users.First(u => u.Id == userId).UserName! }).FirstOrDefaultAsync(stop);
        if (row is null) return null;
        var secret = protector.Reveal(UserSecrets.Authenticator, row.ProtectedSecret)!;
        return new OfferedAuthenticator(secret, FactorRules.Address(secret, row.Username));
    }, stop);

    /// <summary>
    /// The app shows its first code: from now on signing in takes one. All sessions end. Returns the codes on paper, shown once; the ones before are void.
    /// Problems: <c>factors.wrong</c>, <c>factors.none</c>, <c>factors.has-one</c>, <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<RecoveryPaper>> Confirm(Actor by, string? code, CancellationToken stop = default) => data.Run<Outcome<RecoveryPaper>>(async work =>
    {
        var (userId, now) = (by.UserId!.Value, Clock.Cut(machine.GetUtcNow()));
        if (await Locked(work, userId) is { } refusal) return refusal;
        if (await work.Db.Authenticators.FirstOrDefaultAsync(a => a.UserId == userId, work.Stop) is not { } row) return None;
        if (row.ConfirmedAt is not null) return Problem.Of("factors.has-one", "This authenticator app counts already.");
        if (FactorRules.StepOf(protector.Reveal(UserSecrets.Authenticator, row.ProtectedSecret)!, code, now) is not { } step) return Wrong;
        (row.ConfirmedAt, row.LastStep, row.Failures, row.RestsUntil) = (now, step, 0, null);
        var codes = await MakeCodes(work, userId, now);
        return new RecoveryPaper(codes, await Changed(work, by, SecurityChange.AuthenticatorAdded));
    }, stop);

    /// <summary>
    /// Whether a code is right: of the app, or one on paper. Either is used up by it. Problems: <c>factors.wrong</c>, <c>factors.rest</c> (too many wrong
    /// ones), <c>factors.none</c>, <c>users.suspended</c>.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="code">As typed.</param>
    /// <param name="from">The network address that it came from, if known.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome> Verify(long userId, string? code, string? from = null, CancellationToken stop = default) =>
        FactorRules.LooksLikeRecovery(code) ? await UseRecoveryCode(userId, code, from, stop) : await UseAppCode(userId, code, stop);

    /// <summary>Takes the app out; codes on paper go with it unless there are passkeys. All sessions end; returns the stamp that is left. Problems: <c>factors.none</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<string>> Remove(Actor by, CancellationToken stop = default) => data.Run<Outcome<string>>(async work =>
    {
        var userId = by.UserId!.Value;
        if (await Locked(work, userId) is { } refusal) return refusal;
        if (await work.Db.Authenticators.Where(a => a.UserId == userId).ExecuteDeleteAsync(work.Stop) == 0) return None;
        await DropCodesUnlessNeeded(work, userId);
        return await Changed(work, by, SecurityChange.AuthenticatorRemoved);
    }, stop);

    /// <summary>New codes on paper, shown once; the ones before are void. Problems: <c>factors.none</c> (without a factor there is nothing to recover), <c>users.suspended</c>.</summary>
    public Task<Outcome<RecoveryPaper>> NewCodes(Actor by, CancellationToken stop = default) => data.Run<Outcome<RecoveryPaper>>(async work =>
    {
        var userId = by.UserId!.Value;
        if (await Locked(work, userId) is { } refusal) return refusal;
        if (!await HasAny(work, userId)) return Problem.Of("factors.none", "Codes on paper stand in for an app or a passkey; there is neither on this account.");
        var codes = await MakeCodes(work, userId, Clock.Cut(machine.GetUtcNow()));
        Tell(work, by, SecurityChange.RecoveryCodesMade, codes.Count);
        return new RecoveryPaper(codes);
    }, stop);

    /// <summary>
    /// Adds a passkey that a browser made; all sessions end. Returns codes on paper if there were none, shown once. Problems: <c>passkeys.too-many</c>,
    /// <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<RecoveryPaper>> AddPasskey(Actor by, UserPasskeyInfo made, CancellationToken stop = default) => data.Run<Outcome<RecoveryPaper>>(async work =>
    {
        var userId = by.UserId!.Value;
        if (await Locked(work, userId) is { } refusal) return refusal;
        if (await Passkeys(work.Db, userId).CountAsync(work.Stop) >= MostPasskeys) return Problem.Of("passkeys.too-many", $"There are {MostPasskeys} passkeys already. Take one out that is no longer used.");
        work.Db.Add(new IdentityUserPasskey<long>
        {
            UserId = userId,
            CredentialId = made.CredentialId,
            Data = new()
            {
                PublicKey = made.PublicKey,
                Name = made.Name,
                CreatedAt = made.CreatedAt,
                SignCount = made.SignCount,
                Transports = made.Transports,
                IsUserVerified = made.IsUserVerified,
                IsBackupEligible = made.IsBackupEligible,
                IsBackedUp = made.IsBackedUp,
                AttestationObject = made.AttestationObject,
                ClientDataJson = made.ClientDataJson,
            },
        });
        var isBare = !await work.Db.RecoveryCodes.AnyAsync(c => c.UserId == userId && c.UsedAt == null, work.Stop);
        var codes = isBare ? await MakeCodes(work, userId, Clock.Cut(machine.GetUtcNow())) : [];
        await work.Save();
        return new RecoveryPaper(codes, await Changed(work, by, SecurityChange.PasskeyAdded));
    }, stop);

    /// <summary>Takes a passkey out; codes on paper go with the last factor. All sessions end; returns the stamp that is left. Problems: <c>passkeys.unknown</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<string>> RemovePasskey(Actor by, byte[] credentialId, CancellationToken stop = default) => data.Run<Outcome<string>>(async work =>
    {
        var userId = by.UserId!.Value;
        if (await Locked(work, userId) is { } refusal) return refusal;
        if (await Passkeys(work.Db, userId).Where(p => p.CredentialId == credentialId).ExecuteDeleteAsync(work.Stop) == 0) return Problem.Of("passkeys.unknown", "There is no such passkey on this account.");
        await DropCodesUnlessNeeded(work, userId);
        return await Changed(work, by, SecurityChange.PasskeyRemoved);
    }, stop);

    /// <summary>Takes out whatever there is: app, passkeys, codes on paper.</summary>
    internal static async Task RemoveAll(Work work, long userId)
    {
        await work.Db.Authenticators.Where(a => a.UserId == userId).ExecuteDeleteAsync(work.Stop);
        await work.Db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(work.Stop);
        await Passkeys(work.Db, userId).ExecuteDeleteAsync(work.Stop);
    }

    private async Task<Outcome> UseAppCode(long userId, string? code, CancellationToken stop)
    {
        // A wrong code is counted, and so must be committed: the answer is no refusal of the write.
        var verdict = await data.Run<Problem?>(async work =>
        {
            var now = Clock.Cut(machine.GetUtcNow());
            if (await Locked(work, userId) is { } refusal) return refusal;
            if (await work.Db.Authenticators.FirstOrDefaultAsync(a => a.UserId == userId && a.ConfirmedAt != null, work.Stop) is not { } row) return None;
            if (row.RestsUntil is { } until && now < until) return Resting(until);
            if (FactorRules.StepOf(protector.Reveal(UserSecrets.Authenticator, row.ProtectedSecret)!, code, now) is { } step && step > row.LastStep)
            {
                (row.LastStep, row.Failures, row.RestsUntil) = (step, 0, null);
                return null;
            }
            row.Failures++;
            if (FactorRules.Rest(row.Failures) is not { } rest) return Wrong;
            row.RestsUntil = now + rest;
            outbox.Tell(work, userId, new SecurityChanged(SecurityChange.CodesRest.Code()), OutboxLane.Notices);
            return Resting(row.RestsUntil.Value);
        }, stop);
        return verdict is null ? Outcome.Done : verdict;
    }

    private Task<Outcome> UseRecoveryCode(long userId, string? code, string? from, CancellationToken stop) => data.Run<Outcome>(async work =>
    {
        var (hash, now) = (FactorRules.HashOf(code), Clock.Cut(machine.GetUtcNow()));
        if (await Locked(work, userId) is { } refusal) return refusal;
        var used = await work.Db.RecoveryCodes.Where(c => c.UserId == userId && c.CodeHash == hash && c.UsedAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), work.Stop);
        if (used == 0) return WrongPaper;
        var left = await work.Db.RecoveryCodes.CountAsync(c => c.UserId == userId && c.UsedAt == null, work.Stop);
        var name = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        Tell(work, new(userId, name, Origin.Web, from), SecurityChange.RecoveryCodeUsed, left);
        return Outcome.Done;
    }, stop);

    private static IQueryable<IdentityUserPasskey<long>> Passkeys(HydraXDb db, long userId) => db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == userId);

    private static async Task<List<string>> MakeCodes(Work work, long userId, DateTimeOffset now)
    {
        await work.Db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(work.Stop);
        var codes = Enumerable.Range(0, FactorRules.RecoveryCodes).Select(_ => FactorRules.NewRecoveryCode()).ToList();
        work.Db.AddRange(codes.Select(code => new RecoveryCode { UserId = userId, CodeHash = FactorRules.HashOf(code), CreatedAt = now }));
        return codes;
    }

    private static async Task DropCodesUnlessNeeded(Work work, long userId)
    {
        if (!await HasAny(work, userId)) await work.Db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(work.Stop);
    }

    /// <summary>Whether a member has an app or a passkey.</summary>
    internal static async Task<bool> HasAny(Work work, long userId) =>
        await HasApp(work, userId) || await Passkeys(work.Db, userId).AnyAsync(work.Stop);

    /// <summary>Whether a member has an app that counts.</summary>
    internal static Task<bool> HasApp(Work work, long userId) => work.Db.Authenticators.AnyAsync(a => a.UserId == userId && a.ConfirmedAt != null, work.Stop);

    private async Task<string> Changed(Work work, Actor by, SecurityChange change)
    {
        Tell(work, by, change, null);
        return await sessions.EndAll(work, by.UserId!.Value, SessionEnd.Credentials);
    }

    private void Tell(Work work, Actor by, SecurityChange change, int? codesLeft)
    {
        outbox.Tell(work, by.UserId!.Value, new SecurityChanged(change.Code(), codesLeft), OutboxLane.Notices);
        audit.Record(work, by, $"factors.{change.Code()}".Replace('_', '-'), AuditSubject.Person(by.UserId!.Value, by.Name!), after: codesLeft is null ? null : new { codesLeft });
    }

    private static Problem Resting(DateTimeOffset until) => Problem.Of("factors.rest", $"Too many wrong codes. The next one is looked at from {until:HH:mm} UTC on; a code on paper works at once.");

    private static async Task<Problem?> Locked(Work work, long userId) =>
        await work.LockMember(userId) is not { } member ? Members.NoMember(userId) : member.IsActive ? null : Members.Suspended;
}
