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
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            new TheoryDataRow(DatabaseProvider.Sqlite),
            new TheoryDataRow(DatabaseProvider.PostgreSql) { Skip = Needs.InCi ? null : Needs.NoPostgreSql },
        ];
        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
