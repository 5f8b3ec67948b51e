using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Xp.Events;

/// <summary>What tests of events and seasons do and look at.</summary>
internal static class CalendarTests
{
    /// <summary>An event of two hours that begins so long from now: × 2 on all that is earned, for all.</summary>
    public static EventDraft Soon(TestCore core, TimeSpan from, string name = "Winter run") => new(name, "", core.Time.Now + from, core.Time.Now + from + TimeSpan.FromHours(2), 2m, EventScope.Everything);

    /// <summary>An event of an hour in a place of its own, by a number.</summary>
    public static EventDraft InWeek(TestCore core, long number) => Soon(core, TimeSpan.FromDays(1) + number % 1_500 * TimeSpan.FromHours(3), $"Event {number}");

    /// <summary>Two weeks from tomorrow on.</summary>
    public static SeasonDraft NextSeason(TestCore core, string name = "Winter") => new(name, "", core.Clock.Today.Date.AddDays(1), core.Clock.Today.Date.AddDays(14));

    public static Task<XpEvent> Row(TestCore core, long id) => core.Data.Read(db => db.XpEvents.SingleAsync(e => e.EventId == id));

    public static Task<Season> SeasonRow(TestCore core, long id) => core.Data.Read(db => db.Seasons.SingleAsync(s => s.SeasonId == id));

    /// <summary>Plans an event as the machine.</summary>
    public static async Task<XpEvent> Plan(this TestCore core, EventDraft draft) => (await core.Get<XpEvents>().Plan(draft, "for the test", Actor.Job)).Value;

    /// <summary>Plans a season as the machine.</summary>
    public static async Task<Season> Plan(this TestCore core, SeasonDraft draft) => (await core.Get<SeasonDesk>().Plan(draft, "for the test", Actor.Job)).Value;

    /// <summary>Has an event begun, without the time of anything else moving.</summary>
    public static Task Begin(TestCore core, long id) => core.Data.Run(work => work.Db.XpEvents.Where(e => e.EventId == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.StartsAt, work.At.AddHours(-1))));

    /// <summary>Has a season begun, without the time of anything else moving.</summary>
    public static Task BeginSeason(TestCore core, long id)
    {
        var today = UtcDay.Of(core.Time.Now).Date;
        return core.Data.Run(work => work.Db.Seasons.Where(s => s.SeasonId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsOn, today)));
    }
}
