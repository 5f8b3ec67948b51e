using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Users.Factors;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>The door to telephone numbers that Telegram vouches for. They stand protected; no message, log or audit entry holds one.</summary>
public sealed class PhoneNumbers(HydraXData data, Protector protector, Outbox outbox, AuditTrail audit)
{
    private static readonly Problem None = Problem.Of("users.phone-none", "No telephone number stands on this account.");

    /// <summary>A member's number as pages show it: <c>+43…67</c>; null without one.</summary>
    public async Task<string?> Masked(long userId, CancellationToken stop = default) =>
        protector.Reveal(UserSecrets.Phone, await data.Read(db => db.Users.Where(u => u.Id == userId).Select(u => u.ProtectedPhone).FirstOrDefaultAsync(stop), stop)) is { } number
            ? UserSecrets.MaskedPhone(number)
            : null;

    /// <summary>
    /// A member has shown their own number. True if it was not known yet: the same again changes nothing. Problems: <c>users.phone-form</c>, <c>users.unknown</c>,
    /// <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<bool>> Prove(Actor by, string? shown, CancellationToken stop = default) => data.Run<Outcome<bool>>(async work =>
    {
        var read = PhoneRules.Read(shown);
        if (!read.Succeeded) return read.Problem;
        var found = await Find(work, by);
        if (!found.Succeeded) return found.Problem;
        var user = found.Value;
        if (user.PhoneNumberConfirmed && protector.Reveal(UserSecrets.Phone, user.ProtectedPhone) == read.Value) return false;
        (user.ProtectedPhone, user.PhoneNumberConfirmed, user.UpdatedAt) = (protector.Protect(UserSecrets.Phone, read.Value), true, work.At);
        audit.Record(work, by, "users.phone-verified", AuditSubject.Person(user.Id, user.UserName!));
        return true;
    }, stop);

    /// <summary>
    /// A member has their number taken out. In the bot its answer tells of it; from anywhere else the bot does. Problems: <c>users.phone-none</c>,
    /// <c>users.unknown</c>, <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome> Remove(Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        var found = await Find(work, by);
        if (!found.Succeeded) return found.Problem;
        var user = found.Value;
        if (user.ProtectedPhone is null) return None;
        (user.ProtectedPhone, user.PhoneNumberConfirmed, user.UpdatedAt) = (null, false, work.At);
        audit.Record(work, by, "users.phone-removed", AuditSubject.Person(user.Id, user.UserName!));
        if (by.Origin != Origin.Bot) outbox.Tell(work, user.Id, new SecurityChanged(SecurityChange.PhoneRemoved.Code()), OutboxLane.Notices);
        return Outcome.Done;
    }, stop);

    private static async Task<Outcome<User>> Find(Work work, Actor by)
    {
        var userId = by.UserId ?? throw new ArgumentException("A member does this for themselves.", nameof(by));
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        return member.IsActive ? await work.Db.Users.FirstAsync(u => u.Id == userId, work.Stop) : Members.Suspended;
    }
}
