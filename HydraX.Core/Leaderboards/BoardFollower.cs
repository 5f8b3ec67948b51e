using System.Data.Common;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Leaderboards;

/// <summary>Reads the ledger on while the process runs: at once when this node posts to it, four times a second for what other nodes post.</summary>
public sealed class BoardFollower(Boards boards, TimeProvider machine, ILogger<BoardFollower> log) : BackgroundPart
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // Many awards in a row are read together.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Outage outage = new(log, "The boards cannot read the ledger and stand as they are");

    /// <inheritdoc/>
    protected override async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(await FollowOnce(stop) ? Breath : AfterFailure, machine, stop);
            await boards.WaitForWord(Poll, stop);
        }
    }

    private async Task<bool> FollowOnce(CancellationToken stop)
    {
        try
        {
            await boards.Follow(stop);
            outage.Over();
            return true;
        }
        catch (DbException failure)
        {
            outage.Met(failure);
            return false;
        }
    }
}
