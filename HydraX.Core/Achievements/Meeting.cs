using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;

namespace HydraX.Core.Achievements;

/// <summary>Members who meet conditions by the facts as they are now, asked of the database as one question.</summary>
public static class Meeting
{
    /// <summary>Ids of members who are active, meet all conditions, have earned what comes before, and do not hold the achievement yet.</summary>
    /// <param name="db">The tables.</param>
    /// <param name="defined">What is defined.</param>
    /// <param name="conditions">The conditions, of metrics that are known.</param>
    /// <param name="follows">The code of the achievement that comes before; null for none.</param>
    /// <param name="achievementId">The achievement; null for one that is not saved yet.</param>
    /// <param name="asking">What metrics may have to know.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="after">Ids after this one alone.</param>
    public static async Task<IQueryable<long>> Of(HydraXDb db, DefinedAchievements defined, IReadOnlyList<Condition> conditions, string? follows, long? achievementId, Asking asking, CancellationToken stop, long after = 0)
    {
        // Said of each table: what is joined in the order of ids would otherwise be read from its first row on, block after block.
        var who = db.Users.Where(u => u.Id > after && u.IsActive && u.ErasedAt == null).Select(u => u.Id);
        foreach (var condition in conditions)
        {
            var meet = await MetricList.Find(condition.Metric)!.Who(db, condition, asking, stop);
            who = who.Where(id => meet.Where(user => user > after).Contains(id));
        }
        if (defined.Before(follows)?.Row.AchievementId is { } first) who = who.Where(id => db.UserAchievements.Any(a => a.UserId == id && a.UserId > after && a.AchievementId == first && a.TakenBackAt == null));
        if (achievementId is { } own) who = who.Where(id => !db.UserAchievements.Any(a => a.UserId == id && a.UserId > after && a.AchievementId == own && a.TakenBackAt == null));
        return who;
    }
}
