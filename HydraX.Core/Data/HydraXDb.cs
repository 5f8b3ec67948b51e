using HydraX.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Data;

/// <summary>All tables. Each slice adds its own part in its <c>…Tables.cs</c>; each provider has a sealed, empty heir with its migrations.</summary>
public abstract partial class HydraXDb(DbContextOptions options) : IdentityDbContext<User, Role, long>(options)
{
    // IdentityDbContext takes the schema version (passkeys need 3) from the application's services alone; a context made by a tool has none.
    private static readonly IServiceProvider SchemaOptions = new ServiceCollection()
        .AddOptions().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
            optionsBuilder.UseApplicationServiceProvider(SchemaOptions);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Configure(configurationBuilder);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        var dialect = Dialect.Of(Database.ProviderName);
        foreach (var mapping in TableMappings) mapping(builder, dialect);
        Conventions.Apply(builder, dialect);
    }

    // Every static ITables of this assembly, so that a slice's mapping is found by being there.
    private static readonly Action<ModelBuilder, Dialect>[] TableMappings =
    [
        .. typeof(HydraXDb).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(ITables)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (Action<ModelBuilder, Dialect>)((ITables)Activator.CreateInstance(t)!).Map),
    ];
}

/// <summary>A slice's tables: lengths, keys, indexes, and nothing that a convention already does.</summary>
public interface ITables
{
    /// <summary>Maps the slice's rows.</summary>
    void Map(ModelBuilder builder, Dialect dialect);
}

/// <summary>On SQLite, the default: nothing to install.</summary>
public sealed class SqliteHydraXDb(DbContextOptions<SqliteHydraXDb> options) : HydraXDb(options);

/// <summary>On SQL Server.</summary>
public sealed class SqlServerHydraXDb(DbContextOptions<SqlServerHydraXDb> options) : HydraXDb(options);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgreSqlHydraXDb(DbContextOptions<PostgreSqlHydraXDb> options) : HydraXDb(options);
