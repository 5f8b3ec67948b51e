using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Leaderboards.Freezing;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about leaderboards. They are read in groups, so they hold nothing that boards do not show to all.</summary>
internal static class BoardReplies
{
    private static readonly BotButton League = new("Your league", "/leaderboard league");

    /// <summary>Something behind the command that is none of its words.</summary>
    public static BotReply NoSuchBoard(bool seasonRuns) => new BotReply(
        $"Behind /leaderboard I understand {string.Join(", ", Periods(seasonRuns).Select(period => period.Code()))}, streak and league; and a tier behind that, such as /leaderboard week fang.").With(Buttons(seasonRuns));

    /// <summary>A board that is not there, or not now.</summary>
    public static BotReply Refused(Problem problem, bool seasonRuns) => new BotReply(Say.Safe(problem.Sentence)).With(Buttons(seasonRuns));

    /// <summary>The first rows and the asker's own; on the week's board who won the last one.</summary>
    public static BotReply Board(BoardView board, HallPeriod? lastWeek, bool seasonRuns, Links links)
    {
        var top = board.Top.Count == 0 ? Empty(board) : string.Join('\n', board.Top.Select(row => Row(board, row)));
        var own = board.Own is { } mine && board.Top.All(row => !row.IsOwn)
            ? $"\n…\n{string.Join('\n', board.Around.Select(row => Row(board, row)))}{(board.Ahead is { } ahead ? $"\n{Score(board, ahead.Missing)} to place {ahead.Place}" : "")}"
            : board.ViewerIsAway ? "\n\nYou are not on boards: your profile is hidden." : "";
        var title = board.Board == BoardCode.Xp ? $"XP · {(board.Season is { } season ? Say.Safe(season.Name) : Name(board.Period))}" : BoardKind.Of(board.Board).Name;
        var tier = board.Tier is { } one ? $" · {one.Code()}" : "";
        return new BotReply($"<b>{title}{tier}</b> · {Spoken.Number(board.Members, "member")}{(board is { Season: not null, Until: { } until } ? $" · ends {Say.At(until)}" : "")}\n{top}{own}{Won(lastWeek)}")
            .With(Buttons(seasonRuns)).WithLinks(links.Button("All places", Urls.Board(board.Board.Code(), board.Board == BoardCode.Xp ? board.Period.Code() : null, board.Tier?.Code())));
    }

    private static IEnumerable<BoardPeriod> Periods(bool seasonRuns) => Enum.GetValues<BoardPeriod>().Where(period => seasonRuns || period != BoardPeriod.Season);

    private static BotButton[] Buttons(bool seasonRuns) =>
        [.. Periods(seasonRuns).Select(period => new BotButton(Name(period), $"/leaderboard {period.Code()}")), new("Streaks", "/leaderboard streak"), League];

    private static string Empty(BoardView board) => board switch
    {
        { Tier: { } tier } => $"Nobody of {tier.Code()} is on this board yet.",
        { Board: BoardCode.Xp } => "Nobody has earned XP yet.",
        _ => "Nobody is on this board yet.",
    };

    private static string Won(HallPeriod? period) => period is { Winners: { Count: > 0 } winners }
        ? $"\n\n🏆 Last week: {string.Join(" and ", winners.Select(Winner))} with {Say.Xp(winners[0].Score)}"
        : "";

    private static string Winner(HallEntry entry) => entry.Username is { } name ? Say.Safe(name) + (entry.IsDemo ? " (demo)" : "") : entry.IsErased ? "a deleted member" : "a member who is not shown";

    private static string Row(BoardView board, BoardEntry row)
    {
        var place = row.Place switch { 1 => "🥇", 2 => "🥈", 3 => "🥉", var other => $"{other}." };
        var name = $"{Say.Safe(row.Username)}{(row.Title is { } title ? $", {Say.Safe(title)}" : "")}{(row.IsDemo ? " (demo)" : "")}";
        return row.IsOwn ? $"{place} <b>{name} – {Score(board, row.Score)}</b>" : $"{place} {name} – {Score(board, row.Score)}";
    }

    private static string Score(BoardView board, long score) =>
        BoardKind.Of(board.Board) is { IsCounted: true } kind ? Spoken.Number(score, kind.Unit) : $"{Say.Number(score)} {BoardKind.Of(board.Board).Unit}";

    private static string Name(BoardPeriod period) => period switch
    {
        BoardPeriod.Day => "Today",
        BoardPeriod.Week => "This week",
        BoardPeriod.Month => "This month",
        BoardPeriod.Season => "Season",
        _ => "All time",
    };
}
