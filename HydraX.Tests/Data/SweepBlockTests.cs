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

    [Theory]
    [InlineData(200, 0, 0)]
    [InlineData(200, 3, 60)]
    [InlineData(200, 90, 1_800)]
    [InlineData(200, 5_000, 1_800)]
    public void A_sweep_rests_by_how_many_others_write(int took, long others, int rest) =>
        Assert.Equal(TimeSpan.FromMilliseconds(rest), HydraXData.RestAfter(TimeSpan.FromMilliseconds(took), others));

    [Theory, EachProvider]
    public async Task A_sweep_that_others_met_goes_on_after_its_rest(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var others = new List<Task>();

        var block = await core.Data.RunBlock(work =>
        {
            for (var i = 0; i < 10; i++) others.Add(core.Data.Run(next => next.Scalar("SELECT 1"), Stop));
            return work.Execute("CREATE TABLE ours (id INTEGER)");
        }, Stop);
        await Task.WhenAll(others);

        Assert.False(block.WasAlone);
        // Timers count whole milliseconds.
        Assert.Contains(TimeSpan.FromMilliseconds(Math.Floor(HydraXData.RestAfter(block.Took, 10).TotalMilliseconds)), core.Time.Waits);
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
