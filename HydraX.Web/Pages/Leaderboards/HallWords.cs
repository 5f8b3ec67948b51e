using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Pages.Leaderboards;

/// <summary>How the hall of fame is told.</summary>
public static class HallWords
{
    /// <summary>A kind of period, on its button.</summary>
    public static string Name(BoardPeriod period) => $"{BoardWords.Name(period)}s";

    /// <summary>One of a kind.</summary>
    public static string One(BoardPeriod period) => BoardWords.Name(period).ToLowerInvariant();

    /// <summary>A row as the pieces draw it.</summary>
    public static BoardPlace Place(HallEntry entry) => new(
        entry.Place, entry.Username, entry.Rank.Code(), entry.Tier.Code(), Figures.Count(entry.Score), Note: Note(entry), IsMe: entry.IsOwn, Unnamed: Unnamed(entry));

    /// <summary>A place of the podium.</summary>
    public static BoardPlace OnPodium(HallEntry entry) => Place(entry) with { Note = Note(entry) ?? "XP" };

    /// <summary>How many are shown of how many.</summary>
    public static string Count(HallView hall) => hall.Entries.Count < hall.Chosen.Members
        ? $"the first {Figures.Count(hall.Entries.Count)} of {Figures.Count(hall.Chosen.Members)}"
        : Spoken.Number(hall.Chosen.Members, "member");

    /// <summary>Who shared the first place, with how much.</summary>
    public static string Winners(HallPeriod period) => period.Winners.Count == 0
        ? "nobody"
        : $"{string.Join(" and ", period.Winners.Select(winner => winner.Username ?? Unnamed(winner)))}, {Figures.Count(period.Winners[0].Score)} XP";

    private static string? Note(HallEntry entry) => entry.IsOwn ? "You" : entry.IsDemo && entry.Username is not null ? "demo" : null;

    private static string Unnamed(HallEntry entry) => entry.IsErased ? "deleted member" : "unnamed member";
}
