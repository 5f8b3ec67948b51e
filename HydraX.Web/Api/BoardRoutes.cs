using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Users.Keys;

namespace HydraX.Web.Api;

/// <summary>A member on a board.</summary>
/// <param name="Place">From 1; members with equal XP share it, and the next place is skipped.</param>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Rank">The rank.</param>
/// <param name="PrestigeLevel">Stars, 0 to 10.</param>
/// <param name="Xp">What counts on this board.</param>
/// <param name="IsOwn">Whether it is the key's owner.</param>
public sealed record BoardRowView(int Place, long UserId, string Username, string Tier, string Rank, int PrestigeLevel, long Xp, bool IsOwn);

/// <summary>A board.</summary>
/// <param name="Board">Which.</param>
/// <param name="Period">Over which time.</param>
/// <param name="From">When the period began; null for all time.</param>
/// <param name="Until">When it closes, exclusive; null for all time.</param>
/// <param name="Members">How many members are on it.</param>
/// <param name="Entries">The first rows.</param>
/// <param name="Around">The key's owner with the neighbours above and below; empty when not on the board.</param>
public sealed record LeaderboardView(
    string Board, string Period, DateTimeOffset? From, DateTimeOffset? Until, int Members, IReadOnlyList<BoardRowView> Entries, IReadOnlyList<BoardRowView> Around);

/// <summary><c>/leaderboards</c></summary>
public static class BoardRoutes
{
    private const string Xp = "xp";

    /// <summary>Maps the group.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/leaderboards/{board}", Show)
        .NeedsScope(ApiScopes.Read).Produces<LeaderboardView>().Refuses(StatusCodes.Status404NotFound)
        .WithSummary("A board").WithDescription($"The first {Boards.TopRows} of a board, and where the key's owner stands. {BoardView.TieRule}");

    private static async Task<IResult> Show(HttpContext http, Boards boards, string board, string? period, CancellationToken stop)
    {
        if (!board.Equals(Xp, StringComparison.OrdinalIgnoreCase)) return ApiProblems.Of(StatusCodes.Status404NotFound, Problem.Of("boards.unknown", $"There is no board {board}; there is {Xp}."));
        if (!Codes<BoardPeriod>.TryParse(period ?? BoardPeriod.All.Code(), out var over))
            return ApiProblems.Of(StatusCodes.Status400BadRequest, Problem.Of("boards.period", $"period is one of {string.Join(", ", Codes<BoardPeriod>.All)}."), "period");
        if (boards.Closed(over) is { } closed) return ApiProblems.Of(StatusCodes.Status404NotFound, closed, "period");
        var shown = await boards.Show(over, http.Owner(), stop: stop);
        return Results.Ok(new LeaderboardView(Xp, over.Code(), shown.From, shown.Until, shown.Members, [.. shown.Top.Select(Row)], [.. shown.Around.Select(Row)]));
    }

    private static BoardRowView Row(BoardEntry entry) =>
        new(entry.Place, entry.UserId, entry.Username, entry.Tier.Code(), entry.Rank.Code(), entry.PrestigeLevel, entry.Xp, entry.IsOwn);
}
