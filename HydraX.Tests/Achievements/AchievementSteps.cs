using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Achievements;

/// <summary>What tests of achievements have in common.</summary>
internal static class AchievementSteps
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes a bronze one of 10 XP.</summary>
    public static async Task Define(this TestCore core, string code, Condition condition, Func<AchievementDraft, AchievementDraft>? change = null)
    {
        var draft = new AchievementDraft(code, code, "For the test.", AchievementCategory.Special, BadgeTier.Bronze, [condition], 10);
        var saved = await core.Data.Run(work => core.Get<AchievementBook>().Save(work, change is null ? draft : change(draft), null, null, "for the test"), Stop);
        Assert.Null(saved.Problem);
    }

    /// <summary>What a member has earned, taken back or not.</summary>
    public static Task<List<UserAchievement>> Kept(this TestCore core, long user) => core.Data.Read(db => db.UserAchievements.Where(a => a.UserId == user).ToListAsync(Stop), Stop);
}
