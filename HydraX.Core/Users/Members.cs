using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>A member whose profile row is locked until the transaction ends.</summary>
/// <param name="Profile">The tracked row: change it, and the work saves it.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="At">
/// The operation's instant for this member: never before what is settled, so that an award stamped just before midnight that gets its lock after
/// the sweep belongs to the new day.
/// </param>
/// <param name="IsHeld">Whether the account is held while staff looks at it; see <see cref="Holds"/>.</param>
public sealed record LockedMember(UserProfile Profile, TierCode Tier, bool IsActive, DateTimeOffset At, bool IsHeld)
{
    /// <summary>Who.</summary>
    public long UserId => Profile.UserId;
}

/// <summary>Locks members. Everything that changes XP, pass or purchases of a member holds this lock, so two such changes never interleave.</summary>
public static class Members
{
    /// <summary>Locks one member's profile; null for an unknown one.</summary>
    public static async Task<LockedMember?> LockMember(this Work work, long userId)
    {
        if (await work.Db.Profiles.Where(p => p.UserId == userId).ForUpdate().SingleOrDefaultAsync(work.Stop) is not { } profile) return null;
        // Asked once the lock is held: beside the locked row, a statement that waited for it would still see the account as it was before the wait.
        var user = await work.Db.Users.Where(u => u.Id == userId).Select(u => new { u.Tier, u.IsActive, IsHeld = u.HeldAt != null }).SingleAsync(work.Stop);
        var at = profile.WipeSettledUntil is { } settled && settled > work.At ? settled : work.At;
        profile.SettleTimeZone(at);
        return new(profile, user.Tier, user.IsActive, at, user.IsHeld);
    }

    /// <summary>Gives a member a role; one they have already changes nothing. True if they had it not.</summary>
    public static async Task<bool> GiveRole(this Work work, long userId, string role) =>
        await work.Scalar(work.Dialect.InsertOrNothing("user_roles", "user_id, role_id", "@p0, @p1", "user_id, role_id", "user_id = @p0 AND role_id = @p1", "role_id"),
            userId, Roles.IdOf(role)) is not null;

    /// <summary>Locks everything about who holds a role until the transaction ends.</summary>
    public static Task LockRole(this Work work, string role) =>
        work.Db.Roles.Where(r => r.Id == Roles.IdOf(role)).ForUpdate().AsNoTracking().ToListAsync(work.Stop);

    /// <summary>What is said of somebody who is not there.</summary>
    public static Problem NoMember(long userId) => Problem.Of("users.unknown", $"There is no member {userId}.");

    /// <summary>What is said to somebody who is suspended.</summary>
    public static readonly Problem Suspended = Problem.Of("users.suspended", "This account is suspended. Ask an admin why.");
}
