using HydraX.Core.Data;
using Microsoft.Extensions.Hosting;

namespace HydraX.Core.Messaging;

/// <summary>A SQLite file has one process by design, so a process that was killed left leases that nobody holds: work goes on at once.</summary>
internal sealed class MessagingStart(Leases leases, Dialect dialect) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        dialect.Provider == DatabaseProvider.Sqlite ? leases.Clear(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
