using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

// A season begins: total XP begins again at a share of what it was. The balance, what was earned, the boards and achievements stay; nobody is told of a rank that falls or comes back.
public sealed partial class Progression
{
    /// <summary>Sets a share of a member's total XP aside, once for each batch. Returns what was set aside; null if there was nothing, or it was done before.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="member">Who, locked.</param>
    /// <param name="keepsPercent">The share that stays, in percent; rounded down to whole XP.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="reason">Why; it stands on the ledger.</param>
    internal async Task<long?> ResetSeason(Work work, LockedMember member, int keepsPercent, long batch, string reason)
    {
        await Settle(work, member);
        var before = member.Profile.TotalXp;
        var taken = before - XpRules.SeasonTotal(before, keepsPercent);
        if (taken == 0) return null;
        var posted = await ledger.Post(work, member, new(XpSource.SeasonReset, RewardKey.SeasonReset(batch), 0, -taken, Description: reason));
        if (posted.WasKnown) return null;
        Feed(work, posted);
        Tell(work, new SeasonBegan(before, posted.TotalXp, member.Profile.CurrentRank.Code(), reason), member);
        return taken;
    }

    /// <summary>
    /// Gives a member back exactly what a batch's reset took, once, whatever they have earned since; less what corrections have taken out of it. Nothing comes back where a wipe or a
    /// prestige has come in between and still stands: it would have taken that too. Returns what was given back; null if it was nothing.
    /// </summary>
    internal async Task<long?> RestoreSeason(Work work, long userId, long batch, string reason)
    {
        if (await work.LockMember(userId) is not { } member) return null;
        await Settle(work, member);
        var (key, profile) = (RewardKey.SeasonReset(batch), member.Profile);
        var reset = await work.Db.XpTransactions.AsNoTracking().SingleAsync(t => t.UserId == userId && t.RewardKey == key, work.Stop);
        if (await ledger.WasWipedSince(work, reset) || await ledger.WasSetAsideSince(work, reset)) return null;
        if (await ledger.LeftOf(work, reset.TransactionId) is not (> 0 and var left)) return null;
        var wasSeen = profile.RankSeen == profile.CurrentRank;
        var posted = await ledger.Post(work, member, new(XpSource.SeasonRestore, RewardKey.SeasonRestore(batch), 0, left, Description: reason, CorrectsId: reset.TransactionId));
        if (posted.WasKnown) return null;
        if (wasSeen) profile.RankSeen = profile.CurrentRank;
        Feed(work, posted);
        Tell(work, new SeasonUndone(posted.TotalXpChange, posted.TotalXp, profile.CurrentRank.Code(), reason), member);
        return posted.TotalXpChange;
    }
}
