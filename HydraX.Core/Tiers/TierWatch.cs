using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Tiers;

/// <summary>Looks every second whether another node has saved a revision, so that all nodes have the same tiers in force.</summary>
public sealed partial class TierWatch(TierCatalog catalog, TimeProvider machine, ILogger<TierWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, machine);
        var isLost = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await catalog.Refresh(stoppingToken);
                if (isLost) LogFound();
                isLost = false;
            }
            catch (Exception gone) when (gone is DbException or InvalidOperationException)
            {
                // No database (EF wraps some of these), or a revision of a newer version that this one cannot read. The revision known
                // last stays in force; one line tells of the loss, however long it lasts.
                if (!isLost) LogLost(gone.Message);
                isLost = true;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The latest tiers cannot be read, the known revision stays in force: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(LogLevel.Information, "The latest tiers can be read again")]
    private partial void LogFound();
}
