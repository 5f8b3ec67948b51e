using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Web.Pages.Events;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about events and seasons. They are read in groups, so they hold nothing of anybody's own.</summary>
internal static class EventReplies
{
    private const int AheadShown = 5;

    /// <summary>All that there is.</summary>
    public static BotReply All(EventsView view, Links links)
    {
        var events = view.Running.Select(one => $"✨ {Running(one, view.Now)}").Concat(view.Ahead.Take(AheadShown).Select(one => $"⏳ {Ahead(one, view.Now)}")).ToList();
        var more = view.Ahead.Count > AheadShown ? $"\n… and {view.Ahead.Count - AheadShown} more on the site" : "";
        var reply = new BotReply($"<b>Events</b>\n{(events.Count == 0 ? "None runs or is planned." : string.Join('\n', events))}{more}\n{Season(view)}");
        if (view.Season is not null) reply = reply.With(new BotButton("The season's board", $"/leaderboard {BoardPeriod.Season.Code()}", AnswersBelow: true));
        return reply.WithLinks(links.Button("All events", Urls.Events));
    }

    /// <summary>One that runs: "Winter run: × 2.00 on wins, until …".</summary>
    public static string Running(ShownEvent one, DateTimeOffset now) => $"<b>{Say.Safe(one.Event.Name)}</b>: {EventWords.Does(one.Event)}, ends {Spoken.At(one.Event.EndsAt, now)}";

    /// <summary>What an event did to an award: " · Winter run × 2.00"; nothing without one.</summary>
    public static string Counted(IEnumerable<Multiplier> multipliers) =>
        multipliers.FirstOrDefault(m => m.Name == XpRules.EventBonus) is { Label: { } name } factor ? $" · {Say.Safe(name)} × {LedgerWords.Factor(factor.Factor)}" : "";

    private static string Ahead(ShownEvent one, DateTimeOffset now) => $"<b>{Say.Safe(one.Event.Name)}</b>: {EventWords.Does(one.Event)}, begins {Spoken.At(one.Event.StartsAt, now)}, lasts {Spoken.Span(one.Event.EndsAt - one.Event.StartsAt)}";

    private static string Season(EventsView view) => view switch
    {
        { Season: { } season } => $"🏁 Season <b>{Say.Safe(season.Name)}</b> ends {Spoken.At(season.End, view.Now)}",
        { NextSeason: { } next } => $"🏁 Season <b>{Say.Safe(next.Name)}</b> begins {Spoken.At(next.Start, view.Now)}",
        _ => "No season runs or is planned.",
    };
}
