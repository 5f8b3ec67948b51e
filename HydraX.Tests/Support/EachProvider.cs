using System.Reflection;
using HydraX.Core.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace HydraX.Tests.Support;

/// <summary>
/// Runs a theory once on each database: SQLite always; PostgreSQL where <c>HYDRAX_TEST_POSTGRESQL</c> names a server, else it is reported as
/// skipped, and in CI as failed.
/// </summary>
public sealed class EachProviderAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var absent = TestDatabase.PostgreSqlServer is null && !Ci ? "Set HYDRAX_TEST_POSTGRESQL to a PostgreSQL server's connection string (superuser, no database) to run this." : null;
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            new TheoryDataRow(DatabaseProvider.Sqlite),
            new TheoryDataRow(DatabaseProvider.PostgreSql) { Skip = absent },
        ];
        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    /// <summary>Whether this is CI, where nothing may be skipped.</summary>
    public static bool Ci => Environment.GetEnvironmentVariable("CI") == "true";
}
