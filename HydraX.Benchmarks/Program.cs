using HydraX.Benchmarks.Boards;
using HydraX.Benchmarks.Bot;
using HydraX.Benchmarks.Measuring;
using HydraX.Benchmarks.Progress;
using HydraX.Benchmarks.Trust;
using HydraX.Benchmarks.Web;
using HydraX.Core.Data;

IBenchmark[] benchmarks =
[
    new BoardsBenchmark(), new BoardsStartBenchmark(), new AwardsBenchmark(), new AchievementsBenchmark(), new NightBenchmark(DatabaseProvider.Sqlite), new NightBenchmark(DatabaseProvider.PostgreSql),
    new IntakeBenchmark(), new RepliesBenchmark(), new TrustBenchmark(DatabaseProvider.Sqlite), new TrustBenchmark(DatabaseProvider.PostgreSql), new ExportBenchmark(), new StartBenchmark(), new MemoryBenchmark(),
];

var chosen = benchmarks.Where(benchmark => args.Contains(benchmark.Name)).ToList();
if (chosen.Count != args.Length || chosen.Count == 0)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project HydraX.Benchmarks -- NAME [NAME …]");
    foreach (var benchmark in benchmarks) Console.Error.WriteLine($"  {benchmark.Name,-17} {benchmark.About}");
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};
var report = new Report(Console.Out);
foreach (var benchmark in chosen)
{
    report.Title(benchmark.About);
    await benchmark.Run(report, interrupted.Token);
}
return report.AllHeld ? 0 : 1;
