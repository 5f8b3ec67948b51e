using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>
/// Counts a metric that a new version brings from the ledger of everybody who was there before it. What happens meanwhile is counted as ever; a member's own count
/// takes their lock, so neither loses anything of the other. It may be killed and goes on where it was.
/// </summary>
public sealed class MetricBackfill(HydraXData data, TrophyCase trophies)
{
    private const int Block = 100;

    /// <summary>Counts what has not been counted yet. Returns how many members were gone through.</summary>
    public async Task<long> Run(CancellationToken stop)
    {
        var known = await data.Read(db => db.KnownMetrics.ToDictionaryAsync(m => m.Metric, stop), stop);
        var fresh = MetricList.Counted.Where(m => !known.ContainsKey(m.Code)).ToList();
        if (fresh.Count > 0)
            await data.Run(async work =>
            {
                foreach (var metric in fresh)
                    await work.Scalar(work.Dialect.InsertOrNothing("known_metrics", "metric, up_to_user_id", "@p0, 0", "metric", "metric = @p0", "metric"), metric.Code);
            }, stop);
        var members = 0L;
        while ((await data.RunBlock(CountBlock, stop)).Result is var counted and > 0) members += counted;
        return members;
    }

    private async Task<int> CountBlock(Work work)
    {
        var open = await work.Db.KnownMetrics.Where(m => m.DoneAt == null).OrderBy(m => m.Metric).ForUpdate().ToListAsync(work.Stop);
        if (open.Count == 0) return 0;
        var from = open.Min(m => m.UpToUserId);
        var behind = open.Where(m => m.UpToUserId == from).ToList();
        var ids = await work.Db.Profiles.Where(p => p.UserId > from).OrderBy(p => p.UserId).Select(p => p.UserId).Take(Block).ToListAsync(work.Stop);
        if (ids.Count == 0)
        {
            foreach (var metric in behind) metric.DoneAt = work.At;
            return open.Count > behind.Count ? 1 : 0;
        }
        var metrics = behind.Select(m => MetricList.Find(m.Metric)).OfType<CountedMetric>().ToList();
        foreach (var id in ids)
        {
            await work.LockMember(id);
            await trophies.Recount(work, id, metrics);
        }
        foreach (var metric in behind) metric.UpToUserId = ids[^1];
        return ids.Count;
    }
}
