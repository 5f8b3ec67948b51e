using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/leaderboard [BOARD] [day, week, month, season, all] [TIER]</c> or <c>/leaderboard league</c>: a board and the asker's own place. Public but for the league.</summary>
[Requires(Who.Anybody)]
public sealed class LeaderboardCommand(Boards boards, BoardKinds kinds, HallQuestions hall, LeagueQuestions leagues, Clock clock, Links links)
    : ChatCommand("leaderboard", "Who has earned the most XP: day, week, month, season, all; streak; your league")
{
    private const int Rows = 10;
    private const int Neighbours = 1;
    private const string League = "league";

    /// <inheritdoc/>
    public override bool IsPublic => true;

    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var words = call.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var only] && only.Equals(League, StringComparison.OrdinalIgnoreCase)) return await OwnLeague(call, stop);

        var (board, asked, tier) = (BoardKind.Of(BoardCode.Xp), (BoardPeriod?)null, (TierCode?)null);
        foreach (var word in words)
        {
            if (Codes<BoardPeriod>.TryParse(word, out var over)) asked = over;
            else if (Codes<TierCode>.TryParse(word, out var of)) tier = of;
            else if (!Codes<BoardCode>.TryParse(word, out _)) return BoardReplies.NoSuchBoard(boards.Season is not null);
            else if (kinds.Find(word) is { Succeeded: true } found) board = found.Value;
            else return BoardReplies.Refused(kinds.Find(word).Problem!, boards.Season is not null);
        }
        var viewer = call.Member?.UserId;
        var period = asked ?? (board.Code == BoardCode.Xp ? BoardPeriod.Week : BoardPeriod.All);
        if (board.Refusal(period) is { } timeless) return BoardReplies.Refused(timeless, boards.Season is not null);
        if (board.Code != BoardCode.Xp) return BoardReplies.Board(await kinds.Current(board.Code).Show(viewer, Rows, Neighbours, tier, stop), lastWeek: null, boards.Season is not null, links);
        if (boards.Closed(period) is { } closed) return BoardReplies.Refused(closed, seasonRuns: false);
        var lastWeek = period == BoardPeriod.Week && tier is null ? await hall.Latest(BoardPeriod.Week, stop) : null;
        return BoardReplies.Board(await boards.Show(period, viewer, Rows, Neighbours, tier, stop), lastWeek, boards.Season is not null, links);
    }

    private async Task<BotReply> OwnLeague(CommandCall call, CancellationToken stop) =>
        call.Member is { } member && call.Incoming.IsPrivate ? LeagueReplies.Of(await leagues.Of(member.UserId, stop), clock.GetUtcNow(), links) : LeagueReplies.InPrivate;
}
