using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about leaderboards. They are read in groups, so they hold nothing that boards do not show to all.</summary>
internal static class BoardReplies
{
    private static readonly BotButton[] Periods = [.. Enum.GetValues<BoardPeriod>().Select(period => new BotButton(Name(period), $"/leaderboard {period.Code()}"))];

    /// <summary>A board that does not exist.</summary>
    public static readonly BotReply NoSuchBoard = new BotReply("There are boards for day, week, month and all.").With(Periods);

    /// <summary>The first rows and the asker's own.</summary>
    public static BotReply Board(BoardView board, Links links)
    {
        var top = board.Top.Count == 0 ? "Nobody has earned XP yet." : string.Join('\n', board.Top.Select(Row));
        var own = board.Own is { } mine && board.Top.All(row => !row.IsOwn)
            ? $"\n…\n{string.Join('\n', board.Around.Select(Row))}{(board.Ahead is { } ahead ? $"\n{Say.Xp(ahead.Missing)} to place {ahead.Place}" : "")}"
            : board.ViewerIsAway ? "\n\nYou are not on boards: your profile is hidden." : "";
        return new BotReply($"<b>XP · {Name(board.Period)}</b> · {Say.Number(board.Members)} members\n{top}{own}")
            .With(Periods).WithLinks(links.Button("All places", Urls.Board("xp", board.Period.Code())));
    }

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
        _ => "All time",
    };
}
