using HydraX.Core.Abuse;
using HydraX.Core.Data;

namespace HydraX.Web.Hosting.Watching;

/// <summary>Has the rules look at what doors tell, one signal after another, away from whoever waits at a door.</summary>
internal sealed partial class AbuseWorker(AbuseSignals signals, AbuseWatch watch, ILogger<AbuseWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var signal in signals.Waiting.ReadAllAsync(stoppingToken))
        {
            try
            {
                await watch.See(signal, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A signal that cannot be looked at, for instance while the database is gone, must not end the watch.
                if (DatabaseTrouble.Sentence(e) is { } trouble) LogGone(signal.GetType().Name, trouble);
                else LogUnseen(signal.GetType().Name, e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A signal of kind {Kind} could not be looked at for abuse")]
    private partial void LogUnseen(string kind, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A signal of kind {Kind} could not be looked at for abuse. {Trouble}")]
    private partial void LogGone(string kind, string trouble);
}
