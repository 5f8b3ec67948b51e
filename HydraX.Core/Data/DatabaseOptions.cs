namespace HydraX.Core.Data;

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>Which database; SQLite needs nothing installed.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Rows EF Core sends in one batch; 1 for servers without MERGE. Empty for the provider's own figure.</summary>
    public int? MaxBatchSize { get; set; }
}
