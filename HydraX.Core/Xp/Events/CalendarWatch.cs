using System.Data.Common;
using HydraX.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Xp.Events;

/// <summary>Looks every second whether another node has changed events or seasons, so that all nodes count alike.</summary>
public sealed class CalendarWatch(XpCalendar calendar, TimeProvider machine, ILogger<CalendarWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Outage outage = new(log, "Changes of events and seasons cannot be read, those known last stay in force");

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await calendar.Refresh(stoppingToken);
                outage.Over();
            }
            catch (Exception gone) when (gone is DbException or FormatException)
            {
                // No database, or a word of a newer version that this one cannot read.
                outage.Met(gone);
            }
        }
    }
}
