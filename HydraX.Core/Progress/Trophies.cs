using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Goals;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

// What members achieve: found by the trophy case, paid here.
public sealed partial class Progression
{
    /// <summary>A line and what followed from it.</summary>
    private sealed class Posting(XpPosted? posted)
    {
        public XpPosted Posted => posted!;

        public RankCode? Promotion { get; set; }

        public List<Unlocked> Unlocked { get; } = [];

        public List<GoalMet> GoalsMet { get; } = [];
    }

    // What a line counts may earn an achievement or meet a goal; either is a line of its own, which is followed in turn. Each is earned once, so it ends.
    private async Task Follow(Work work, LockedMember member, XpPosted line, Posting into, string? earned = null)
    {
        var change = await trophies.Count(work, member, line.Source, line.Amount, line.TotalXpChange, UtcDay.Of(line.At));
        if (earned is not null) change = change with { Touched = change.Touched | Touch.Achievement, Earned = [earned] };
        var drawn = goals.WeeklyGoals && line.Source == XpSource.DailyLogin && await GoalBook.Draw(work, member, tiers.Current[member.Tier].DailyShots);
        foreach (var achievement in await trophies.Earned(work, member, change)) await Unlock(work, member, achievement, into);
        foreach (var goal in await GoalBook.Meet(work, member, drawn ? null : change.Counts)) await Pay(work, member, goal, into);
    }

    private async Task Unlock(Work work, LockedMember member, DefinedAchievement achievement, Posting into)
    {
        if (await TrophyCase.Keep(work, member, achievement) is not { } kept) return;
        var (row, pays) = (achievement.Row, achievement.Row.Pays);
        var posted = await Also(work, member, new(XpSource.AchievementUnlock, RewardKey.Achievement(row.AchievementId, kept.Times), pays, pays, row.AchievementId, row.Name));
        kept.TransactionId = posted.TransactionId;
        into.Unlocked.Add(new(row.Code, row.Name, achievement.Tier, pays));
        Tell(work, new AchievementUnlocked(row.Name, row.Description ?? "", achievement.Tier.Code(), pays, posted.BalanceAfter), member);
        await Follow(work, member, posted, into, row.Code);
    }

    private async Task Pay(Work work, LockedMember member, WeeklyGoal goal, Posting into)
    {
        var posted = await Also(work, member, new(XpSource.WeeklyGoal, RewardKey.WeeklyGoal(UtcDay.Of(member.At).Monday, goal.Metric, goal.Times), goal.Reward, goal.Reward, Description: goal.Words));
        into.GoalsMet.Add(new(goal.Words, goal.Reward));
        Tell(work, new WeeklyGoalMet(goal.Words, goal.Reward, posted.BalanceAfter), member);
        await Follow(work, member, posted, into);
    }

    /// <summary>Gives a member an achievement whose conditions they met before. Returns the XP that came with it and with what it earned in turn; null if they do not meet them any more, or hold it.</summary>
    internal async Task<long?> GrantAchievement(Work work, long userId, DefinedAchievement achievement)
    {
        if (await work.LockMember(userId) is not { IsActive: true } member) return null;
        await Settle(work, member);
        if (!await trophies.Meets(work, member, achievement)) return null;
        var (before, posting) = (member.Profile.CurrentRank, new Posting(null));
        await Unlock(work, member, achievement, posting);
        Promote(work, member, before, posting);
        return posting.Unlocked.Sum(u => u.Xp);
    }

    /// <summary>Writes down whether a member took part in the beta, and what follows from it.</summary>
    internal async Task MarkBeta(Work work, LockedMember member, bool took)
    {
        await Settle(work, member);
        var (before, rank, posting) = ((member.Profile.TotalXp, member.Profile.RealTotalXp), member.Profile.CurrentRank, new Posting(null));
        (member.Profile.BetaParticipant, member.Profile.UpdatedAt) = (took, member.At);
        var change = new MemberChange(MemberChange.NoCounts, Touch.Staff, []);
        foreach (var achievement in await trophies.Earned(work, member, change)) await Unlock(work, member, achievement, posting);
        Promote(work, member, rank, posting);
        await TakeBackLost(work, member, change, before, since: member.At);
    }

    private async Task<XpPosted> Also(Work work, LockedMember member, XpEntry entry)
    {
        var posted = await ledger.Post(work, member, entry);
        if (posted.WasKnown) throw new InvalidOperationException($"{entry.RewardKey} of member {member.UserId} was paid although nothing says that it was earned.");
        CountShadow(member, entry);
        Feed(work, posted);
        return posted;
    }

