using HydraX.Core.Kernel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Data;

/// <summary>Wires the database.</summary>
public static class DataServices
{
    /// <summary>The database of the configuration (<c>Database:Provider</c>, <c>ConnectionStrings:HydraX</c>), the domain clock and the keys kept in the database.</summary>
    public static IServiceCollection AddHydraXData(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new();
        var connection = configuration.GetConnectionString("HydraX") ?? "Data Source=hydrax.db";
        var batch = options.MaxBatchSize;
        services.AddSingleton(Dialect.Of(options.Provider));
        services.AddSingleton<RowLocks>();
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddSingleton<SqlitePragmas>();
                Add<SqliteHydraXDb>(services, (o, s) => o.UseSqlite(SqliteConnectionString(connection), b => { if (batch is { } rows) b.MaxBatchSize(rows); }).AddInterceptors(s.GetRequiredService<SqlitePragmas>()));
                break;
            case DatabaseProvider.SqlServer:
                Add<SqlServerHydraXDb>(services, (o, _) => o.UseSqlServer(connection, b => { if (batch is { } rows) b.MaxBatchSize(rows); }));
                break;
            case DatabaseProvider.PostgreSql:
                Add<PostgreSqlHydraXDb>(services, (o, _) => o.UseNpgsql(connection, b => { if (batch is { } rows) b.MaxBatchSize(rows); }));
                break;
        }
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Clock>();
        services.AddSingleton<HydraXData>();
        services.AddSingleton<DatabaseStart>();
        services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingInDatabase>();
        return services;
    }

    /// <summary>
    /// Has EF Core build its model, which takes half a second of a start, on another thread while the rest is being wired; the contexts of the process
    /// then find it. Whatever is wrong with the settings is said by who opens the database.
    /// </summary>
    public static void BuildModelAhead(IConfiguration configuration) => _ = Task.Run(async () =>
    {
        await using var services = new ServiceCollection().AddLogging().AddHydraXData(configuration).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<HydraXDb>>().CreateDbContextAsync();
        _ = db.Model;
    });

    // A relative file name means beside the process' working folder. The time-out is how long SQLite waits for another process that holds the file: what is
    // still refused then is said to be, rather than kept waiting.
    private static string SqliteConnectionString(string connection) =>
        new SqliteConnectionStringBuilder(connection) { DefaultTimeout = SqlitePragmas.BusySeconds, ForeignKeys = true }.ToString();

    private static void Add<T>(IServiceCollection services, Action<DbContextOptionsBuilder, IServiceProvider> configure) where T : HydraXDb
    {
        services.AddPooledDbContextFactory<T>((s, o) => configure(o.ConfigureWarnings(LeaveFailuresToTheirCallers).AddInterceptors(s.GetRequiredService<RowLocks>()), s));
        services.AddSingleton<IDbContextFactory<HydraXDb>, FactoryOf<T>>();
        services.AddScoped<HydraXDb>(s => s.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
    }

    // A failed query or save is thrown to whoever asked, who speaks of it in its own words, and once; EF would write a page for each try.
    private static void LeaveFailuresToTheirCallers(WarningsConfigurationBuilder events) => events.Log(
        (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug));

    private sealed class FactoryOf<T>(IDbContextFactory<T> inner) : IDbContextFactory<HydraXDb> where T : HydraXDb
    {
        public HydraXDb CreateDbContext() => inner.CreateDbContext();
        public async Task<HydraXDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => await inner.CreateDbContextAsync(cancellationToken);
    }
}
