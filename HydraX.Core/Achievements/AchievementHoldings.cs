using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Achievements;

/// <summary>What this slice holds about people.</summary>
internal static class AchievementHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<UserAchievement>("What you achieved", who => a => a.UserId == who.UserId)
            .Shows(a => new { a.AchievementId, a.EarnedAt, a.Progress, a.Times, a.TakenBackAt, a.TransactionId, a.Showcase })
            .Withholds("It is your own number.", a => new { a.UserAchievementId, a.UserId })
            .Kept("Lines of the ledger rest on them."),
        Holding.Of<MemberMetric>("What was counted for achievements", who => m => m.UserId == who.UserId)
            .Shows(m => new { m.Metric, m.Total, m.CountedOn, m.OfDay, m.OfWeek, m.OfMonth, m.BestDay, m.BestWeek, m.BestMonth, m.SeasonFrom, m.OfSeason })
            .Withholds("It is your own number.", m => new { m.UserId })
            .Kept("It is what the lines of the ledger come to, and names nobody."),
        Holding.OfNobody<KnownMetric>("Which metrics have been counted from the ledger, and how far.", m => new { m.Metric, m.UpToUserId, m.DoneAt }),
        Holding.OfNobody<Achievement>("What can be achieved.", a => new { a.AchievementId, a.Code, a.Name, a.Description, a.Category, a.Tier, a.Requirements, a.XpReward, a.IconUrl, a.IsActive, a.IsHidden, a.IsLimited, a.Follows, a.StartsAt, a.EndsAt, a.SortOrder, a.Revision, a.CreatedAt }),
        Holding.Of<AchievementRevision>("Achievements that you changed as staff", who => r => r.SavedByUserId == who.UserId)
            .Shows(r => new { r.Number, r.AchievementId, r.SavedAt, r.Why, r.Before, r.After })
            .Withholds("It is your own number.", r => new { r.SavedByUserId })
            .Kept("It says why something can be achieved, whoever wrote it."),
        Holding.Of<BackwardGrant>("Achievements that you granted backwards as staff", who => g => g.StartedByUserId == who.UserId)
            .Shows(g => new { g.BackwardGrantId, g.AchievementId, g.Revision, g.AmongAchievementId, g.Why, g.StartedAt, g.Expected, g.UpToUserId, g.Granted, g.Xp, g.EndedAt, g.StoppedBecause })
            .Withholds("It is your own number.", g => new { g.StartedByUserId })
            .Kept("It says why members hold what they hold."),
    ];
}
