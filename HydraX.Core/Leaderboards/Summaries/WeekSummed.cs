using HydraX.Core.Messaging;

namespace HydraX.Core.Leaderboards.Summaries;

/// <summary>What a member's week was like, and what is near.</summary>
/// <param name="Week">The week's Monday.</param>
/// <param name="Xp">XP earned in the week, wiped or not.</param>
/// <param name="BoardPlace">The place on the week's board; null for who is not on it.</param>
/// <param name="DaysActive">Days with activity, by the member's own calendar.</param>
/// <param name="Streak">Days in a row, as they stand now.</param>
/// <param name="Division">The league's division in that week, its code; null for who was in none.</param>
/// <param name="LeaguePlace">The place in the group; null for who was out.</param>
/// <param name="LeagueMembers">How many were in the group.</param>
/// <param name="Move">What became of it, its code.</param>
/// <param name="NextRank">The next rank, its code; null at the highest.</param>
/// <param name="ToNextRank">XP to it.</param>
/// <param name="NextLevel">The next level.</param>
/// <param name="ToNextLevel">XP to it.</param>
/// <param name="NextStreak">Days of the next step of the streak bonus; null at the last.</param>
/// <param name="Trophies">Achievements earned in the week.</param>
/// <param name="Near">The name of the achievement that is nearest; null if none is begun.</param>
/// <param name="NearSays">How far it has come: <c>7 of 10</c>.</param>
public sealed record WeekSummed(DateOnly Week, long Xp, int? BoardPlace, int DaysActive, int Streak, string? Division, int? LeaguePlace, int LeagueMembers, string Move,
    string? NextRank, long ToNextRank, int NextLevel, long ToNextLevel, int? NextStreak, int Trophies = 0, string? Near = null, string? NearSays = null) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "week_summed";
}
