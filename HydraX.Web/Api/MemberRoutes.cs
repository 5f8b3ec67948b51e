using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Keys;
using HydraX.Web.Hosting;

namespace HydraX.Web.Api;

/// <summary>A member as the API gives them.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="SubscriptionStatus">inactive, pending, trialing, active, past_due, cancelled, paused or expired.</param>
/// <param name="Rank">From total XP.</param>
/// <param name="Level">From total XP, from 1.</param>
/// <param name="TotalXp">Earned since the last prestige or wipe; after a Press Pass' midnight 0, whether or not the wipe has been written down.</param>
/// <param name="XpBalance">Spendable XP, for the member and for staff that sees hidden profiles; null for anybody else.</param>
/// <param name="PrestigeLevel">Stars, 0 to 10.</param>
/// <param name="PressPassActive">Whether a Press Pass runs now.</param>
public record UserView(
    long UserId, string Username, string Tier, string SubscriptionStatus, string Rank, int Level, long TotalXp, long? XpBalance, int PrestigeLevel, bool PressPassActive);

/// <summary>The member whose key it is, and the key.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="SubscriptionStatus">inactive, pending, trialing, active, past_due, cancelled, paused or expired.</param>
/// <param name="Rank">From total XP.</param>
/// <param name="Level">From total XP, from 1.</param>
/// <param name="TotalXp">Earned since the last prestige or wipe.</param>
/// <param name="XpBalance">Spendable XP.</param>
/// <param name="PrestigeLevel">Stars, 0 to 10.</param>
/// <param name="PressPassActive">Whether a Press Pass runs now.</param>
/// <param name="PressPassEndsAt">When the running Press Pass ends.</param>
/// <param name="SubscriptionExpiresAt">When what is paid or tried ends.</param>
/// <param name="CurrentStreak">Days with activity in a row.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Scopes">What the key may do.</param>
public sealed record MeView(
    long UserId, string Username, string Tier, string SubscriptionStatus, string Rank, int Level, long TotalXp, long? XpBalance, int PrestigeLevel, bool PressPassActive,
    DateTimeOffset? PressPassEndsAt, DateTimeOffset? SubscriptionExpiresAt, int CurrentStreak, string TimeZone, IReadOnlyList<string> Scopes)
    : UserView(UserId, Username, Tier, SubscriptionStatus, Rank, Level, TotalXp, XpBalance, PrestigeLevel, PressPassActive);

/// <summary><c>/me</c> and <c>/users</c></summary>
public static class MemberRoutes
{
    /// <summary>Maps the group.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Me).NeedsScope(ApiScopes.Read).Produces<MeView>().TakesUserId()
            .WithSummary("Whose key this is").WithDescription("The member whose key it is, with what the key may do.");
        api.MapGet("/users/{username}", ByName).NeedsScope(ApiScopes.Read).Produces<UserView>().Refuses(StatusCodes.Status404NotFound)
            .WithSummary("A member").WithDescription("A member by name, without regard to case. A hidden profile is seen by its owner and by admins only.");
    }

    private static async Task<IResult> Me(HttpContext http, MemberQuestions members, long? userId, CancellationToken stop)
    {
        var found = await http.Subject(userId, members, stop);
        if (!found.Succeeded) return ApiProblems.Of(found.Problem);
        var m = found.Value;
        var scopes = NeedHandler.CallerOf(http.User).Scopes;
        return Results.Ok(new MeView(m.UserId, m.Username, m.Tier.Code(), m.SubscriptionStatus.Code(), m.Standing.Rank.Code(), m.Standing.Level, m.Standing.TotalXp, m.XpBalance,
            m.PrestigeLevel, m.PressPassEndsAt is not null, m.PressPassEndsAt, m.SubscriptionExpiresAt, m.CurrentStreak, m.TimeZone, scopes is null ? [] : [.. scopes.Order()]));
    }

    private static async Task<IResult> ByName(HttpContext http, MemberQuestions members, string username, CancellationToken stop)
    {
        var member = await members.ByName(username, stop);
        var isOwn = member?.UserId == http.Owner() || http.Has(Duty.SeeHidden);
        if (member is null || (!isOwn && (member.Visibility == Visibility.Hidden || !member.IsActive || !member.IsProved)))
            return ApiProblems.Of(Problem.Of("users.unknown", $"There is no member {username}."));
        return Results.Ok(new UserView(member.UserId, member.Username, member.Tier.Code(), member.SubscriptionStatus.Code(), member.Standing.Rank.Code(), member.Standing.Level,
            member.Standing.TotalXp, isOwn ? member.XpBalance : null, member.PrestigeLevel, member.PressPassEndsAt is not null));
    }
}
