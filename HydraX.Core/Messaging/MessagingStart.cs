using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace HydraX.Core.Messaging;

/// <summary>What an earlier process left in a state that would hold up work.</summary>
internal sealed class MessagingStart(Leases leases, HydraXData data, TimeProvider machine) : IHostedService
{
    // No wait between two tries is longer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A SQLite file has one process by design, so a process that was killed left leases that nobody holds: work goes on at once.
        if (data.Dialect.Provider == DatabaseProvider.Sqlite) await leases.Clear(cancellationToken);
        await BringForward(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // What came in while the machine's clock ran ahead would wait until that hour has come.
    private Task BringForward(CancellationToken stop) => data.Run(async work =>
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var latest = now + LongestWait;
        await work.Db.Inbox.Where(m => m.State == MessageState.Pending && (m.DueAt > latest || (m.DueAt > now && m.Attempts == 0)))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, now), work.Stop);
        await work.Db.Outbox.Where(m => m.State == MessageState.Pending && (m.DueAt > latest || (m.DueAt > now && m.Attempts == 0)))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, now), work.Stop);
    }, stop);
}
