using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HydraX.Core.Data;

/// <summary>
/// The rows of hand-written SQL that returns very many of them, one after another, in the way that costs the least with each database. It blocks: over a
/// million rows, awaiting each takes longer than reading it.
/// </summary>
public abstract class ManyRows : IAsyncDisposable
{
    /// <summary>Goes on to the next row; false after the last.</summary>
    public abstract bool Read();

    /// <summary>Whether nothing is there.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A whole number that is there, of 64 bits.</summary>
    public abstract long Long(int column);

    /// <summary>An instant that is there.</summary>
    public abstract DateTimeOffset Instant(int column);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Rows as any provider reads them.</summary>
internal sealed class CommandRows(DbCommand command, DbDataReader reader) : ManyRows
{
    public override bool Read() => reader.Read();

    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override long Long(int column) => reader.GetInt64(column);

    public override DateTimeOffset Instant(int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }
}

/// <summary>Rows of SQLite. Its provider asks SQLite twice for each number and checks its own state each time; over a million rows that is half of the time.</summary>
internal sealed class SqliteRows(DbCommand command, SqliteDataReader reader) : ManyRows
{
    private readonly sqlite3_stmt statement = reader.Handle!;

    public override bool Read() => reader.Read();

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public override DateTimeOffset Instant(int column) => DateTimeOffset.UnixEpoch.AddTicks(Long(column) * TimeSpan.TicksPerMicrosecond);

    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }
}
