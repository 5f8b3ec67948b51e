using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Achievements;

/// <summary>What this slice holds about people.</summary>
internal static class AchievementHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<UserAchievement>("What you achieved", who => a => a.UserId == who.UserId)
            .Shows(a => new { a.AchievementId, a.EarnedAt, a.Progress })
            .Withholds("It is your own number.", a => new { a.UserAchievementId, a.UserId })
            .Kept("Lines of the ledger rest on them."),
        Holding.OfNobody<Achievement>("What can be achieved.", a => new { a.AchievementId, a.Code, a.Name, a.Description, a.Category, a.Tier, a.Requirements, a.XpReward, a.IconUrl, a.IsActive, a.CreatedAt }),
    ];
}