    // What was earned by a line that is reversed, written at an instant, is no longer earned, and what that had earned in turn.
    private async Task Undo(Work work, LockedMember member, XpSource source, (long Total, long Ever) before, DateTimeOffset since)
    {
        var change = await trophies.Recount(work, member, source, Touch.Xp);
        var unmet = await GoalBook.Unmeet(work, member);
        foreach (var goal in unmet)
            if (await work.Db.XpTransactions.AsNoTracking().FirstOrDefaultAsync(t => t.UserId == member.UserId && t.RewardKey == RewardKey.WeeklyGoal(UtcDay.Of(member.At).Monday, goal.Metric, goal.Times), work.Stop) is { } paid)
            {
                await TakeBack(work, member, paid, $"{goal.Words} is not met any more");
                since = Earlier(since, paid.CreatedAt);
            }
        if (unmet.Count > 0) change = change.And(await trophies.Recount(work, member, XpSource.WeeklyGoal, Touch.Xp));
        await TakeBackLost(work, member, change, before, since);
    }

    private async Task TakeBackLost(Work work, LockedMember member, MemberChange change, (long Total, long Ever) before, DateTimeOffset since)
    {
        for (var lost = await trophies.Lost(work, member, change, before, since); lost.Count > 0; lost = await trophies.Lost(work, member, change, before, since))
        {
            before = (member.Profile.TotalXp, member.Profile.RealTotalXp);
            since = Earlier(since, lost.Min(l => l.Kept.EarnedAt));
            foreach (var (achievement, kept) in lost)
            {
                TrophyCase.TakeBack(member, achievement, kept);
                var paid = kept.TransactionId is { } line ? await ledger.Line(work, line) : null;
                var taken = paid is null || paid.UserId != member.UserId ? 0 : await TakeBack(work, member, paid, $"{achievement.Row.Name} is not earned any more");
                Tell(work, new AchievementTakenBack(achievement.Row.Name, taken, member.Profile.XpBalance), member);
            }
            await work.Save();
            change = new(MemberChange.NoCounts, Touch.Xp | Touch.Achievement, []);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // Returns the XP taken: none of what a wipe has taken already.
    private async Task<long> TakeBack(Work work, LockedMember member, XpTransaction paid, string why)
    {
        var isWiped = await ledger.WasWipedSince(work, paid);
        if (!isWiped && paid.TotalXpChange > 0) await TakeOutOfSetAside(work, member, paid);
        var posted = await ledger.Post(work, member, new(XpSource.Correction, RewardKey.Correction(paid.TransactionId), isWiped ? 0 : -paid.Amount, isWiped ? 0 : -paid.TotalXpChange, Description: why,
            CorrectsId: paid.TransactionId, CountsOn: new UtcDay(paid.UtcDay)));
        if (posted.WasKnown) return 0;
        // Of what was kept from a pass the line that was wiped has counted as earned.
        member.Profile.RealTotalXp -= RewardKey.KeptLine(paid.RewardKey) is { } wiped ? (await ledger.Line(work, wiped))!.TotalXpChange : paid.TotalXpChange;
        Feed(work, posted);
        return -posted.Amount;
    }

    /// <summary>
    /// Gives back the XP of achievements that were earned on a pass and wiped, to a member who has become a paying one; each once, and of none more than what its wipe has taken: what
    /// was spent before, or traded for a star, was kept in another form. Returns the XP given back.
    /// </summary>
    internal async Task<long> KeepAchievements(Work work, LockedMember member, DateTimeOffset since)
    {
        var (unlock, correction, kept) = (XpSource.AchievementUnlock.Code(), XpSource.Correction.Code(), 0L);
        var lines = await work.Db.XpTransactions.AsNoTracking().Where(t => t.UserId == member.UserId && t.SourceType == unlock && t.CreatedAt >= since && t.Amount > 0
            && !work.Db.XpTransactions.Any(c => c.CorrectsId == t.TransactionId && c.SourceType == correction)).OrderBy(t => t.TransactionId).ToListAsync(work.Stop);
        if (lines.Count == 0) return 0;
        var wipes = (await ledger.WipesSince(work, lines[0])).ConvertAll(wipe => (wipe.TransactionId, Xp: -wipe.Amount, Total: -wipe.TotalXpChange));
        foreach (var line in lines)
        {
            if (wipes.FindIndex(wipe => wipe.TransactionId > line.TransactionId) is not (>= 0 and var at)) continue;
            var (wipe, xp, total) = wipes[at];
            (xp, total) = (Math.Min(line.Amount, xp), Math.Min(line.TotalXpChange, total));
            if (xp == 0 && total == 0) continue;
            var posted = await ledger.Post(work, member, new(XpSource.AchievementUnlock, RewardKey.AchievementKept(line.TransactionId), xp, total, line.SourceId, $"{line.Description}, kept from the Press Pass"));
            wipes[at] = (wipe, wipes[at].Xp - posted.Amount, wipes[at].Total - posted.TotalXpChange);
            if (posted.WasKnown) continue;
            kept += posted.Amount;
            Feed(work, posted);
            // From now on it is this line that a reversal takes back.
            if (await work.Db.UserAchievements.FirstOrDefaultAsync(a => a.UserId == member.UserId && a.TransactionId == line.TransactionId && a.TakenBackAt == null, work.Stop) is { } own) own.TransactionId = posted.TransactionId;
        }
        return kept;
    }
}
