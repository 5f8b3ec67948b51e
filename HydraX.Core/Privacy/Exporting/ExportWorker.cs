using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Privacy.Exporting;

/// <summary>Rung when somebody asks for a copy.</summary>
public sealed class ExportBell : Bell;

/// <summary>Makes copies as they are asked for, one after another.</summary>
public sealed partial class ExportWorker(Exports exports, ExportBell bell, TimeProvider machine, ILogger<ExportWorker> log) : BackgroundPart
{
    // What another node was asked, or a killed one left behind, is found then.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private readonly Outage outage = new(log, "Copies of members' data cannot be made");

    /// <inheritdoc/>
    protected override async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await exports.MakeNext(stop)) outage.Over();
                outage.Over();
                await bell.Heard(Look, machine, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // Whatever went wrong with one is logged and tried again; after three tries its member is told that it failed.
            catch (Exception failure)
            {
                outage.Met(failure);
                await Task.WhenAny(Task.Delay(Look, machine, stop));
            }
        }
    }
}
