using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using HydraX.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HydraX.Core.Data;

/// <summary>Which database.</summary>
public enum DatabaseProvider
{
    /// <summary>The default: a file, nothing to install.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}

/// <summary>What differs between the three databases, where EF Core does not already hide it.</summary>
public abstract class Dialect
{
    /// <summary>SQLite.</summary>
    public static readonly Dialect Sqlite = new SqliteDialect();

    /// <summary>SQL Server.</summary>
    public static readonly Dialect SqlServer = new SqlServerDialect();

    /// <summary>PostgreSQL.</summary>
    public static readonly Dialect PostgreSql = new PostgreSqlDialect();

    /// <summary>Which database it speaks to.</summary>
    public abstract DatabaseProvider Provider { get; }

    /// <summary>The collation that compares letter by letter; null where that is the usual one.</summary>
    public virtual string? Ordinal => null;

    /// <summary>Column type of JSON.</summary>
    public abstract string JsonType { get; }

    /// <summary>Rows a sweep may touch in one transaction: short on SQLite (one writer), under lock escalation on SQL Server.</summary>
    public abstract int SweepBlock { get; }

    /// <summary>The same while others write meanwhile: fewer on SQLite, where everybody waits for the whole block.</summary>
    public virtual int SweepBlockAmongOthers => SweepBlock;

    /// <summary>How instants are kept.</summary>
    public virtual ValueConverter InstantConverter { get; } = new ValueConverter<DateTimeOffset, DateTimeOffset>(at => Clock.Cut(at), at => at);

    /// <summary>The dialect of an EF Core provider.</summary>
    public static Dialect Of(string? efProvider) => efProvider switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => Sqlite,
        "Microsoft.EntityFrameworkCore.SqlServer" => SqlServer,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSql,
        _ => throw new NotSupportedException($"HydraX has no tables for the database provider {efProvider}."),
    };

    /// <summary>The dialect of a provider.</summary>
    public static Dialect Of(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite,
        DatabaseProvider.SqlServer => SqlServer,
        _ => PostgreSql,
    };

    /// <summary>The present instant as a column's default.</summary>
    public abstract string Now { get; }

    /// <summary>The question what the server's own clock says; null where there is no server.</summary>
    public virtual string? WhatTime => null;

    /// <summary>An instant as a parameter of hand-written SQL.</summary>
    public virtual object Instant(DateTimeOffset at) => Clock.Cut(at);

    /// <summary>A UTC day as a parameter of hand-written SQL.</summary>
    public virtual object Date(UtcDay day) => day.Date;

    /// <summary>An instant that a hand-written query returned.</summary>
    public virtual DateTimeOffset Instant(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>The rows of a hand-written query that returns very many.</summary>
    /// <param name="db">On its connection, which must be open.</param>
    /// <param name="select">The query; its parameters <c>@p0</c>, <c>@p1</c>, … are whole numbers.</param>
    /// <param name="numbers">The parameters.</param>
    /// <param name="stop">Gives up.</param>
    public virtual async Task<ManyRows> Rows(HydraXDb db, string select, long[] numbers, CancellationToken stop)
    {
        var command = Command(db, select, numbers);
        return new CommandRows(command, await command.ExecuteReaderAsync(stop));
    }

    /// <summary>Has all questions on a context see the database as of one instant, until it is disposed of; null where that would take locks.</summary>
    public virtual async Task<IAsyncDisposable?> Snapshot(HydraXDb db, CancellationToken stop) => await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);

    private static DbCommand Command(HydraXDb db, string select, long[] numbers) => Sql.Command(db, select, [.. numbers.Cast<object>()]);

    /// <summary>Housekeeping that the database would otherwise do in the midst of somebody's commit, while whoever writes next waits.</summary>
    public virtual Task TidyUp(HydraXDb db, CancellationToken stop) => Task.CompletedTask;

    /// <summary>A parameter's name standing for JSON text in hand-written SQL.</summary>
    public virtual string Json(string parameter) => parameter;

