using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>The door to suspending members: no sign-in, no open page, no bot and no API from the moment of the commit.</summary>
public sealed class Suspensions(HydraXData data, SessionBook sessions, AuditTrail audit)
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>
    /// Suspends a member. The reason is shown to them. Problems: <c>users.suspend-reason</c>, <c>users.suspend-self</c>, <c>users.suspended-already</c>,
    /// <c>users.unknown</c>, and those of <see cref="Duty.SuspendMembers"/>.
    /// </summary>
    public Task<Outcome> Suspend(long userId, string reason, Actor by, CancellationToken stop = default) => data.Run(work => Suspend(work, userId, reason, by), stop);

    /// <summary>As <see cref="Suspend(long, string, Actor, CancellationToken)"/>, with other things in the caller's transaction.</summary>
    internal async Task<Outcome> Suspend(Work work, long userId, string reason, Actor by)
    {
        if (CheckReason(reason) is { } faulty) return faulty;
        if (userId == by.UserId) return Problem.Of("users.suspend-self", "Nobody suspends themselves. Ask another admin.");
        var found = await Find(work, userId, by, Duty.SuspendMembers);
        if (!found.Succeeded) return found.Problem;
        var user = found.Value;
        if (!user.IsActive) return Problem.Of("users.suspended-already", $"{user.UserName} is suspended already: {user.SuspendedReason}");

        user.IsActive = false;
        user.SuspendedReason = reason.Trim();
        user.UpdatedAt = work.At;
        audit.Record(work, by, "users.suspended", AuditSubject.Person(userId, user.UserName!), new { isActive = true }, new { isActive = false }, reason.Trim());
        await work.Save();
        await sessions.EndAll(work, userId, SessionEnd.Suspension);
        return Outcome.Done;
    }

    /// <summary>
    /// Lets a suspended member in again; they sign in anew. Problems: <c>users.suspend-reason</c>, <c>users.not-suspended</c>, <c>users.erased</c>, <c>users.merged</c>, <c>users.unknown</c>,
    /// and those of <see cref="Duty.SuspendMembers"/>.
    /// </summary>
    public Task<Outcome> Reinstate(long userId, string reason, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        if (CheckReason(reason) is { } faulty) return faulty;
        var found = await Find(work, userId, by, Duty.SuspendMembers);
        if (!found.Succeeded) return found.Problem;
        var user = found.Value;
        if (user.ErasedAt is not null) return Problem.Of("users.erased", "Whoever this was has been erased. There is nobody to let in again.");
        if (user.MergedIntoUserId is { } into) return Problem.Of("users.merged", $"This account was merged into member {into} by its own person. There is nobody to let in again.");
        if (user.IsActive) return Problem.Of("users.not-suspended", $"{user.UserName} is not suspended.");

        user.IsActive = true;
        user.SuspendedReason = null;
        user.UpdatedAt = work.At;
        audit.Record(work, by, "users.reinstated", AuditSubject.Person(userId, user.UserName!), new { isActive = false }, new { isActive = true }, reason.Trim());
        await work.Save();
        await sessions.EndAll(work, userId, SessionEnd.Suspension);
        return Outcome.Done;
    }, stop);

    private static Problem? CheckReason(string reason) => reason.Trim().Length is > 0 and <= LongestReason
        ? null
        : Problem.Of("users.suspend-reason", $"Say why, in at most {LongestReason} characters: the member and the audit log are told.");

    /// <summary>
    /// Whom somebody of staff acts on. Both rows are locked in one order, and looked at once they are, so that of two who suspend each other at the same instant one
    /// is refused. Problems: <c>users.unknown</c>, and those of the duty.
    /// </summary>
    internal static async Task<Outcome<User>> Find(Work work, long userId, Actor by, Duty duty)
    {
        foreach (var id in new[] { userId, by.UserId ?? userId }.Distinct().Order()) await work.LockMember(id);
        if (await work.Demand(by, duty, userId) is { } refused) return refused;
        var user = await work.Db.Users.FirstOrDefaultAsync(u => u.Id == userId, work.Stop);
        return user is null ? Members.NoMember(userId) : user;
    }
}
