using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HydraX.Core.Data;

/// <summary>For <c>dotnet ef</c>: the SQLite model without a host.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteHydraXDb>
{
    /// <inheritdoc/>
    public SqliteHydraXDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteHydraXDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>For <c>dotnet ef</c>: the SQL Server model without a host.</summary>
public sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerHydraXDb>
{
    /// <inheritdoc/>
    public SqlServerHydraXDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerHydraXDb>().UseSqlServer("Server=.;Database=design").Options);
}

/// <summary>For <c>dotnet ef</c>: the PostgreSQL model without a host.</summary>
public sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlHydraXDb>
{
    /// <inheritdoc/>
    public PostgreSqlHydraXDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlHydraXDb>().UseNpgsql("Host=localhost;Database=design").Options);
}
