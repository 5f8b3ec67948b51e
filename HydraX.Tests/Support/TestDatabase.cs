using HydraX.Core.Audit;
using HydraX.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HydraX.Tests.Support;

/// <summary>An empty, migrated database of its own for one test: a copy of a template made once a run.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<Task<string>> PostgreSqlTemplate = new(MakePostgreSqlTemplate);
    private static readonly SemaphoreSlim Copying = new(1, 1);

    private TestDatabase(DatabaseProvider provider, string connectionString, Func<ValueTask> remove)
    {
        Provider = provider;
        ConnectionString = connectionString;
        this.remove = remove;
    }

    private readonly Func<ValueTask> remove;

    /// <summary>The server of <c>HYDRAX_TEST_POSTGRESQL</c>, or null.</summary>
    public static string? PostgreSqlServer => Environment.GetEnvironmentVariable("HYDRAX_TEST_POSTGRESQL") is { Length: > 0 } server ? server : null;

    public DatabaseProvider Provider { get; }
    public string ConnectionString { get; }

    public static Task<TestDatabase> Create(DatabaseProvider provider) => provider == DatabaseProvider.PostgreSql ? CreatePostgreSql() : CreateSqlite();

    /// <summary>The same PostgreSQL database at the end of a wire; a connection that does not come about is given up after 3 s.</summary>
    public TestDatabase Through(Wire wire) =>
        new(Provider, new NpgsqlConnectionStringBuilder(ConnectionString) { Host = "127.0.0.1", Port = wire.Port, Timeout = 3 }.ToString(), () => default);

    /// <summary>A wire to the PostgreSQL server.</summary>
    public static Wire Wire()
    {
        var server = new NpgsqlConnectionStringBuilder(PostgreSqlServer);
        return new(server.Host!, server.Port);
    }

    public ValueTask DisposeAsync() => remove();

    /// <summary>Lets the rows of the audit log be altered, as somebody could who may drop triggers.</summary>
    public async Task OpenAuditLog()
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        foreach (var (table, trigger) in from table in new[] { "audit_entries", "audit_people" } from ending in new[] { "", "_rows", "_table" } select (table, KeptTable.TriggerOf(table) + ending))
        {
            await using var drop = Sql.Command(db, $"DROP TRIGGER IF EXISTS {trigger}{(Provider == DatabaseProvider.PostgreSql ? $" ON {table}" : "")}");
            await drop.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A context outside the application, for arranging and asserting.</summary>
    public HydraXDb Open() => Provider == DatabaseProvider.PostgreSql
        ? new PostgreSqlHydraXDb(new DbContextOptionsBuilder<PostgreSqlHydraXDb>().UseNpgsql(ConnectionString).Options)
        : new SqliteHydraXDb(new DbContextOptionsBuilder<SqliteHydraXDb>().UseSqlite(ConnectionString).Options);

    private static async Task<TestDatabase> CreateSqlite()
    {
        var file = TemporaryFile();
        File.Copy(await SqliteTemplate.Value, file);
        return new(DatabaseProvider.Sqlite, $"Data Source={file}", () =>
        {
            SqliteConnection.ClearPool(new SqliteConnection($"Data Source={file}"));
            foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*")) File.Delete(part);
            return default;
        });
    }

    private static async Task<TestDatabase> CreatePostgreSql()
    {
        var template = await PostgreSqlTemplate.Value;
        var name = "hydrax_test_" + Guid.NewGuid().ToString("N");
        await Copying.WaitAsync();
        try
        {
            await OnServer($"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            Copying.Release();
        }
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = name, MaxPoolSize = 30 }.ToString();
        return new(DatabaseProvider.PostgreSql, connection, async () =>
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
            await OnServer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        });
    }

    private static async Task<string> MakeSqliteTemplate()
    {
        var file = TemporaryFile();
        await using (var db = new SqliteHydraXDb(new DbContextOptionsBuilder<SqliteHydraXDb>().UseSqlite($"Data Source={file};Pooling=False").Options))
            await Migrate(db);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    }

    private static async Task<string> MakePostgreSqlTemplate()
    {
        if (PostgreSqlServer is null) throw new InvalidOperationException("HYDRAX_TEST_POSTGRESQL names no server; in CI that is a failure.");
        var name = "hydrax_template_" + Guid.NewGuid().ToString("N");
        await OnServer($"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = name, Pooling = false }.ToString();
        await using (var db = new PostgreSqlHydraXDb(new DbContextOptionsBuilder<PostgreSqlHydraXDb>().UseNpgsql(connection).Options))
            await Migrate(db);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => OnServer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)").GetAwaiter().GetResult();
        return name;
    }

    // As the start does it.
    private static async Task Migrate(HydraXDb db)
    {
        await db.Database.MigrateAsync();
        foreach (var table in AuditTrail.Tables) await table.Keep(db, anew: true, CancellationToken.None);
    }

    private static string TemporaryFile() => Path.Combine(Path.GetTempPath(), $"hydrax-{Guid.NewGuid():N}.db");

    private static async Task OnServer(string sql)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = "postgres", Pooling = false }.ToString());
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
