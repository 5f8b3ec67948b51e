using System.Threading.Channels;

namespace HydraX.Core.Kernel;

/// <summary>Tells a background part of this process that there is something to do. Only a hint: whoever listens looks by themselves too.</summary>
public abstract class Bell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is, or may be, something to do.</summary>
    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Waits until it is rung, at most so long.</summary>
    public async Task Heard(TimeSpan atMost, TimeProvider machine, CancellationToken stop)
    {
        using var enough = new CancellationTokenSource(atMost, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, enough.Token);
        try
        {
            await rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nobody rang, and it is time to look.
        }
    }
}
