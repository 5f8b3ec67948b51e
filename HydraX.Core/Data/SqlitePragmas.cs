using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HydraX.Core.Data;

/// <summary>Each SQLite connection: write-ahead log (readers never wait for the writer), synced at checkpoints.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>How long a statement waits for another process that holds the file; writers of this process queue at a gate of their own.</summary>
    internal const int BusySeconds = 5;

    private static readonly string Pragmas = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = {BusySeconds * 1000};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
