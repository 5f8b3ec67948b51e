using HydraX.Core.Achievements;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Users.Keys;

namespace HydraX.Web.Api;

/// <summary>How far a condition has come.</summary>
/// <param name="Condition">The condition in words.</param>
/// <param name="Value">What it has come to, at most the target.</param>
/// <param name="Target">What it asks.</param>
public sealed record ProgressView(string Condition, long Value, long Target);

/// <summary>An achievement as a member sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it takes.</param>
/// <param name="Category">combat, progression, discipline, social, mentoring or special.</param>
/// <param name="Tier">The tier of its badge: BRONZE, SILVER, GOLD, PLATINUM, DIAMOND or MASTER.</param>
/// <param name="Xp">XP that it gives.</param>
/// <param name="IsLimited">Whether not everybody can earn it.</param>
/// <param name="EarnedAt">When it was earned; null while it is not.</param>
/// <param name="Progress">How far each condition has come.</param>
public sealed record AchievementView(
    string Code, string Name, string Description, string Category, string Tier, long Xp, bool IsLimited, DateTimeOffset? EarnedAt, IReadOnlyList<ProgressView> Progress);

/// <summary>A personal goal of this week.</summary>
/// <param name="Goal">What it asks, in words.</param>
/// <param name="Value">What it has come to.</param>
/// <param name="Target">How much of it.</param>
/// <param name="Xp">XP that it gives.</param>
/// <param name="IsMet">Whether it was met.</param>
public sealed record GoalView(string Goal, long Value, long Target, long Xp, bool IsMet);

/// <summary>What a member can achieve, and has.</summary>
/// <param name="Items">The achievements that they may see.</param>
/// <param name="Secret">Hidden ones that they have not earned.</param>
/// <param name="Goals">This week's goals.</param>
public sealed record AchievementsView(IReadOnlyList<AchievementView> Items, int Secret, IReadOnlyList<GoalView> Goals);

/// <summary><c>/achievements</c></summary>
public static class AchievementRoutes
{
    /// <summary>Maps the group.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/achievements", All).NeedsScope(ApiScopes.Read).Produces<AchievementsView>().TakesUserId()
            .WithSummary("Achievements").WithDescription("What the member whose key it is can achieve, how far it has come, what is earned, and the goals of the week. Hidden ones appear once they are earned.");

    private static async Task<IResult> All(HttpContext http, MemberQuestions members, AchievementQuestions questions, long? userId, CancellationToken stop)
    {
        var found = await http.Subject(userId, members, stop);
        if (!found.Succeeded) return ApiProblems.Of(found.Problem);
        var view = (await questions.Of(found.Value.UserId, stop))!;
        return Results.Ok(new AchievementsView(
            [.. view.Trophies.Select(t => new AchievementView(t.Code, t.Name, t.Description, t.Category.Code(), t.Tier.Code(), t.Pays, t.IsLimited, t.EarnedAt,
                [.. t.Progress.Select(p => new ProgressView(p.Words, p.Value, p.Target))]))],
            view.Secret, [.. view.Goals.Select(g => new GoalView(g.Words, g.Value, g.Target, g.Reward, g.Met))]));
    }
}
