using System.Threading.Channels;

namespace HydraX.Core.Privacy.Exporting;

/// <summary>Tells this process' maker that somebody asked. Only a hint: the maker looks by itself too.</summary>
public sealed class ExportBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Somebody asked.</summary>
    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Waits until it is rung, at most so long.</summary>
    public async Task Heard(TimeSpan atMost, TimeProvider machine, CancellationToken stop)
    {
        var heard = rung.Reader.WaitToReadAsync(stop).AsTask();
        await Task.WhenAny(heard, Task.Delay(atMost, machine, stop));
        stop.ThrowIfCancellationRequested();
        rung.Reader.TryRead(out _);
    }
}