    /// <summary>A condition on a boolean column.</summary>
    public virtual string IsTrue(string column) => $"{column} = 1";

    /// <summary>The opposite condition on a boolean column.</summary>
    public virtual string IsFalse(string column) => $"{column} = 0";

    /// <summary>The specification's shadow statistics as JSON, made from their columns.</summary>
    public abstract string ShadowStatistics { get; }

    /// <summary>EF Core's select, so that it locks the rows that it finds in its first table until the transaction ends.</summary>
    public abstract string LockFirstTable(string select);

    /// <summary>An insert that does nothing where a unique promise already holds such a row, and returns the new row's key column.</summary>
    /// <param name="table">Into which.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="values">Their parameters.</param>
    /// <param name="unique">The columns of the promise; empty means any of the table's promises.</param>
    /// <param name="match">The promise as a condition, for SQL Server.</param>
    /// <param name="returning">The key column.</param>
    public abstract string InsertOrNothing(string table, string columns, string values, string unique, string match, string returning);

    private static string Target(string unique) => unique.Length == 0 ? "" : $"({unique})";

    /// <summary>
    /// As <see cref="InsertOrNothing"/> for several rows, each <c>(@p0, @p1, …)</c>; returns the key column of those that were new. No two of them may
    /// hold the same unique columns.
    /// </summary>
    public virtual string InsertRowsOrNothing(string table, string columns, IEnumerable<string> rows, string unique, string returning) =>
        $"INSERT INTO {table} ({columns}) VALUES {string.Join(", ", rows)} ON CONFLICT ({unique}) DO NOTHING RETURNING {returning}";

    /// <summary>Whether a column is among the ids of a parameter that <see cref="Ids"/> has made.</summary>
    public abstract string IsAmong(string column, string parameter);

    /// <summary>Many ids as one parameter.</summary>
    public virtual object Ids(IReadOnlyList<long> ids) => $"[{string.Join(',', ids)}]";

    /// <summary>A JSON list with a text of a parameter at its end.</summary>
    public abstract string JsonAppend(string column, string parameter);

    /// <summary>A hand-written question that locks the rows it finds in a table until the transaction ends.</summary>
    /// <param name="select">The question, its table in its FROM under the alias.</param>
    /// <param name="alias">The alias.</param>
    public abstract string LockRows(string select, string alias);

    /// <summary>The question how many triggers of the name <c>@p0</c> are at work.</summary>
    public abstract string HasTrigger { get; }

    /// <summary>The statements that have a table only be added to, one after another in one transaction; see <see cref="KeptTable"/>.</summary>
    /// <param name="table">Which.</param>
    /// <param name="key">A column of its key.</param>
    /// <param name="columns">The columns that stay as they are.</param>
    /// <param name="may">Those that may change, each to one value.</param>
    public abstract IEnumerable<string> Keep(string table, string key, IReadOnlyList<string> columns, IReadOnlyList<(string Column, string? Becomes)> may);

    private static string Refusal(string table) => $"{table} is only added to.";

    // What a row may become, where a database compares one value with another so that nothing is the same as nothing.
    private static string Stays(string same, IReadOnlyList<string> columns, IReadOnlyList<(string Column, string? Becomes)> may) => string.Join(" AND ",
    [
        .. columns.Select(column => $"NEW.{column} {same} OLD.{column}"),
        .. may.Select(one => $"(NEW.{one.Column} {same} OLD.{one.Column} OR NEW.{one.Column} {Is(one.Becomes)})"),
    ]);

    private static string Is(string? value) => value is null ? "IS NULL" : $"= '{value}'";

