using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Benchmarks.Trust;

/// <summary>A copy of everything about a member with very many ledger lines: how long it takes, and how much memory beside a small one.</summary>
internal sealed class ExportBenchmark : IBenchmark
{
    private const int Lines = 100_000, Few = 1_000, Together = 2_000, Rounds = 3;

    public string Name => "export";

    public string About => $"A copy of a member's data with {Lines:N0} ledger lines, SQLite";

    public async Task Run(Report report, CancellationToken stop)
    {
        var file = Path.Combine(Path.GetTempPath(), $"hydrax-export-{Environment.ProcessId}.db");
        try
        {
            await using var domain = await Domain.Open(DatabaseProvider.Sqlite, $"Data Source={file}", stop);
            await domain.Members(2, onPass: false, stop);
            await Fill(domain, 1, Lines, stop);
            await Fill(domain, 2, Few, stop);
            var contest = await Contest.Between(Rounds, () => Durations.Of(1, 1, _ => Copy(domain, 1, stop)), () => Durations.Of(1, 1, _ => ByHand(domain, 1, stop)));
            report.Row($"a copy with {Lines:N0} ledger lines, as JSON and CSV, packed and protected", Report.Time(contest.Ours.Median), "< 10 s", contest.Ours.Median.TotalSeconds < 10, $"{Report.Time(contest.Baseline.Median)} by hand, unprotected", $"{Report.Number(contest.Ratio)} ×");
            var small = await Grows(() => Copy(domain, 2, stop));
            var large = await Grows(() => Copy(domain, 1, stop));
            report.Row("memory that it takes at most while it is made", $"{large:N1} MB", "flat: < 16 MB more than a small one", large - small < 16, $"{small:N1} MB with {Few:N0} lines");
        }
        finally
        {
            foreach (var part in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*")) File.Delete(part);
        }
    }

    private static async Task Fill(Domain domain, long user, int lines, CancellationToken stop)
    {
        for (var first = 0; first < lines; first += Together)
        {
            var from = first;
            await domain.Data.Run(work =>
            {
                for (var i = from; i < Math.Min(from + Together, lines); i++)
                    work.Db.Add(new XpTransaction
                    {
                        UserId = user,
                        Amount = 10,
                        BaseAmount = 10,
                        BalanceAfter = 10 * (i + 1),
                        TotalXpChange = 10,
                        SourceType = XpSource.TradeWin.Code(),
                        SourceId = i,
                        RewardKey = $"trade_win:{i}",
                        Description = $"Trade {i} won",
                        Multipliers = "{\"weekend\":1.5}",
                        CreatedAt = work.At,
                        UtcDay = DateOnly.FromDateTime(work.At.UtcDateTime),
                    });
                return Task.CompletedTask;
            }, stop);
        }
    }

    private static async Task Copy(Domain domain, long user, CancellationToken stop)
    {
        await domain.Data.Run(work => work.Db.DataExports.ExecuteDeleteAsync(stop), stop);
        var asked = await domain.Get<Exports>().Ask(new Actor(user, $"member{user}", Origin.Web), stop);
        if (!asked.Succeeded || !await domain.Get<Exports>().MakeNext(stop)) throw new InvalidOperationException($"No copy was made: {asked.Problem?.Sentence}");
    }

    // One table, read row by row and written as it comes into a file.
    private static async Task ByHand(Domain domain, long user, CancellationToken stop)
    {
        var path = Path.Combine(Path.GetTempPath(), $"hydrax-export-{Environment.ProcessId}.zip");
        await using (var file = File.Create(path))
        await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, stop))
        {
            foreach (var isJson in new[] { true, false })
            {
                await using var entry = await zip.CreateEntry(isJson ? "lines.json" : "lines.csv", CompressionLevel.Fastest).OpenAsync(stop);
                await using var json = new Utf8JsonWriter(entry);
                await using var csv = new StreamWriter(entry, leaveOpen: true);
                if (isJson) json.WriteStartArray();
                await domain.Data.Read(async db =>
                {
                    await db.Database.OpenConnectionAsync(stop);
                    await using var ask = Sql.Command(db, "SELECT transaction_id, created_at, source_type, source_id, base_amount, multipliers, amount, balance_after, description FROM xp_transactions WHERE user_id = @p0 ORDER BY transaction_id", user);
                    await using var rows = await ask.ExecuteReaderAsync(stop);
                    while (await rows.ReadAsync(stop))
                    {
                        if (isJson) json.WriteStartObject();
                        for (var column = 0; column < rows.FieldCount; column++)
                        {
                            var text = Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture);
                            if (isJson) json.WriteString(rows.GetName(column), text);
                            else await csv.WriteAsync($"{text},");
                        }
                        if (isJson) json.WriteEndObject();
                        else await csv.WriteLineAsync();
                        if (json.BytesPending > 32_768) await json.FlushAsync(stop);
                    }
                    return true;
                }, stop);
                if (isJson) json.WriteEndArray();
            }
        }
        File.Delete(path);
    }

    // By how many megabytes the heap grows at most, looked at every few milliseconds.
    private static async Task<double> Grows(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        var done = false;
        var looking = Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(5);
            }
        });
        await work();
        Volatile.Write(ref done, true);
        await looking;
        return (most - before) / 1_000_000.0;
    }
}
