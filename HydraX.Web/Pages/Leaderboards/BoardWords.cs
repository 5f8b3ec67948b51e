using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Web.Components.Ui;
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

    /// <summary>What counts, how many are on it, and when it closes.</summary>
    public static string About(BoardView board)
    {
        var what = board.Period == BoardPeriod.All ? "XP earned and kept, spent or not" : $"XP earned {(board.Season is { } season ? $"in {season.Name}" : InWords(board.Period))}, less what was wiped";
        var members = $"{Figures.Count(board.Members)} {(board.Members == 1 ? "member" : "members")}";
        return board.Until is { } until ? $"{what}. {members}, closes {LastDay(until)}, 24:00 UTC." : $"{what}. {members}.";
    }

    /// <summary>Said of a board without anybody.</summary>
    public static string Empty(BoardPeriod period) => period == BoardPeriod.All ? "Nobody has earned XP yet." : $"Nobody has earned XP {InWords(period)} yet.";

    /// <summary>A row as the pieces draw it.</summary>
    public static BoardPlace Place(BoardEntry entry, string? note) => new(
        entry.Place, entry.Username, entry.Rank.Code(), entry.Tier.Code(), Figures.Count(entry.Xp), Move: null, note, entry.IsOwn, entry.Frame);

    /// <summary>The quiet line under a name: what the viewer lacks to the next place, a title, stars, demo content.</summary>
    public static string? Note(BoardEntry entry, NextPlace? ahead)
    {
        var own = !entry.IsOwn ? null : ahead is null ? "You" : $"You. {Figures.Count(ahead.Missing)} XP to share {Figures.Ordinal(ahead.Place)}";
        var stars = entry.PrestigeLevel > 0 ? $"prestige {entry.PrestigeLevel}" : null;
        var parts = new[] { own, entry.Title, stars, entry.IsDemo ? "demo" : null }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    /// <summary>The quiet line on the podium: how far the first is ahead, and in a tie when each got there.</summary>
    public static string PodiumNote(BoardEntry entry, IReadOnlyList<BoardEntry> top)
    {
        var tie = top.Where(other => other.Place == entry.Place).ToList();
        if (tie.Count > 1) return $"{(tie[0] == entry ? "first, " : "")}{entry.ReachedAt.UtcDateTime.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)}";
        var next = top.FirstOrDefault(other => other.Place > entry.Place);
        return next is null ? "" : $"{Figures.Count(entry.Xp - next.Xp)} ahead";
    }

    // An end at midnight is told as the end of the day before.
    private static string LastDay(DateTimeOffset until) => until.UtcDateTime.AddDays(-1).ToString("d MMMM", CultureInfo.InvariantCulture);
}
