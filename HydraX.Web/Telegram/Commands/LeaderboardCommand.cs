using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/leaderboard [day, week, month, season, all]</c>: the XP board, and the asker's own place. Public.</summary>
[Requires(Who.Anybody)]
public sealed class LeaderboardCommand(Boards boards, Links links) : ChatCommand("leaderboard", "Who has earned the most XP: day, week, month, season, all")
{
    private const int Rows = 10;
    private const int Neighbours = 1;

    /// <inheritdoc/>
    public override bool IsPublic => true;

    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var asked = call.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? BoardPeriod.Week.Code();
        if (!Codes<BoardPeriod>.TryParse(asked, out var period)) return BoardReplies.NoSuchBoard(boards.Season is not null);
        return boards.Closed(period) is { } closed
            ? BoardReplies.Closed(closed)
            : BoardReplies.Board(await boards.Show(period, call.Member?.UserId, Rows, Neighbours, stop), boards.Season is not null, links);
    }
}
