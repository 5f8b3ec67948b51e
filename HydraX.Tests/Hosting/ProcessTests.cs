using System.Net;
using HydraX.Core.Data;
using HydraX.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HydraX.Tests.Hosting;

/// <summary>Good and bad days of the process as a whole.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Broken_settings_end_the_start_with_every_fault_and_no_stack_trace()
    {
        await using var process = WebProcess.Start("Production", ("Database:Provider", "Oracle"), ("Clock:Mode", "Rehearsal"), ("Xp:TradeXpPerDay", "lots"));

        Assert.Equal(1, await process.Ends());
        Assert.Contains("Database:Provider is \"Oracle\"; set one of Sqlite, SqlServer, PostgreSql.", process.Written, StringComparison.Ordinal);
        Assert.Contains("Clock:Mode is Rehearsal, which Production refuses", process.Written, StringComparison.Ordinal);
        Assert.Contains("Xp:TradeXpPerDay is \"lots\"; set a whole number", process.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_tier_file_ends_the_start_with_line_and_reason()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        var file = Path.Combine(Path.GetTempPath(), $"tiers-{Guid.NewGuid():N}.yml");
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "config", "tier_settings.yml"));
        await File.WriteAllTextAsync(file, shipped.Replace("monthly_price: 89", "monthly_price: -89", StringComparison.Ordinal));
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString), ("Tiers:File", file));

        Assert.Equal(1, await process.Ends());
        Assert.Matches(@"line \d+: .*-89", process.Written);
        Assert.DoesNotContain("   at ", process.Written, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task An_unreachable_database_and_a_file_that_is_none_end_the_start_with_a_sentence()
    {
        await using var absent = WebProcess.Start("Development", ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", "Host=127.0.0.1;Port=1;Database=hydrax;Username=hydrax;Timeout=3"));
        var file = Path.Combine(Path.GetTempPath(), $"none-{Guid.NewGuid():N}.db");
        await File.WriteAllTextAsync(file, new string('x', 8_192));
        await using var damaged = WebProcess.Start("Development", ("ConnectionStrings:HydraX", $"Data Source={file}"));

        Assert.Equal((1, 1), (await absent.Ends(), await damaged.Ends()));
        Assert.Contains("The PostgreSQL server cannot be reached", absent.Written, StringComparison.Ordinal);
        Assert.Contains("The SQLite file is damaged, or is none.", damaged.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", absent.Written + damaged.Written, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_stop_is_graceful_and_soon_and_a_full_or_locked_file_is_named()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString));
        await process.Answers("/health/ready");

        process.Terminate();

        Assert.Equal(0, await process.Ends(within: TimeSpan.FromSeconds(30)));
        Assert.Equal("The SQLite file is locked by another process. One process uses it at a time: stop the other one, or move to PostgreSQL or SQL Server.", DatabaseTrouble.Sentence(new InvalidOperationException("", new SqliteException("database is locked", 5))));
        Assert.StartsWith("The disk that holds the SQLite file is full.", DatabaseTrouble.Sentence(new SqliteException("database or disk is full", 13)), StringComparison.Ordinal);
        Assert.Null(DatabaseTrouble.Sentence(new InvalidOperationException("a bug")));
    }

    [Fact]
    public async Task A_database_that_is_gone_for_a_while_makes_it_unready_and_it_recovers_by_itself()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null && !EachProviderAttribute.Ci, "Set HYDRAX_TEST_POSTGRESQL to run this.");
        await using var database = await TestDatabase.Create(DatabaseProvider.PostgreSql);
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var wire = new Wire(server.Host!, server.Port);
        (server.Host, server.Port, server.Timeout) = ("127.0.0.1", wire.Port, 3);
        await using var process = WebProcess.Start("Development", ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", server.ToString()), ("Admin:Email", "chief@hydrax.example"),
            ("Admin:Password", "four words in a row"), ("Admin:ApiKey", "a key for the tests of today"));
        await process.Answers("/health/ready");
        process.Client.DefaultRequestHeaders.Add("X-Api-Key", "a key for the tests of today");
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/api/v1/me"));

        wire.Cut();
        await process.Answers("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/health/live"));
        using (var refused = await process.Client.GetAsync("/api/v1/me"))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "api.failed"), (refused.StatusCode, await refused.Code()));
            Assert.DoesNotContain("Npgsql", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        wire.Mend();
        await process.Answers("/health/ready");
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/api/v1/me"));
        Assert.DoesNotContain("a key for the tests of today", process.Written, StringComparison.Ordinal);
        process.Terminate();
        Assert.Equal(0, await process.Ends(within: TimeSpan.FromSeconds(30)));
    }
}
