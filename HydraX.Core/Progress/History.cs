using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

// History that is brought along, such as demo content: the same lines and sums as when it happens, but nobody is told of it.
public sealed partial class Progression
{
    /// <summary>Writes down what a member earned at their instant: amount, multipliers and day's limit as they were due then.</summary>
    internal async Task<XpPosted> RecordEarned(Work work, LockedMember member, XpSource source, string rewardKey, string description)
    {
        await ledger.SettleMidnight(work, member);
        var sum = Worth(member, source);
        CountTradeXp(member, source, sum.Amount);
        return await Record(work, member, new(source, rewardKey, sum.Amount, sum.Amount, Description: description, Sum: sum));
    }

    /// <summary>Writes down any other line at a member's instant.</summary>
    internal async Task<XpPosted> Record(Work work, LockedMember member, XpEntry entry)
    {
        await ledger.SettleMidnight(work, member);
        var posted = await ledger.Post(work, member, entry);
        if (posted.WasKnown) return posted;
        CountShadow(member, entry);
        await Follow(work, member, posted, new(posted));
        return posted;
    }

    /// <summary>Writes down a purchase at a member's instant; null if it would have been refused then.</summary>
    internal async Task<ItemBought?> RecordPurchase(Work work, LockedMember member, string item, string requestKey)
    {
        await ledger.SettleMidnight(work, member);
        var decided = await shop.Decide(work, member, item);
        if (!decided.Succeeded) return null;
        var paid = await ledger.Post(work, member, Payment(decided.Value, RewardKey.ShopPurchase(requestKey)));
        await Follow(work, member, paid, new(paid));
        return (await shop.HandOver(work, member, decided.Value, paid)).Value;
    }

    /// <summary>Writes down the wipe that is due at a member's instant, if one is.</summary>
    internal Task<XpPosted?> RecordMidnight(Work work, LockedMember member) => ledger.SettleMidnight(work, member);
}
