using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Referrals;

/// <summary>The door to who brought whom.</summary>
public sealed class ReferralBook(HydraXData data, Tombstones tombstones)
{
    // A link is followed at arrival; later it would only move somebody from hand to hand.
    private static readonly TimeSpan Arrival = TimeSpan.FromHours(1);

    /// <summary>
    /// Notes that a member who has just arrived came by another's code. False, and nothing is changed, for an unknown or suspended member's code, their
    /// own, a second one (also of somebody who was erased since), or one that comes long after their arrival.
    /// </summary>
    public Task<bool> Attribute(long userId, string code, CancellationToken stop = default) => data.Run(async work =>
    {
        var brought = await work.Db.Profiles.Where(p => p.ReferralCode == code && work.Db.Users.Any(u => u.Id == p.UserId && u.IsActive)).Select(p => (long?)p.UserId).FirstOrDefaultAsync(work.Stop);
        if (brought is null || brought == userId || await work.LockMember(userId) is not { Profile.ReferredByUserId: null } member) return false;
        if (member.At - member.Profile.CreatedAt > Arrival || await tombstones.WasReferred(work, userId)) return false;
        member.Profile.ReferredByUserId = brought;
        return true;
    }, stop);
}
