using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Pages.Leaderboards;

/// <summary>How leagues are told on the page.</summary>
public static class LeagueWords
{
    /// <summary>A row as the pieces draw it.</summary>
    public static BoardPlace Place(LeagueRow row) => new(
        row.Place, row.Member.Username, row.Member.Rank.Code(), row.Member.Tier.Code(), Figures.Count(row.Xp), Note: Note(row), IsMe: row.IsOwn, Zone: Zone(row.Zone));

    /// <summary>What stands between two zones.</summary>
    public static string Edge(LeagueMove above, LeagueMove below) =>
        above == LeagueMove.Promoted ? "up to here they go up" : below == LeagueMove.Relegated ? "from here on they go down" : "";

    /// <summary>Who goes up and who goes down.</summary>
    public static string Zones(LeagueTable table)
    {
        var up = table.GoUp > 0 ? $"The first {table.GoUp} go up, if they have XP"
            : table.Division == LeagueRules.Highest ? "This is the highest division: nobody goes up"
            : "The group is too small for anybody to go up";
        return table.Division == Division.Copper ? $"{up}. Nobody goes down from here." : $"{up}. The last {table.GoDown}, and whoever has no XP, go down.";
    }

    /// <summary>Why a member is in no group.</summary>
    public static string None(LeagueView view) =>
        view.ViewerIsAway ? "Your profile is hidden, so you are in no league. Your division stays."
        : view.IsDrawn ? "You are in no group this week yet. Your next XP puts you into one within ten minutes."
        : "This week's groups are being drawn. Look again in a few minutes.";

    /// <summary>All divisions, the highest first, with a mark at the member's own.</summary>
    public static IReadOnlyList<Sum.Entry> Divisions(Division? own) =>
        [.. Enum.GetValues<Division>().Reverse().Select(division => new Sum.Entry(division.ToString(), division == own ? "you" : ""))];

    /// <summary>How the last week ended.</summary>
    public static IReadOnlyList<Sum.Entry> Lines(LeagueResult last) =>
    [
        new("Division", last.Division.ToString()),
        new("Place", $"{Figures.Count(last.Place)} of {Figures.Count(last.Members)}"),
        new("XP", Figures.Count(last.Xp)),
        new("Since then", last.Move switch { LeagueMove.Promoted => $"up to {LeagueRules.After(last.Division, last.Move)}", LeagueMove.Relegated => $"in {LeagueRules.After(last.Division, last.Move)}", _ => "the same division" }),
    ];

    /// <summary>A day range: 16 to 22 November 2026.</summary>
    public static string Days(DateOnly start, DateOnly end)
    {
        var last = end.AddDays(-1);
        if (start == last) return start.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var from = start.ToString(start.Month == last.Month ? "%d" : start.Year == last.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture);
        return $"{from} to {last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";
    }

    private static (string, string)? Zone(LeagueMove zone) => zone switch
    {
        LeagueMove.Promoted => ("goes up", "good"),
        LeagueMove.Relegated => ("goes down", "warn"),
        _ => null,
    };

    private static string? Note(LeagueRow row)
    {
        var parts = new[] { row.IsOwn ? "You" : null, row.Member.Title, row.Member.IsDemo ? "demo" : null }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }
}