    /// <summary>Maps a decimal with the scale its column declares.</summary>
    internal virtual void MapDecimal(IMutableProperty property)
    {
        if (property.GetScale() is null) throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} declares no scale.");
    }

    /// <summary>Whether an exception means "try the whole transaction again": deadlock, serialization failure, busy.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>Whether an exception means that a unique promise holds another row: a racing write got there between our look and our write.</summary>
    public abstract bool IsTaken(DbException exception);

    private sealed class SqliteDialect : Dialect
    {
        public override DatabaseProvider Provider => DatabaseProvider.Sqlite;
        public override string JsonType => "TEXT";
        public override string Now => "CAST(unixepoch('subsec') * 1000000 AS INTEGER)";
        // Deferred: it reads, and whoever writes does not wait for it.
        public override async Task<IAsyncDisposable?> Snapshot(HydraXDb db, CancellationToken stop)
        {
            await db.Database.OpenConnectionAsync(stop);
            return await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), stop);
        }

        public override int SweepBlock => 600;
        public override int SweepBlockAmongOthers => 150;

        public override string ShadowStatistics =>
            "json_object('real_total_xp', real_total_xp, 'total_xp_wiped', total_xp_wiped, 'reset_count', reset_count, 'largest_wipe', largest_wipe, 'lifetime_earned', lifetime_earned)";

        // SQLite has no instants: whole microseconds since 1970 sort and compare as they should.
        public override ValueConverter InstantConverter { get; } = new ValueConverter<DateTimeOffset, long>(at => Micros(at), micros => FromMicros(micros));
        public override object Instant(DateTimeOffset at) => Micros(at);
        public override object Date(UtcDay day) => day.ToString();
        public override DateTimeOffset Instant(DbDataReader reader, int column) => FromMicros(reader.GetInt64(column));

        public override async Task<ManyRows> Rows(HydraXDb db, string select, long[] numbers, CancellationToken stop)
        {
            var command = Command(db, select, numbers);
            return new SqliteRows(command, (SqliteDataReader)await command.ExecuteReaderAsync(stop));
        }

        // Moves the log into the file, beside whoever writes. By itself SQLite does so in the commit after which the log is a thousand pages long.
        public override Task TidyUp(HydraXDb db, CancellationToken stop) => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE)", stop);

        public override string HasTrigger => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name = @p0";

        // The one that the question asks for is made last: it is there only if both are.
        public override IEnumerable<string> Keep(string table, string key, IReadOnlyList<string> columns, IReadOnlyList<(string Column, string? Becomes)> may)
        {
            var name = KeptTable.TriggerOf(table);
            yield return $"DROP TRIGGER IF EXISTS {name}_rows; DROP TRIGGER IF EXISTS {name}";
            yield return $"CREATE TRIGGER {name}_rows BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{Refusal(table)}'); END";
            yield return $"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN NOT ({Stays("IS", columns, may)}) BEGIN SELECT RAISE(ABORT, '{Refusal(table)}'); END";
        }

        public override string IsAmong(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";
        public override string JsonAppend(string column, string parameter) => $"json_insert({column}, '$[#]', {parameter})";
        public override string LockRows(string select, string alias) => select;

        // The transaction of a write holds the whole file.
        public override string LockFirstTable(string select) => select;

        public override string InsertOrNothing(string table, string columns, string values, string unique, string match, string returning) =>
            $"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT {Target(unique)} DO NOTHING RETURNING {returning}";

        // SQLite has no decimals: whole units of the column's last digit. Arithmetic on them inside a query would be wrong, so there is none.
        internal override void MapDecimal(IMutableProperty property)
        {
            base.MapDecimal(property);
            var unit = (decimal)Math.Pow(10, property.GetScale()!.Value);
            property.SetValueConverter(new ValueConverter<decimal, long>(v => (long)Math.Round(v * unit, MidpointRounding.AwayFromZero), v => v / unit));
        }

        // 517 busy with a snapshot that is no longer the latest, 6 locked. Plain busy (5) is no reason to try again: that another process holds the file was
        // waited for already.
        public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: 517 } or SqliteException { SqliteErrorCode: 6 };

        // unique, primary key
        public override bool IsTaken(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

        private static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        private static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
    }

    private sealed class SqlServerDialect : Dialect
    {
        public override DatabaseProvider Provider => DatabaseProvider.SqlServer;
        public override string Ordinal => "Latin1_General_100_BIN2";
        public override string WhatTime => "SELECT SYSDATETIMEOFFSET() AS [Value]";
        public override string Now => "SYSDATETIMEOFFSET()";
        public override string JsonType => "nvarchar(max)";
        // It would lock what it reads.
        public override Task<IAsyncDisposable?> Snapshot(HydraXDb db, CancellationToken stop) => Task.FromResult<IAsyncDisposable?>(null);

        public override int SweepBlock => 2_000;
        public override string ShadowStatistics =>
            "CONCAT('{\"real_total_xp\":', real_total_xp, ',\"total_xp_wiped\":', total_xp_wiped, ',\"reset_count\":', reset_count, ',\"largest_wipe\":', largest_wipe, ',\"lifetime_earned\":', lifetime_earned, '}')";
        public override string LockFirstTable(string select) => Regex.Match(select, @"FROM \[\w+\] AS \[\w+\]") is { Success: true } table
            ? select.Insert(table.Index + table.Length, " WITH (UPDLOCK, ROWLOCK)")
            : throw new NotSupportedException($"No first table to lock in: {select}");
        public override string IsAmong(string column, string parameter) => $"{column} IN (SELECT CAST(value AS BIGINT) FROM OPENJSON({parameter}))";
        public override string JsonAppend(string column, string parameter) => $"JSON_MODIFY({column}, 'append $', {parameter})";
        public override string LockRows(string select, string alias) => select.Replace($" {alias} WHERE", $" {alias} WITH (UPDLOCK, ROWLOCK) WHERE", StringComparison.Ordinal);

        public override string InsertOrNothing(string table, string columns, string values, string unique, string match, string returning) =>
            $"INSERT INTO {table} ({columns}) OUTPUT inserted.{returning} SELECT {values} WHERE NOT EXISTS (SELECT 1 FROM {table} WITH (UPDLOCK, HOLDLOCK) WHERE {match})";

        // The row's number keeps identities in the order of the rows, as the other two databases do by themselves.
        public override string InsertRowsOrNothing(string table, string columns, IEnumerable<string> rows, string unique, string returning)
        {
            var numbered = string.Join(", ", rows.Select((row, number) => $"{row[..^1]}, {number})"));
            var match = string.Join(" AND ", unique.Split(',', StringSplitOptions.TrimEntries).Select(column => $"t.{column} = v.{column}"));
            return $"INSERT INTO {table} ({columns}) OUTPUT inserted.{returning} SELECT {columns} FROM (VALUES {numbered}) AS v ({columns}, row_number) " +
                $"WHERE NOT EXISTS (SELECT 1 FROM {table} t WITH (UPDLOCK, HOLDLOCK) WHERE {match}) ORDER BY v.row_number";
        }

        public override string HasTrigger => "SELECT COUNT(*) FROM sys.triggers WHERE name = @p0 AND is_disabled = 0";

        // After the act, which the error takes back with its transaction: one that comes instead of it cannot stand where deletes cascade.
        public override IEnumerable<string> Keep(string table, string key, IReadOnlyList<string> columns, IReadOnlyList<(string Column, string? Becomes)> may)
        {
            string Same(string from, IEnumerable<string> which) => string.Join(", ", which.Select(column => $"{from}.{column}"));
            var stays = string.Join(" AND ",
            [
                $"EXISTS (SELECT {Same("n", columns)} INTERSECT SELECT {Same("o", columns)})",
                .. may.Select(one => $"(EXISTS (SELECT n.{one.Column} INTERSECT SELECT o.{one.Column}) OR n.{one.Column} {Is(one.Becomes)})"),
            ]);
            yield return $"CREATE OR ALTER TRIGGER {KeptTable.TriggerOf(table)} ON {table} AFTER UPDATE, DELETE AS BEGIN SET NOCOUNT ON; " +
                $"IF EXISTS (SELECT 1 FROM deleted o WHERE NOT EXISTS (SELECT 1 FROM inserted n WHERE n.{key} = o.{key} AND {stays})) THROW 51000, '{Refusal(table)}', 1; END";
        }

        // 1205 deadlock victim, 3960 snapshot conflict, 1222 lock time-out
        public override bool IsTransient(DbException exception) => exception is Microsoft.Data.SqlClient.SqlException { Number: 1205 or 3960 or 1222 };

        // unique index, unique constraint
        public override bool IsTaken(DbException exception) => exception is Microsoft.Data.SqlClient.SqlException { Number: 2601 or 2627 };
    }

    private sealed class PostgreSqlDialect : Dialect
    {
        public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
        public override string Ordinal => "C";
        public override string WhatTime => "SELECT clock_timestamp() AS \"Value\"";
        public override string Now => "CURRENT_TIMESTAMP";
        public override string JsonType => "jsonb";
        public override int SweepBlock => 3_000;
        public override string IsTrue(string column) => column;
        public override string IsFalse(string column) => $"NOT {column}";

        // jsonb_build_object is only "stable"; a generated column wants "immutable", which text and its cast are.
        public override string ShadowStatistics =>
            "('{\"real_total_xp\":' || real_total_xp || ',\"total_xp_wiped\":' || total_xp_wiped || ',\"reset_count\":' || reset_count || ',\"largest_wipe\":' || largest_wipe || ',\"lifetime_earned\":' || lifetime_earned || '}')::jsonb";
        public override string Json(string parameter) => $"CAST({parameter} AS jsonb)";
        public override string IsAmong(string column, string parameter) => $"{column} = ANY({parameter})";
        public override object Ids(IReadOnlyList<long> ids) => ids.ToArray();
        public override string JsonAppend(string column, string parameter) => $"{column} || to_jsonb(CAST({parameter} AS text))";
        public override string LockRows(string select, string alias) => $"{select} FOR UPDATE OF {alias}";
        public override string LockFirstTable(string select) => $"{select}\nFOR UPDATE OF {Regex.Match(select, @"FROM \w+ AS (\w+)").Groups[1].Value}";
        public override string InsertOrNothing(string table, string columns, string values, string unique, string match, string returning) =>
            $"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT {Target(unique)} DO NOTHING RETURNING {returning}";

        // COPY takes no parameters.
        public override async Task<ManyRows> Rows(HydraXDb db, string select, long[] numbers, CancellationToken stop)
        {
            var query = Regex.Replace(select, @"@p(\d+)", match => numbers[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)].ToString(CultureInfo.InvariantCulture));
            return new CopiedRows(await ((Npgsql.NpgsqlConnection)db.Database.GetDbConnection()).BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", stop));
        }

        public override string HasTrigger => "SELECT COUNT(*) FROM pg_trigger WHERE tgname = @p0 AND tgenabled <> 'D'";

        // Two nodes that start at once do so one after another: made at the same instant, the function would fail one of them.
        public override IEnumerable<string> Keep(string table, string key, IReadOnlyList<string> columns, IReadOnlyList<(string Column, string? Becomes)> may)
        {
            var name = KeptTable.TriggerOf(table);
            yield return "SELECT pg_advisory_xact_lock(4837021)";
            yield return $"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{Refusal(table)}' USING ERRCODE = 'restrict_violation'; END $$";
            yield return $"CREATE OR REPLACE TRIGGER {name}_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()";
            yield return $"CREATE OR REPLACE TRIGGER {name}_rows BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()";
            yield return $"CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NOT ({Stays("IS NOT DISTINCT FROM", columns, may)})) EXECUTE FUNCTION {name}()";
        }

        // 40001 serialization failure, 40P01 deadlock
        public override bool IsTransient(DbException exception) => exception is Npgsql.PostgresException { SqlState: "40001" or "40P01" };

        public override bool IsTaken(DbException exception) => exception is Npgsql.PostgresException { SqlState: "23505" };
    }
}
