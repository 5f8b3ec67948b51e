using HydraX.Core.Kernel;

namespace HydraX.Web.Hosting;

/// <summary>
/// Has the parts that find work waiting begin when the first request is answered, or after a moment in which nobody asked: whoever waits for the first
/// page has the processor to themselves, and the work waits no longer than that.
/// </summary>
public sealed class Beginning(IServiceProvider services, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A request has been answered.</summary>
    public void Answered() => answered.TrySetResult();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var heard = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.WhenAny(answered.Task, Task.Delay(Moment, stoppingToken));
        foreach (var part in services.GetServices<IHostedService>().OfType<BackgroundPart>()) part.Begin();
    }
}
