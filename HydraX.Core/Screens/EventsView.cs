using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Users;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>An event as somebody sees it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Runs">Whether it multiplies now.</param>
/// <param name="IsForThem">Whether it is for their tier; true for a visitor, who has none.</param>
public sealed record ShownEvent(EventWindow Event, bool Runs, bool IsForThem)
{
    // What is further away stands on the page of events.
    private static readonly TimeSpan SoonIs = TimeSpan.FromDays(7);
    private const int MostSoon = 3;

    /// <summary>Those that run, and those that begin within a week, a few at most.</summary>
    internal static IReadOnlyList<ShownEvent> Soon(IEnumerable<EventWindow> events, DateTimeOffset now, TierCode tier) =>
        [.. Of(events.Where(one => one.StartsAt <= now + SoonIs), now, tier).OrderByDescending(one => one.Runs).Take(MostSoon)];

    /// <summary>Events as somebody of a tier sees them.</summary>
    internal static IEnumerable<ShownEvent> Of(IEnumerable<EventWindow> events, DateTimeOffset now, TierCode? tier) =>
        events.Select(one => new ShownEvent(one, one.Holds(now), tier is not { } own || one.Scope.Has(own)));
}

/// <summary>Events and seasons as members see them.</summary>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Tier">The viewer's effective tier; null for a visitor.</param>
/// <param name="Running">Events that multiply now.</param>
/// <param name="Ahead">Events to come, the next one first.</param>
/// <param name="Past">The latest that are over.</param>
/// <param name="Season">The season that runs.</param>
/// <param name="NextSeason">The next one that is planned.</param>
public sealed record EventsView(DateTimeOffset Now, TierCode? Tier, IReadOnlyList<ShownEvent> Running, IReadOnlyList<ShownEvent> Ahead, IReadOnlyList<EventWindow> Past, SeasonSpan? Season, SeasonSpan? NextSeason);

/// <summary>The question of the page of events, and of the bot's.</summary>
public sealed class EventsQuestions(HydraXData data, XpCalendar calendar, EventQuestions events, Clock clock)
{
    private const int PastShown = 10;

    /// <summary>Everything on the page, for a member or for a visitor.</summary>
    public Task<EventsView> Of(long? userId, CancellationToken stop = default) => data.Read(async db =>
    {
        var now = clock.GetUtcNow();
        var tier = await TierOf(db, userId, now, stop);
        var shown = ShownEvent.Of(calendar.From(now), now, tier).ToList();
        var today = UtcDay.Of(now);
        return new EventsView(now, tier, shown.FindAll(one => one.Runs), shown.FindAll(one => !one.Runs), await events.Ended(db, now, PastShown, stop), calendar.SeasonAt(today), calendar.Seasons.After(today));
    }, stop);

    private static async Task<TierCode?> TierOf(HydraXDb db, long? userId, DateTimeOffset now, CancellationToken stop)
    {
        if (userId is null) return null;
        var member = await db.Users.Where(u => u.Id == userId && u.Profile != null).Select(u => new { u.Tier, u.Profile!.PressPassActive, u.Profile.WipeUntil }).FirstOrDefaultAsync(stop);
        return member is null ? null : PressPassRules.Shown(member.Tier, member.PressPassActive, member.WipeUntil, now);
    }
}
