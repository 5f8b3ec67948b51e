using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

/// <summary>
/// Grants achievements to everybody who met their conditions before. It goes through the members in blocks, each in one transaction with how far it has come, so it may be killed
/// and goes on where it was; two nodes take turns. An edit of the achievement in between stops it, for it would grant what is no longer meant.
/// </summary>
public sealed class BackwardGrants(HydraXData data, AchievementBook book, Progression progression)
{
    private const int Block = 100;

    /// <summary>Goes on with every grant that is not done. Returns how many members got something.</summary>
    public async Task<long> Run(CancellationToken stop)
    {
        var granted = 0L;
        foreach (var id in await data.Read(db => db.BackwardGrants.Where(g => g.EndedAt == null).OrderBy(g => g.BackwardGrantId).Select(g => g.BackwardGrantId).ToListAsync(stop), stop))
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

        var follows = row.Follows is { } first && defined.ByCode.TryGetValue(first, out var before) && before.IsOffered ? (long?)before.Row.AchievementId : null;
        var meeting = await Meeting.Of(work.Db, [.. achievement.Conditions.Select(c => c.Is)], follows, row.AchievementId, new Asking(work.At, defined.Needed), work.Stop);
        var upTo = grant.UpToUserId;
        var ids = await meeting.Where(user => user > upTo).OrderBy(user => user).Take(Block).ToListAsync(work.Stop);
        if (ids.Count == 0) return End(work, grant, null);
        var granted = 0;
        foreach (var userId in ids)
        {
            if (await progression.GrantAchievement(work, userId, achievement) is not { } xp) continue;
            granted++;
            grant.Xp += xp;
        }
        grant.Granted += granted;
        grant.UpToUserId = ids[^1];
        return granted;
    }

    private static int? End(Work work, BackwardGrant grant, string? because)
    {
        (grant.EndedAt, grant.StoppedBecause) = (work.At, because);
        return null;
    }
}
