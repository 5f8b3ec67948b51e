using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about leaderboards. They are read in groups, so they hold nothing that boards do not show to all.</summary>
internal static class BoardReplies
{
    /// <summary>A board that does not exist.</summary>
    public static BotReply NoSuchBoard(bool seasonRuns) => new BotReply(seasonRuns ? "There are boards for day, week, month, season and all." : "There are boards for day, week, month and all.").With(Periods(seasonRuns));

    /// <summary>A board that is not there now.</summary>
    public static BotReply Closed(Problem closed) => new BotReply(Say.Safe(closed.Sentence)).With(Periods(seasonRuns: false));

    /// <summary>The first rows and the asker's own.</summary>
    public static BotReply Board(BoardView board, bool seasonRuns, Links links)
    {
        var top = board.Top.Count == 0 ? "Nobody has earned XP yet." : string.Join('\n', board.Top.Select(Row));
        var own = board.Own is { } mine && board.Top.All(row => !row.IsOwn)
            ? $"\n…\n{string.Join('\n', board.Around.Select(Row))}{(board.Ahead is { } ahead ? $"\n{Say.Xp(ahead.Missing)} to place {ahead.Place}" : "")}"
            : board.ViewerIsAway ? "\n\nYou are not on boards: your profile is hidden." : "";
        return new BotReply($"<b>XP · {(board.Season is { } season ? Say.Safe(season.Name) : Name(board.Period))}</b> · {Say.Number(board.Members)} members{(board is { Season: not null, Until: { } until } ? $" · ends {Say.At(until)}" : "")}\n{top}{own}")
            .With(Periods(seasonRuns)).WithLinks(links.Button("All places", Urls.Board("xp", board.Period.Code())));
    }

    private static BotButton[] Periods(bool seasonRuns) =>
        [.. Enum.GetValues<BoardPeriod>().Where(period => seasonRuns || period != BoardPeriod.Season).Select(period => new BotButton(Name(period), $"/leaderboard {period.Code()}"))];

    private static string Row(BoardEntry row)
    {
        var place = row.Place switch { 1 => "🥇", 2 => "🥈", 3 => "🥉", var other => $"{other}." };
        var name = $"{Say.Safe(row.Username)}{(row.Title is { } title ? $", {Say.Safe(title)}" : "")}{(row.IsDemo ? " (demo)" : "")}";
        return row.IsOwn ? $"{place} <b>{name} – {Say.Xp(row.Xp)}</b>" : $"{place} {name} – {Say.Xp(row.Xp)}";
    }

    private static string Name(BoardPeriod period) => period switch
    {
        BoardPeriod.Day => "Today",
        BoardPeriod.Week => "This week",
        BoardPeriod.Month => "This month",
        BoardPeriod.Season => "Season",
        _ => "All time",
    };
}
