using System.Data.Common;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Data;

/// <summary>Brings the database to this version before anything else asks it.</summary>
public sealed partial class DatabaseStart(IDbContextFactory<HydraXDb> contexts, Dialect dialect, IEnumerable<KeptTable> kept, ILogger<DatabaseStart> log)
{
    /// <summary>Applies pending migrations, and has the database keep what is only added to. Two nodes may start at once: EF's migration lock lets one of them work.</summary>
    public async Task Migrate(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var isUpToDate = await IsUpToDate(db, stop);
        if (!isUpToDate)
        {
            if (dialect.Provider == DatabaseProvider.Sqlite) await ClearAbandonedLock(db, stop);
            await db.Database.MigrateAsync(stop);
        }
        foreach (var table in kept) await table.Keep(db, anew: !isUpToDate, stop);
        if (dialect.Provider == DatabaseProvider.SqlServer) await RequireReadCommittedSnapshot(db, stop);
    }

    // Most starts find nothing to do, and see it by one question; EF would take its lock and build models of its own before it sees the same.
    private static async Task<bool> IsUpToDate(HydraXDb db, CancellationToken stop)
    {
        var applied = new HashSet<string>();
        var quoted = db.GetService<ISqlGenerationHelper>();
        try
        {
            await db.Database.OpenConnectionAsync(stop);
            await using var ask = Sql.Command(db, $"SELECT {quoted.DelimitIdentifier("MigrationId")} FROM {quoted.DelimitIdentifier(HistoryRepository.DefaultTableName)}");
            await using var rows = await ask.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) applied.Add(rows.GetString(0));
        }
        catch (DbException)
        {
            // No database yet, or nothing in it. If it is anything else, the migration meets it too and says so.
            return false;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return db.Database.GetMigrations().All(applied.Contains);
    }

    // A process killed during a migration leaves its row in SQLite's lock table, and every later start would wait for ever. The file has one
    // process by design, so a lock found at start belongs to nobody.
    private async Task ClearAbandonedLock(HydraXDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var exists = Sql.Command(db, "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'");
        if (Convert.ToInt64(await exists.ExecuteScalarAsync(stop), null) == 0) return;
        await using var clear = Sql.Command(db, "DELETE FROM \"__EFMigrationsLock\"");
        if (await clear.ExecuteNonQueryAsync(stop) > 0) LogCleared();
    }

    private static async Task RequireReadCommittedSnapshot(HydraXDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var ask = Sql.Command(db, "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()");
        if (await ask.ExecuteScalarAsync(stop) is not true)
            throw new StartException("This SQL Server database reads with locks. Run once: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");
    }

    [LoggerMessage(LogLevel.Warning, "An earlier start was stopped during its migration; its lock is cleared")]
    private partial void LogCleared();
}
