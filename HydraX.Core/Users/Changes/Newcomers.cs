using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Changes;

/// <summary>Something in another slice that a member has begun, such as a Press Pass or a subscription.</summary>
public interface INewcomerTie
{
    /// <summary>Whether a member has it.</summary>
    Task<bool> Holds(Work work, long userId);
}

/// <summary>
/// Members who have hardly begun. Whoever has lost a phone writes to the bot from the new account first, and is a member by that before they hear of moving: such a
/// member gives way to the account that moves there. Nobody loses more by it than the XP of a few first days.
/// </summary>
public sealed class Newcomers(SessionBook sessions, AuditTrail audit, IEnumerable<INewcomerTie> ties)
{
    /// <summary>XP up to which a member has hardly begun: the daily logins of some days.</summary>
    public const long MostXp = 100;

    /// <summary>What stands at an account that gave way.</summary>
    public const string GaveWay = "Given up: its Telegram account went to the account that moved there.";

    /// <summary>Whether a member, found by the Telegram account alone, has nothing that would be missed: no other way in, nothing spent, wiped or begun, no duty.</summary>
    internal async Task<bool> GivesWay(Work work, long userId)
    {
        var isBare = await work.Db.Users.AnyAsync(u => u.Id == userId && u.IsActive && u.HeldAt == null && u.ProtectedEmail == null && u.PasswordHash == null && u.ProtectedPhone == null
            && u.Profile!.RealTotalXp <= MostXp && u.Profile.XpBalance == u.Profile.RealTotalXp && u.Profile.TotalXp == u.Profile.RealTotalXp && !u.Profile.PressPassActive, work.Stop);
        if (!isBare || await work.IsStaff(userId) || await SecondFactors.HasAny(work, userId)) return false;
        if (await work.Db.ApiKeys.AnyAsync(k => k.UserId == userId, work.Stop) || await work.Db.Users.AnyAsync(u => u.MergedIntoUserId == userId, work.Stop)) return false;
        foreach (var tie in ties)
            if (await tie.Holds(work, userId)) return false;
        return true;
    }

    /// <summary>Locks the member of a change, and with them whoever has the Telegram account that it moves to: the lower number first, as everywhere.</summary>
    internal async Task<LockedMember?> LockWith(Work work, long changeId, long userId)
    {
        var holder = await work.Db.AccountChanges.Where(c => c.ChangeId == changeId && c.NewTelegramId != null)
            .Join(work.Db.Users, c => c.NewTelegramId, u => u.TelegramId, (_, u) => (long?)u.Id).FirstOrDefaultAsync(work.Stop);
        if (holder is { } other && other < userId) await work.LockMember(other);
        var member = await work.LockMember(userId);
        if (holder is { } later && later > userId) await work.LockMember(later);
        return member;
    }

    /// <summary>Closes a newcomer's account: its Telegram account is free.</summary>
    internal async Task Leave(Work work, long userId)
    {
        var name = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        await work.Db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.TelegramId, (long?)null).SetProperty(u => u.IsActive, false).SetProperty(u => u.SuspendedReason, GaveWay).SetProperty(u => u.UpdatedAt, work.At), work.Stop);
        audit.Record(work, Actor.Job, "users.gave-way", AuditSubject.Person(userId, name));
        await sessions.EndAll(work, userId, SessionEnd.Suspension);
    }
}
