using Microsoft.Extensions.Hosting;

namespace HydraX.Core.Kernel;

/// <summary>
/// A part of the process that finds work waiting when it begins. It begins when it is told to, which is once the server has answered somebody: before
/// that, its work would take the processor from the start that everybody waits for.
/// </summary>
public abstract class BackgroundPart : BackgroundService
{
    private readonly TaskCompletionSource begin = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Has it begin, at once or as soon as it is started.</summary>
    public void Begin() => begin.TrySetResult();

    /// <summary>Works until it is stopped.</summary>
    protected abstract Task Run(CancellationToken stop);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await begin.Task.WaitAsync(stoppingToken);
        await Run(stoppingToken);
    }
}
