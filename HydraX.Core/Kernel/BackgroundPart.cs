using Microsoft.Extensions.Hosting;

namespace HydraX.Core.Kernel;

/// <summary>
/// A part of the process that finds work waiting when it begins. It begins once the server answers: before that, its work would take the processor
/// from the start that everybody waits for.
/// </summary>
public abstract class BackgroundPart : BackgroundService, IHostedLifecycleService
{
    private readonly TaskCompletionSource begin = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Works until it is stopped.</summary>
    protected abstract Task Run(CancellationToken stop);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await begin.Task.WaitAsync(stoppingToken);
        await Run(stoppingToken);
    }

    /// <summary>Begins. The host calls it when all has started, the server among it; without a host it follows <see cref="BackgroundService.StartAsync"/>.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        begin.TrySetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
