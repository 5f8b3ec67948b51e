using HydraX.Core.Messaging;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>A member goes into the new week in another division.</summary>
/// <param name="Week">The Monday of the week that is over.</param>
/// <param name="From">The division of that week, its code.</param>
/// <param name="To">The division now, its code.</param>
/// <param name="IsUp">Whether it is the higher one.</param>
/// <param name="Place">The place in the group.</param>
/// <param name="Members">How many were in the group.</param>
/// <param name="Xp">XP of the week.</param>
public sealed record LeagueMoved(DateOnly Week, string From, string To, bool IsUp, int Place, int Members, long Xp) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "league_moved";
}
