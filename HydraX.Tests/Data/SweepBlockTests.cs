using HydraX.Core.Data;
using HydraX.Tests.Support;
using Microsoft.Data.Sqlite;

namespace HydraX.Tests.Data;

/// <summary>What a sweep on SQLite leaves for others to do: the log's way into the file.</summary>
public sealed class SweepBlockTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_others_write_the_log_is_in_the_file_after_each_block()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var other = Task.CompletedTask;

        await core.Data.RunBlock(work =>
        {
            other = core.Data.Run(next => next.Execute("CREATE TABLE theirs (id INTEGER)"), Stop);
            return work.Execute("CREATE TABLE ours (id INTEGER)");
        }, Stop);
        await other;

        Assert.True(await IsInTheFile(core.Database, "ours"));
    }

    [Fact]
    public async Task Alone_a_sweep_loses_no_time_by_it()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        await core.Data.RunBlock(work => work.Execute("CREATE TABLE ours (id INTEGER)"), Stop);

        Assert.False(await IsInTheFile(core.Database, "ours"));
    }

    // In the file as it is without its log.
    private static async Task<bool> IsInTheFile(TestDatabase database, string table)
    {
        var copy = Directory.CreateTempSubdirectory("hydrax-file-");
        try
        {
            var file = Path.Combine(copy.FullName, "copy.db");
            File.Copy(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource, file);
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
            await connection.OpenAsync(Stop);
            await using var command = new SqliteCommand("SELECT COUNT(*) FROM sqlite_master WHERE name = @name", connection);
            command.Parameters.AddWithValue("@name", table);
            return (long)(await command.ExecuteScalarAsync(Stop))! == 1;
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
