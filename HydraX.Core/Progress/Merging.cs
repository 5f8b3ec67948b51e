using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

public sealed partial class Progression
{
    /// <summary>
    /// Moves all XP of an account that is merged away, in the transaction of that: one line on each of the two ledgers, so that both still add up. Nothing is
    /// multiplied, and no period counts it, since nothing was earned. Returns the spendable XP that went over.
    /// </summary>
    internal async Task<long> MoveAll(Work work, LockedMember from, LockedMember to)
    {
        await Settle(work, from);
        await Settle(work, to);
        // What the other account has earned comes first: XP that arrives does not earn it again.
        await trophies.Join(work, from, to);
        var (balance, total) = (from.Profile.XpBalance, from.Profile.TotalXp);
        if (balance == 0 && total == 0) return 0;
        await Post(work, from, new(XpSource.AccountMerge, RewardKey.Merge(to.UserId), -balance, -total, Description: "Moved to the account that stays"));
        await Post(work, to, new(XpSource.AccountMerge, RewardKey.Merge(from.UserId), balance, total, Description: "Brought from the account that was closed"));
        return balance;
    }
}
