using System.Threading.Channels;

namespace HydraX.Core.Messaging;

/// <summary>
/// Tells this process' workers which lanes have work, so that an update is worked on within milliseconds. It is only a hint: what
/// arrived at another node, or before a crash, is found by looking into the table.
/// </summary>
public sealed class LaneBell
{
    private enum Lane
    {
        Quiet,
        Rung,
        Working,
        WorkingAndRung,
    }

    private readonly Lock gate = new();
    private readonly Lane[] lanes = new Lane[Inbox.Lanes];
    private readonly Channel<int> rung = Channel.CreateUnbounded<int>();

    /// <summary>There is, or may be, something in a lane.</summary>
    public void Ring(int lane)
    {
        lock (gate)
        {
            if (lanes[lane] == Lane.Working) lanes[lane] = Lane.WorkingAndRung;
            if (lanes[lane] != Lane.Quiet) return;
            lanes[lane] = Lane.Rung;
            rung.Writer.TryWrite(lane);
        }
    }

    /// <summary>Waits for a lane with work. Until <see cref="Done"/> nobody else in this process is given it.</summary>
    public async ValueTask<int> Next(CancellationToken stop)
    {
        var lane = await rung.Reader.ReadAsync(stop);
        lock (gate) lanes[lane] = Lane.Working;
        return lane;
    }

    /// <summary>Whoever was given the lane is through with it. If it was rung meanwhile, it is given out again.</summary>
    public void Done(int lane)
    {
        lock (gate)
        {
            var again = lanes[lane] == Lane.WorkingAndRung;
            lanes[lane] = again ? Lane.Rung : Lane.Quiet;
            if (again) rung.Writer.TryWrite(lane);
        }
    }
}
