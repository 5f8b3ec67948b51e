using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using HydraX.Core.Data;
using HydraX.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Hosting;

/// <summary>Bad days of the SQLite file of a running site.</summary>
public sealed class SqliteFileTests
{
    private const string Password = "four words in a row";
    private const string Key = "a key for the tests of today";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_another_process_holds_is_told_as_such_and_written_again_once_it_is_free()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var process = Run(database.ConnectionString);
        await process.Answers("/health/ready");
        Assert.Equal(HttpStatusCode.OK, await Award(process, 1));
        var browser = new Account.Browser(process.Client.BaseAddress!);
        await browser.Submit("/account/login", ("Typed.Email", "chief@hydrax.example"), ("Typed.Password", Password));

        await using (var other = new SqliteConnection($"{database.ConnectionString};Pooling=False"))
        {
            await other.OpenAsync(Stop);
            await Execute(other, "BEGIN EXCLUSIVE");
            using var refused = await Ask(process, 2);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "api.failed"), (refused.StatusCode, await refused.Code()));
            // What a page cannot write it says; what it can read it shows.
            var page = await browser.Get("/press-pass");
            Assert.True(page.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{page.Status}: {page.Text}");
            if (page.Status != HttpStatusCode.OK) Assert.Contains("The database does not answer", page.Text, StringComparison.Ordinal);
            Assert.Contains("The SQLite file is locked by another process.", process.Written, StringComparison.Ordinal);
            await Execute(other, "ROLLBACK");
        }

        await Eventually.Holds(async () => await Award(process, 2) == HttpStatusCode.OK, () => process.Written);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/press-pass")).Status);
        await AssertAwards(database.ConnectionString, 2);
        Assert.False(process.Written.Contains("   at ", StringComparison.Ordinal), process.Written);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such_and_nothing_half_done_is_left_when_there_is_room_again()
    {
        await using var disk = await SmallDisk.Mount();
        Assert.SkipWhen(disk is null, "A file system of a few megabytes cannot be mounted here.");
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        var file = Path.Combine(disk.Folder, "hydrax.db");
        File.Copy(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource, file);
        await using var process = Run($"Data Source={file}");
        await process.Answers("/health/ready");
        Assert.Equal(HttpStatusCode.OK, await Award(process, 1));

        disk.Fill();
        var done = 1;
        HttpStatusCode status;
        while ((status = await Award(process, done + 1)) == HttpStatusCode.OK) done++;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/health/live"));
        Assert.Contains("The disk that holds the SQLite file is full.", process.Written, StringComparison.Ordinal);

        disk.Empty();
        await Eventually.Holds(async () => await Award(process, done + 1) == HttpStatusCode.OK, () => process.Written);
        await process.Answers("/health/ready");
        await AssertAwards($"Data Source={file}", done + 1);
        Assert.False(process.Written.Contains("   at ", StringComparison.Ordinal), process.Written);
    }

    private static WebProcess Run(string connectionString)
    {
        var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", connectionString), ("Admin:Email", "chief@hydrax.example"), ("Admin:Password", Password), ("Admin:ApiKey", Key));
        process.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return process;
    }

    private static Task<HttpResponseMessage> Ask(WebProcess process, int number) =>
        process.Client.PostAsJsonAsync("/api/v1/xp/awards", new { userId = 1, source = "sniper_bonus", sourceId = number }, Stop);

    private static async Task<HttpStatusCode> Award(WebProcess process, int number)
    {
        using var answer = await Ask(process, number);
        return answer.StatusCode;
    }

    private static async Task AssertAwards(string connectionString, int awards)
    {
        await using var db = new SqliteHydraXDb(new DbContextOptionsBuilder<SqliteHydraXDb>().UseSqlite(connectionString).Options);
        var lines = await db.XpTransactions.AsNoTracking().Where(line => line.UserId == 1).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, awards).Select(n => (long?)n), lines.Where(line => line.SourceType == "sniper_bonus").Select(line => line.SourceId).Order());
        Assert.Equal((await db.Profiles.AsNoTracking().SingleAsync(p => p.UserId == 1, Stop)).XpBalance, lines.Sum(line => line.Amount));
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Stop);
    }

    /// <summary>A file system of a few megabytes, in memory.</summary>
    private sealed class SmallDisk : IAsyncDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("hydrax-disk-").FullName;

        private string Filler => Path.Combine(Folder, "filler");

        /// <summary>One, or null where only an administrator may mount.</summary>
        public static async Task<SmallDisk?> Mount()
        {
            var disk = new SmallDisk();
            if (OperatingSystem.IsLinux() && await Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.Folder)) return disk;
            Directory.Delete(disk.Folder);
            return null;
        }

        /// <summary>Leaves no byte free.</summary>
        public void Fill()
        {
            using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var page = new byte[4096];
            try
            {
                while (true) filler.Write(page);
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Empty() => File.Delete(Filler);

        public async ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            await Run("umount", "-l", Folder);
            Directory.Delete(Folder);
        }

        private static async Task<bool> Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(Stop);
            return process.ExitCode == 0;
        }
    }
}
