using System.Globalization;
using HydraX.Core.Achievements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Standing;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Pages.Leaderboards;

/// <summary>How boards are told on the page.</summary>
public static class BoardWords
{
    /// <summary>The period, on its button.</summary>
    public static string Name(BoardPeriod period) => period switch
    {
        BoardPeriod.Day => "Day",
        BoardPeriod.Week => "Week",
        BoardPeriod.Month => "Month",
        BoardPeriod.Season => "Season",
        _ => "All time",
    };

    /// <summary>The period, in a sentence.</summary>
    public static string InWords(BoardPeriod period) => period switch
    {
        BoardPeriod.Day => "today",
        BoardPeriod.Week => "this week",
        BoardPeriod.Month => "this month",
        BoardPeriod.Season => "this season",
        _ => "of all time",
    };

    /// <summary>A tier, on its button.</summary>
    public static string Name(TierCode tier) => tier switch
    {
        TierCode.PressPass => "Press Pass",
        TierCode.Nibbler => "Nibbler",
        TierCode.Fang => "Fang",
        TierCode.Commander => "Commander",
        _ => "Apex",
    };

    /// <summary>What counts, how many are on it, and when it closes.</summary>
    public static string About(BoardView board)
    {
        var what = board.Board != BoardCode.Xp ? BoardKind.Of(board.Board).Counts
            : board.Period == BoardPeriod.All ? "XP earned and kept, spent or not"
            : $"XP earned {(board.Season is { } season ? $"in {season.Name}" : InWords(board.Period))}, less what was wiped";
        var members = $"{Figures.Count(board.Members)} {(board.Members == 1 ? "member" : "members")}{(board.Tier is { } tier ? $" of {Name(tier)}" : "")}";
        return board.Until is { } until ? $"{what}. {members}, closes {LastDay(until)}, 24:00 UTC." : $"{what}. {members}.";
    }

    /// <summary>Said of a board without anybody.</summary>
    public static string Empty(BoardView board) =>
        board.Tier is { } tier ? $"Nobody of {Name(tier)} is on this board yet."
        : board.Board != BoardCode.Xp ? "Nobody is on this board yet: it begins with the first activity of a day."
        : board.Period == BoardPeriod.All ? "Nobody has earned XP yet." : $"Nobody has earned XP {InWords(board.Period)} yet.";

    /// <summary>A score with what it counts.</summary>
    public static string Score(BoardCode board, long score) =>
        BoardKind.Of(board) is { IsCounted: true } kind ? Spoken.Number(score, kind.Unit) : $"{Figures.Count(score)} {BoardKind.Of(board).Unit}";

    /// <summary>A row as the pieces draw it.</summary>
    public static BoardPlace Place(BoardView board, BoardEntry entry, string? note, IReadOnlyDictionary<long, IReadOnlyList<EarnedBadge>>? badges = null) => new(
        entry.Place, entry.Username, entry.Rank.Code(), entry.Tier.Code(), board.Board == BoardCode.Xp ? Figures.Count(entry.Score) : Score(board.Board, entry.Score), Move: null, note, entry.IsOwn, Frame: entry.Frame,
        Badges: badges?.GetValueOrDefault(entry.UserId)?.Select(badge => new Showcase.Item(badge.Name, badge.Tier.Code())).ToList());

    /// <summary>The quiet line under a name: what the viewer lacks to the next place, a title, stars, demo content.</summary>
    public static string? Note(BoardView board, BoardEntry entry)
    {
        var own = !entry.IsOwn ? null : board.Ahead is not { } ahead ? "You" : $"You. {Score(board.Board, ahead.Missing)} to share {Figures.Ordinal(ahead.Place)}";
        var stars = entry.PrestigeLevel > 0 ? $"prestige {entry.PrestigeLevel}" : null;
        var parts = new[] { own, entry.Title, stars, entry.IsDemo ? "demo" : null }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    /// <summary>The quiet line on the podium: how far the first is ahead, and in a tie when each got there.</summary>
    public static string PodiumNote(BoardView board, BoardEntry entry)
    {
        var tie = board.Top.Where(other => other.Place == entry.Place).ToList();
        if (tie.Count > 1) return $"{(tie[0] == entry ? "first, " : "")}{entry.ReachedAt.UtcDateTime.ToString(board.Board == BoardCode.Streak ? "d MMM" : "d MMM HH:mm", CultureInfo.InvariantCulture)}";
        var next = board.Top.FirstOrDefault(other => other.Place > entry.Place);
        return next is null ? "" : $"{Figures.Count(entry.Score - next.Score)} ahead";
    }

    // An end at midnight is told as the end of the day before.
    private static string LastDay(DateTimeOffset until) => until.UtcDateTime.AddDays(-1).ToString("d MMMM", CultureInfo.InvariantCulture);
}
