using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.PressPass;
using HydraX.Core.Shop;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;

namespace HydraX.Core.Progress;

/// <summary>
/// Everything that follows when a member's XP changes, in order. It alone posts to the ledger: other slices return facts that it turns into lines.
/// </summary>
public sealed partial class Progression(HydraXData data, XpLedger ledger, TierCatalog tiers, XpCalendar calendar, XpShop shop, Streaks streaks, TrophyCase trophies, Outbox outbox, XpOptions options, AchievementOptions goals, IEnumerable<IProgressFeed> feeds)
{
    /// <summary>
    /// Gives XP for something done. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>xp.not-earned</c> (a source that is not awarded this
    /// way), <c>xp.no-source-id</c>. A repeat returns the first line with <c>WasKnown</c>.
    /// </summary>
    public Task<Outcome<XpAwarded>> AwardXp(XpAward award, CancellationToken stop = default) => data.Run<Outcome<XpAwarded>>(async work =>
    {
        if (!XpRules.IsEarned(award.Source)) return Problem.Of("xp.not-earned", $"{award.Source.Code()} is not awarded like this; one of {string.Join(", ", EarnedSources)}.");
        if (KeyOf(award) is not { } key) return Problem.Of("xp.no-source-id", $"{award.Source.Code()} needs a sourceId, so that a repeat pays nothing twice.");
        if (await work.LockMember(award.UserId) is not { } member) return Members.NoMember(award.UserId);
        if (!member.IsActive) return Members.Suspended;

        var wiped = await Settle(work, member);
        var sum = Worth(member, award.Source);
        var entry = await Post(work, member, new(award.Source, key, sum.Amount, sum.Amount, award.SourceId, award.Description, sum));
        if (entry.Posted.WasKnown) return new XpAwarded(entry.Posted, null, wiped, [], []);

        CountTradeXp(member, award.Source, sum.Amount);
        if (award.Source != XpSource.DailyLogin) Tell(work, new XpEarned(award.Source.Code(), sum.Amount, entry.Posted.BalanceAfter, award.Description, sum.Event), member);
        return new XpAwarded(entry.Posted, entry.Promotion, wiped, entry.Unlocked, entry.GoalsMet);
    }, stop);

    /// <summary>Takes everything of an ended or deactivated pass that is due, inside another slice's transaction.</summary>
    internal async Task<long> Settle(Work work, LockedMember member)
    {
        var wipe = await ledger.SettleMidnight(work, member);
        if (wipe is null) return 0;
        TellWipe(work, member, wipe);
        return -wipe.Amount;
    }

    /// <summary>Wipes a member on the spot, as when a pass is deactivated.</summary>
    internal async Task<long> WipeNow(Work work, LockedMember member, string rewardKey)
    {
        var wipe = await ledger.Wipe(work, member, rewardKey, member.At);
        if (wipe is null) return 0;
        TellWipe(work, member, wipe);
        return -wipe.Amount;
    }

    /// <summary>Gives back what wipes took at midnights after a payment that we heard of late; each wipe once. Returns the XP given back.</summary>
    internal async Task<long> RestoreWipes(Work work, LockedMember member, DateTimeOffset paidAt)
    {
        long restored = 0;
        foreach (var wipe in await ledger.WipesSince(work, member.UserId, paidAt))
        {
            var posted = await ledger.Post(work, member, new(XpSource.PressPassRestore, RewardKey.PressPassRestore(wipe.TransactionId), -wipe.Amount, -wipe.TotalXpChange,
                Description: "Paid before midnight: the wipe is undone", CorrectsId: wipe.TransactionId));
            if (posted.WasKnown) continue;
            member.Profile.TotalXpWiped += wipe.Amount;
            if (wipe.Amount < 0) member.Profile.ResetCount--;
            restored -= wipe.Amount;
            Feed(work, posted);
        }
        if (restored > 0) member.Profile.LargestWipe = await ledger.LargestWipe(work, member.UserId);
        return restored;
    }

    // One line and what follows from any line: shadow statistics, achievements and goals with lines of their own, promotion, feeds.
    private async Task<Posting> Post(Work work, LockedMember member, XpEntry entry)
    {
        var before = member.Profile.CurrentRank;
        var posted = await ledger.Post(work, member, entry);
        var posting = new Posting(posted);
        if (posted.WasKnown) return posting;

        CountShadow(member, entry);
        Feed(work, posted);
        await Follow(work, member, posted, posting);
        Promote(work, member, before, posting);
        return posting;
    }

    // Once, to the highest that all of it together reached.
    private void Promote(Work work, LockedMember member, RankCode before, Posting posting)
    {
        if (member.Profile.CurrentRank <= before) return;
        posting.Promotion = member.Profile.CurrentRank;
        outbox.Tell(work, member.UserId, new Promoted(before.Code(), member.Profile.CurrentRank.Code(), member.Profile.TotalXp), OutboxLane.Notices);
    }

    private static void CountShadow(LockedMember member, XpEntry entry)
    {
        member.Profile.RealTotalXp += entry.TotalXpChange;
        if (member.Profile.PressPassActive) member.Profile.LifetimeEarned += entry.TotalXpChange;
    }

    private static string? KeyOf(XpAward award) => award.RewardKey ?? (award.SourceId is { } id ? RewardKey.Of(award.Source, id) : null);

    private static IEnumerable<string> EarnedSources => Enum.GetValues<XpSource>().Where(XpRules.IsEarned).Select(s => s.Code());

    // What a source is worth to a member at their instant: every factor in force, the event of that instant among them, within the day's limit.
    private XpSum Worth(LockedMember member, XpSource source, DateTimeOffset? asOf = null, decimal? boost = null)
    {
        var at = asOf ?? member.At;
        var happening = calendar.EventAt(at, source, member.Tier);
        return Limit(member, source, XpRules.Sum(XpRules.Base(source), XpRules.InForce(member.Profile, tiers.Current[member.Tier].XpBonus, happening, at, boost)));
    }

    private XpSum Limit(LockedMember member, XpSource source, XpSum sum)
    {
        if (!XpRules.IsFromTrades(source)) return sum;
        var today = member.Profile.TradeXpOn == UtcDay.Of(member.At).Date ? member.Profile.TradeXp : 0;
        return sum with { Amount = XpRules.WithinDay(sum.Amount, today, options.TradeXpPerDay) };
    }

    private static void CountTradeXp(LockedMember member, XpSource source, long amount)
    {
        if (!XpRules.IsFromTrades(source)) return;
        var today = UtcDay.Of(member.At).Date;
        member.Profile.TradeXp = member.Profile.TradeXpOn == today ? member.Profile.TradeXp + amount : amount;
        member.Profile.TradeXpOn = today;
    }

    private void Tell<T>(Work work, T fact, LockedMember member) where T : IFact => outbox.Tell(work, member.UserId, fact, OutboxLane.Notices);

    private void TellWipe(Work work, LockedMember member, XpPosted wipe)
    {
        outbox.Tell(work, member.UserId, new PressPassReset(-wipe.Amount, UtcDay.Of(wipe.At).ToString()), OutboxLane.Warnings);
        Feed(work, wipe);
    }

    private void Feed(Work work, XpPosted posted) => work.AfterCommit(() =>
    {
        foreach (var feed in feeds) feed.Posted([posted]);
    });
}
