using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

/// <summary>
/// Grants achievements to everybody who met their conditions before. It goes through the members in blocks, each in one transaction with how far it has come, so it may be killed
/// and goes on where it was; two nodes take turns. An edit of the achievement in between stops it, for it would grant what is no longer meant. What the XP of a grant
/// has earned in turn, such as a level, is granted to the same members after it.
/// </summary>
public sealed class BackwardGrants(HydraXData data, AchievementBook book, Progression progression, XpCalendar calendar, IEnumerable<IProgressFeed> feeds, TimeProvider machine)
{
    /// <summary>Goes on with every grant that is not done. Returns how many members got something.</summary>
    public async Task<long> Run(CancellationToken stop)
    {
        var granted = 0L;
        while (await data.Read(db => db.BackwardGrants.Where(g => g.EndedAt == null).OrderBy(g => g.BackwardGrantId).Select(g => (long?)g.BackwardGrantId).FirstOrDefaultAsync(stop), stop) is { } id)
        {
            // What another node has saved must be known before it is granted.
            await book.Refresh(stop);
            while ((await data.RunBlock(work => GrantBlock(work, id), stop)).Result is { } block) granted += block;
        }
        return granted;
    }

    // Null when the grant is done or stopped, by this run or by another node's.
    private async Task<int?> GrantBlock(Work work, long id)
    {
        if (await work.Db.BackwardGrants.Where(g => g.BackwardGrantId == id).ForUpdate().SingleAsync(work.Stop) is not { EndedAt: null } grant) return null;
        var row = await work.Db.Achievements.Where(a => a.AchievementId == grant.AchievementId).ForUpdate().AsNoTracking().SingleAsync(work.Stop);
        var defined = book.InForce;
        if (row.Revision != grant.Revision || !defined.ByCode.TryGetValue(row.Code, out var achievement) || achievement.Row.Revision != grant.Revision)
            return End(work, grant, $"{row.Name} was changed while it was granted. Look at it, and grant it again.");
        if (!achievement.IsOpen(work.At)) return End(work, grant, $"{row.Name} cannot be earned now.");

        var ids = await (await Reached(work, grant, achievement)).OrderBy(user => user).Take(work.Dialect.SweepBlock).ToListAsync(work.Stop);
        if (ids.Count == 0)
        {
            await FollowUp(work, grant, achievement);
            return End(work, grant, null);
        }
        var granted = await GrantAtOnce(work, grant, achievement, ids);
        foreach (var userId in ids.Except(granted).ToList())
        {
            if (await progression.GrantAchievement(work, userId, achievement) is not { } xp) continue;
            granted.Add(userId);
            grant.Xp += xp;
        }
        grant.Granted += granted.Count;
        grant.UpToUserId = ids[^1];
        return granted.Count;
    }

    private async Task<IQueryable<long>> Reached(Work work, BackwardGrant grant, DefinedAchievement achievement)
    {
        var meeting = await Meeting.Of(work.Db, book.InForce, [.. achievement.Conditions.Select(c => c.Is)], achievement.Row.Follows, grant.AchievementId, Asking.Of(work.At, book.InForce, calendar), work.Stop, grant.UpToUserId);
        var (upTo, among, since) = (grant.UpToUserId, grant.AmongAchievementId, grant.StartedAt);
        return among is null ? meeting : meeting.Where(user => work.Db.UserAchievements.Any(a => a.UserId == user && a.UserId > upTo && a.AchievementId == among && a.TakenBackAt == null && a.EarnedAt >= since));
    }

    // Those for whom nothing else has to be thought of. Asked again once they are locked: what they met a moment ago may have been reversed.
    private async Task<List<long>> GrantAtOnce(Work work, BackwardGrant grant, DefinedAchievement achievement, List<long> ids)
    {
        var plain = await GrantSweep.Plain(work, ids, grant.AchievementId);
        if (plain.Count > 0 && work.Dialect.Provider != DatabaseProvider.Sqlite)
            plain = await (await Reached(work, grant, achievement)).Where(user => plain.Contains(user)).OrderBy(user => user).ToListAsync(work.Stop);
        if (plain.Count == 0) return plain;
        var lines = await GrantSweep.Write(work, plain, achievement, calendar.Seasons.StartOf(UtcDay.Of(work.At)), machine.GetUtcNow());
        grant.Xp += lines.Count * achievement.Row.Pays;
        work.AfterCommit(() =>
        {
            foreach (var feed in feeds) feed.Posted(lines);
        });
        return plain;
    }

    // Its XP may have reached what other achievements ask for, and it may be what others wait for: the same members, once each.
    private async Task FollowUp(Work work, BackwardGrant grant, DefinedAchievement achievement)
    {
        var defined = book.InForce;
        var touched = Touch.Achievement | (achievement.Row.Pays > 0 ? Touch.Xp : Touch.None);
        var next = defined.After(achievement.Code).Concat(MetricList.States.Where(state => (state.ChangesWith & touched) != 0).SelectMany(state => defined.Asking(state.Code)))
            .Where(a => a.Code != achievement.Code && a.IsOpen(work.At)).DistinctBy(a => a.Code);
        foreach (var other in next)
        {
            var follow = new BackwardGrant
            {
                AchievementId = other.Row.AchievementId,
                Revision = other.Row.Revision,
                AmongAchievementId = grant.AchievementId,
                StartedByUserId = grant.StartedByUserId,
                Why = grant.Why,
                StartedAt = grant.StartedAt,
            };
            // One to everybody is still to come, for the oldest goes first; what another grant reached in turn goes to other members.
            if (await work.Db.BackwardGrants.AnyAsync(g => g.AchievementId == follow.AchievementId && g.EndedAt == null && (g.AmongAchievementId == null || g.AmongAchievementId == grant.AchievementId), work.Stop)) continue;
            follow.Expected = await (await Reached(work, follow, other)).LongCountAsync(work.Stop);
            if (follow.Expected > 0) work.Db.Add(follow);
        }
    }

    private static int? End(Work work, BackwardGrant grant, string? because)
    {
        (grant.EndedAt, grant.StoppedBecause) = (work.At, because);
        return null;
    }
}
