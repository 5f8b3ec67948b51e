using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Users.Keys;

namespace HydraX.Web.Api;

/// <summary>A member on a board.</summary>
/// <param name="Place">From 1; members with equal XP share it, and the next place is skipped.</param>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Rank">The rank.</param>
/// <param name="PrestigeLevel">Stars, 0 to 10.</param>
/// <param name="Xp">XP that counts on this board; 0 on one that counts something else.</param>
/// <param name="Score">What the board counts: XP, or days in a row.</param>
/// <param name="IsOwn">Whether it is the key's owner.</param>
public sealed record BoardRowView(int Place, long UserId, string Username, string Tier, string Rank, int PrestigeLevel, long Xp, long Score, bool IsOwn);

/// <summary>A board.</summary>
/// <param name="Board">Which.</param>
/// <param name="Period">Over which time; <c>all</c> on a board of what stands now.</param>
/// <param name="Tier">The tier whose members alone are on it; null is everybody.</param>
/// <param name="From">When the period began; null for all time.</param>
/// <param name="Until">When it closes, exclusive; null for all time.</param>
/// <param name="Members">How many members are on it.</param>
/// <param name="Entries">The first rows.</param>
/// <param name="Around">The key's owner with the neighbours above and below; empty when not on the board.</param>
public sealed record LeaderboardView(
    string Board, string Period, string? Tier, DateTimeOffset? From, DateTimeOffset? Until, int Members, IReadOnlyList<BoardRowView> Entries, IReadOnlyList<BoardRowView> Around);

/// <summary><c>/leaderboards</c></summary>
public static class BoardRoutes
{
    /// <summary>Maps the group.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/leaderboards/{board}", Show)
        .NeedsScope(ApiScopes.Read).Produces<LeaderboardView>().Refuses(StatusCodes.Status404NotFound)
        .WithSummary("A board").WithDescription($"The first {Boards.TopRows} of a board, of everybody or of one tier's members, and where the key's owner stands. {BoardView.TieRule}");

    private static async Task<IResult> Show(HttpContext http, Boards boards, BoardKinds kinds, string board, string? period, string? tier, CancellationToken stop)
    {
        var kind = kinds.Find(board);
        if (!kind.Succeeded) return ApiProblems.Of(StatusCodes.Status404NotFound, kind.Problem);
        TierCode? of = null;
        if (tier is not null)
        {
            if (!Codes<TierCode>.TryParse(tier, out var one)) return ApiProblems.Of(StatusCodes.Status400BadRequest, Problem.Of("boards.tier", $"tier is one of {string.Join(", ", Codes<TierCode>.All)}."), "tier");
            of = one;
        }
        if (!Codes<BoardPeriod>.TryParse(period ?? BoardPeriod.All.Code(), out var over))
            return ApiProblems.Of(StatusCodes.Status400BadRequest, Problem.Of("boards.period", $"period is one of {string.Join(", ", Codes<BoardPeriod>.All)}."), "period");
        if (kind.Value.Refusal(over) is { } timeless) return ApiProblems.Of(StatusCodes.Status400BadRequest, timeless, "period");
        if (kind.Value.Code != BoardCode.Xp) return Results.Ok(View(await kinds.Current(kind.Value.Code).Show(http.Owner(), tier: of, stop: stop)));
        if (boards.Closed(over) is { } closed) return ApiProblems.Of(StatusCodes.Status404NotFound, closed, "period");
        return Results.Ok(View(await boards.Show(over, http.Owner(), tier: of, stop: stop)));
    }

    private static LeaderboardView View(BoardView shown) => new(
        shown.Board.Code(), shown.Period.Code(), shown.Tier?.Code(), shown.From, shown.Until, shown.Members,
        [.. shown.Top.Select(entry => Row(shown.Board, entry))], [.. shown.Around.Select(entry => Row(shown.Board, entry))]);

    private static BoardRowView Row(BoardCode board, BoardEntry entry) => new(
        entry.Place, entry.UserId, entry.Username, entry.Tier.Code(), entry.Rank.Code(), entry.PrestigeLevel, board == BoardCode.Xp ? entry.Score : 0, entry.Score, entry.IsOwn);
}
