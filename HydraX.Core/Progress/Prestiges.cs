using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

/// <summary>What a prestige came to; asked for the same star again, the answer is the same.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Star">The star taken, from 1.</param>
/// <param name="SetAside">Total XP that was set aside for it.</param>
/// <param name="Factor">What earned XP is multiplied with from now on.</param>
/// <param name="WasKnown">True for a star that was taken before; then nothing changed.</param>
public sealed record PrestigeTaken(long UserId, int Star, long SetAside, decimal Factor, bool WasKnown);

public sealed partial class Progression
{
    /// <summary>
    /// Trades total XP for a star: rank and level begin again; balance, achievements, badges, streak, squad and purchases stay. The star asked for is the request's own key: a second
    /// press, a repeat of Telegram's or a button tapped weeks later takes no second one. Open on a Press Pass too, before midnight takes the total anyway.
    /// Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>users.held</c> and those of <see cref="PrestigeRules.Refusal"/>.
    /// </summary>
    /// <param name="userId">Who.</param>
    /// <param name="star">The star that they saw and confirmed, from 1.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<PrestigeTaken>> Prestige(long userId, int star, CancellationToken stop = default) => data.Run<Outcome<PrestigeTaken>>(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;

        await Settle(work, member);
        if (await Known(work, userId, star) is { } known) return known;
        if (PrestigeRules.Refusal(member.Profile.PrestigeLevel, member.Profile.TotalXp, star) is { } refused) return refused;
        // What lies under a star no correction takes back whole, so it waits until staff has looked.
        if (member.IsHeld) return Holds.Held;

        // Nothing is lost of what was ever earned: shadow statistics stay.
        var posted = await ledger.Post(work, member, new(XpSource.Prestige, RewardKey.Prestige(star), 0, -member.Profile.TotalXp, Description: $"Star {star}"));
        member.Profile.PrestigeLevel = star;
        var taken = new PrestigeTaken(userId, star, -posted.TotalXpChange, XpRules.Prestige(star), WasKnown: false);
        Tell(work, new Prestiged(star, taken.SetAside, taken.Factor), member);
        Feed(work, posted);
        await Follow(work, member, posted, new(posted));
        return taken;
    }, stop);

    private static async Task<PrestigeTaken?> Known(Work work, long userId, int star)
    {
        var key = RewardKey.Prestige(star);
        var change = await work.Db.XpTransactions.Where(t => t.UserId == userId && t.RewardKey == key).Select(t => (long?)t.TotalXpChange).FirstOrDefaultAsync(work.Stop);
        return change is null ? null : new(userId, star, -change.Value, XpRules.Prestige(star), WasKnown: true);
    }
}
