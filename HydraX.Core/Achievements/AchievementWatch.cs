using System.Data.Common;
using HydraX.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Achievements;

/// <summary>Looks every second whether another node has changed an achievement.</summary>
public sealed class AchievementWatch(AchievementBook book, TimeProvider machine, ILogger<AchievementWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Outage outage = new(log, "The achievements cannot be read again, those known stay in force");

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await book.Refresh(stoppingToken);
                outage.Over();
            }
            catch (DbException gone)
            {
                outage.Met(gone);
            }
        }
    }
}
