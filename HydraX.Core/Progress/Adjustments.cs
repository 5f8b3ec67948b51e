using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

public sealed partial class Progression
{
    /// <summary>Most XP that one grant may give.</summary>
    public const long LargestGrant = 1_000_000;

    /// <summary>
    /// Gives XP by an admin's hand, not multiplied. Problems: <c>xp.grant-size</c>, <c>xp.reason</c>, <c>users.unknown</c>. The same request key grants once.
    /// </summary>
    public Task<Outcome<XpPosted>> Grant(long userId, long amount, string reason, string requestKey, CancellationToken stop = default) =>
        data.Run(work => Grant(work, userId, amount, reason, requestKey), stop);

    /// <summary>As the other, in the transaction of an operation that does more than this.</summary>
    internal async Task<Outcome<XpPosted>> Grant(Work work, long userId, long amount, string reason, string requestKey)
    {
        if (amount is < 1 or > LargestGrant) return Problem.Of("xp.grant-size", $"A grant gives 1 to {LargestGrant:N0} XP, not {amount:N0}. To take XP back, correct the line that gave it.");
        if (string.IsNullOrWhiteSpace(reason)) return Problem.Of("xp.reason", "Say why: the reason stands on the member's ledger.");
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);

        await Settle(work, member);
        var posted = (await Post(work, member, new(XpSource.AdminGrant, RewardKey.AdminGrant(requestKey), amount, amount, Description: reason.Trim()))).Posted;
        if (!posted.WasKnown) Tell(work, new XpAdjusted(amount, posted.BalanceAfter, reason.Trim()), member);
        return posted;
    }

    /// <summary>
    /// Takes a line back with its opposite. XP that was spent leaves a debt; XP that a wipe has taken is gone already, so only shadow statistics
    /// change. Problems: <c>xp.no-line</c>, <c>xp.not-correctable</c>, <c>xp.merged</c>, <c>xp.reason</c>. A line is corrected once; a repeat returns the first correction.
    /// </summary>
    public Task<Outcome<XpPosted>> Correct(long transactionId, string reason, CancellationToken stop = default) => data.Run(work => Correct(work, transactionId, reason), stop);

    /// <summary>As the other, in the transaction of an operation that does more than this.</summary>
    internal async Task<Outcome<XpPosted>> Correct(Work work, long transactionId, string reason, bool tells = true)
    {
        if (string.IsNullOrWhiteSpace(reason)) return Problem.Of("xp.reason", "Say why: the reason stands on the member's ledger.");
        if (await ledger.Line(work, transactionId) is not { } line) return Problem.Of("xp.no-line", $"The ledger has no line {transactionId}.");
        var source = Codes<XpSource>.Parse(line.SourceType);
        if (XpRules.WhyNotCorrectable(source) is { } why) return Problem.Of("xp.not-correctable", why);
        if (await work.LockMember(line.UserId) is not { } member) return Members.NoMember(line.UserId);
        if (await Merged(work, line.UserId) is { } gone) return gone;

        await Settle(work, member);
        var before = (member.Profile.TotalXp, member.Profile.RealTotalXp);
        var wiped = await ledger.WasWipedSince(work, line);
        var amount = wiped ? 0 : -line.Amount;
        var total = wiped ? 0 : -line.TotalXpChange;
        if (total < 0) await TakeOutOfSetAside(work, member, line);
        var posted = await ledger.Post(work, member, new(XpSource.Correction, RewardKey.Correction(transactionId), amount, total, Description: reason.Trim(), CorrectsId: transactionId, CountsOn: new UtcDay(line.UtcDay)));
        if (posted.WasKnown) return posted;

        member.Profile.RealTotalXp -= line.TotalXpChange;
        if (XpRules.IsFromTrades(source) && member.Profile.TradeXpOn == line.UtcDay) member.Profile.TradeXp -= line.Amount;
        Feed(work, posted);
        if (tells) Tell(work, new XpAdjusted(amount, posted.BalanceAfter, reason.Trim()), member);
        await Undo(work, member, source, before, line.CreatedAt);
        await UndoPerfect(work, member, source, new(line.UtcDay));
        return posted;
    }

    private static async Task<Problem?> Merged(Work work, long userId) =>
        await work.Db.Users.Where(u => u.Id == userId && u.MergedIntoUserId != null).Select(u => work.Db.Users.First(into => into.Id == u.MergedIntoUserId).UserName).FirstOrDefaultAsync(work.Stop) is { } other
            ? Problem.Of("xp.merged", $"This account was made one with {other}, and its XP is there. What was earned or bought before is no longer taken back by itself; give {other} XP by hand if some is due.")
            : null;

    // What was earned before a prestige is in what it set aside, not in the total since: it is brought back for the correction to take. The star stays. Of what was earned before a
    // season a share is in either; what total XP lacks is brought back, from the latest season first.
    private async Task TakeOutOfSetAside(Work work, LockedMember member, XpTransaction line)
    {
        if (await ledger.IsCorrected(work, line)) return;
        if (await ledger.WasSetAsideSince(work, line))
            await Bring(new(XpSource.Prestige, RewardKey.PrestigeCorrection(line.TransactionId), 0, line.TotalXpChange, Description: "Taken out of what a prestige set aside", CorrectsId: line.TransactionId));
        if (member.Profile.TotalXp >= line.TotalXpChange) return;
        foreach (var (reset, aside) in await ledger.SeasonsSince(work, line))
            if (Math.Min(aside, line.TotalXpChange - member.Profile.TotalXp) is > 0 and var lacking)
                await Bring(new(XpSource.SeasonRestore, RewardKey.SeasonCorrection(reset, line.TransactionId), 0, lacking, Description: "Taken out of what a season set aside", CorrectsId: reset));

        async Task Bring(XpEntry entry) => Feed(work, await ledger.Post(work, member, entry));
    }

    /// <summary>
    /// Takes several lines of one member back, with all that they had earned, and tells the member once. What was taken back before is left out. Returns how many were taken back and what
    /// that changed the balance by, all in all. Problems: those of <see cref="Correct(long, string, CancellationToken)"/>.
    /// </summary>
    internal async Task<Outcome<(int Lines, long Xp)>> CorrectAll(Work work, LockedMember member, IReadOnlyList<long> lines, string reason)
    {
        await Settle(work, member);
        var (before, taken) = (member.Profile.XpBalance, 0);
        foreach (var line in lines)
        {
            var posted = await Correct(work, line, reason, tells: false);
            if (!posted.Succeeded) return posted.Problem;
            if (!posted.Value.WasKnown) taken++;
        }
        var change = member.Profile.XpBalance - before;
        if (taken > 0) Tell(work, new XpAdjusted(change, member.Profile.XpBalance, reason.Trim()), member);
        return (taken, change);
    }
}
