using HydraX.Core.Data.Holdings;
using HydraX.Core.Xp.Seasons;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Xp.Events;

/// <summary>Wires events and seasons.</summary>
public static class CalendarServices
{
    /// <summary>The calendar, its doors, and the look at other nodes' changes. The host opens the calendar after migrating.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services) => services
        .AddSingleton<XpCalendar>()
        .AddSingleton<XpEvents>()
        .AddSingleton<SeasonDesk>()
        .AddSingleton<EventQuestions>()
        .AddSingleton<SeasonQuestions>()
        .AddHostedService<CalendarWatch>()
        .AddHoldings(EventHoldings.All);
}
