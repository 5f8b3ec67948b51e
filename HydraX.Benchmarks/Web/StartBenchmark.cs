using System.Diagnostics;
using HydraX.Benchmarks.Measuring;

namespace HydraX.Benchmarks.Web;

/// <summary>From the start of the process to the first page, beside the SDK's own Blazor Server template, both published with ReadyToRun.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const double Most = 3;

    public string Name => "start";

    public string About => "Start to the first answered page";

    public async Task Run(Report report, CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("hydrax-start-");
        try
        {
            var ours = await Published.HydraX(directory, stop);
            var template = await Published.Template(directory, stop);
            var database = ("ConnectionStrings:HydraX", $"Data Source={Path.Combine(directory.FullName, "hydrax.db")}");
            var contest = await Contest.Between(Rounds, () => Start(stop, ours, database), () => Start(stop, template));
            var times = 1 / contest.Ratio;
            report.Row("HydraX beside the template", Report.Spread(contest.Ours), $"≤ {Most} × the time", times <= Most, Report.Spread(contest.Baseline), $"{Report.Number(times)} ×");
            report.Note($"Each starts {Rounds} times in turns, after one start that is not counted and in which HydraX makes its SQLite database; from then on it opens and checks what is there. Production environment, `dotnet` on the published files, GET / until 200.");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<Durations> Start(CancellationToken stop, string dll, params (string, string)[] settings)
    {
        var began = Stopwatch.GetTimestamp();
        await using var site = SiteProcess.Start(dll, settings);
        await site.Answers("/", stop);
        var took = Stopwatch.GetTimestamp() - began;
        return Durations.From([took], Stopwatch.GetElapsedTime(0, took));
    }
}
