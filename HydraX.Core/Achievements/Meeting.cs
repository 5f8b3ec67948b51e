using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;

namespace HydraX.Core.Achievements;

/// <summary>Members who meet conditions by the facts as they are now, asked of the database as one question.</summary>
public static class Meeting
{
    /// <summary>Ids of members who are active, meet all conditions, have earned what comes before, and do not hold the achievement yet.</summary>
    /// <param name="db">The tables.</param>
    /// <param name="conditions">The conditions, of metrics that are known.</param>
    /// <param name="follows">The id of the achievement that comes before; null for none.</param>
    /// <param name="achievementId">The achievement; null for one that is not saved yet.</param>
    /// <param name="asking">What metrics may have to know.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<IQueryable<long>> Of(HydraXDb db, IReadOnlyList<Condition> conditions, long? follows, long? achievementId, Asking asking, CancellationToken stop)
    {
        var who = db.Users.Where(u => u.IsActive && u.ErasedAt == null).Select(u => u.Id);
        foreach (var condition in conditions)
        {
            var meet = await MetricList.Find(condition.Metric)!.Who(db, condition, asking, stop);
            who = who.Where(id => meet.Contains(id));
        }
        if (follows is { } first) who = who.Where(id => db.UserAchievements.Any(a => a.UserId == id && a.AchievementId == first && a.TakenBackAt == null));
        if (achievementId is { } own) who = who.Where(id => !db.UserAchievements.Any(a => a.UserId == id && a.AchievementId == own && a.TakenBackAt == null));
        return who;
    }
}
