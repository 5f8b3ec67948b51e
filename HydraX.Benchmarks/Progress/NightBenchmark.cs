using System.Diagnostics;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using Microsoft.Data.Sqlite;

namespace HydraX.Benchmarks.Progress;

/// <summary>The nightly reset of a million Press Pass members, with awards going on meanwhile, against set-based SQL written by hand.</summary>
internal sealed class NightBenchmark(DatabaseProvider provider) : IBenchmark
{
    private const int Members = 1_000_000;
    private const int Passers = 500;
    private const int Turns = 3;

    public string Name => $"night-{provider.ToString().ToLowerInvariant()}";

    public string About => $"Nightly reset of {Members:N0} Press Pass members with XP on {provider}";

    public async Task Run(Report report, CancellationToken stop)
    {
        await (provider == DatabaseProvider.Sqlite ? OnSqlite(report, stop) : OnPostgreSql(report, stop));
        report.Note($"By hand: the same rows in one transaction over all members ({(provider == DatabaseProvider.Sqlite ? "three statements" : "one statement")}), nothing else running. Each side starts from a fresh copy of the same database. The p99 of awards is that of single awards one after another, idle and while the reset runs; ours gives way to them, so it takes longer then.");
    }

    private async Task OnSqlite(Report report, CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("hydrax-night-");
        try
        {
            var template = Path.Combine(directory.FullName, "template.db");
            await using (var domain = await Domain.Open(provider, $"Data Source={template}", stop)) await Fill(domain, stop);
            SqliteConnection.ClearAllPools();
            await Measure(report, name =>
            {
                var file = Path.Combine(directory.FullName, $"{name}.db");
                File.Copy(template, file);
                return Task.FromResult($"Data Source={file}");
            }, 1.5, 3, stop);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    private async Task OnPostgreSql(Report report, CancellationToken stop)
    {
        await using var server = await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.");
        await using (var domain = await Domain.Open(provider, await server.Create("template"), stop)) await Fill(domain, stop);
        Npgsql.NpgsqlConnection.ClearAllPools();
        await Measure(report, name => server.Create(name, "template"), 1.2, 2, stop);
    }

    private async Task Measure(Report report, Func<string, Task<string>> database, double mostTime, double mostWait, CancellationToken stop)
    {
        await Resets(report, database, mostTime, stop);
        await Waits(report, database, mostWait, stop);
    }

    private static async Task Fill(Domain domain, CancellationToken stop)
    {
        await domain.Members(Members, onPass: true, stop);
        await domain.Data.Run(work => work.Execute("ANALYZE"), stop);
    }

    // In turn, so that what else the machine does meets both; each on a database of its own.
    private async Task Resets(Report report, Func<string, Task<string>> database, double largest, CancellationToken stop)
    {
        var (ours, byHand, longest) = (new List<TimeSpan>(), new List<TimeSpan>(), TimeSpan.Zero);
        for (var turn = 1; turn <= Turns; turn++)
        {
            var (swept, elapsed) = await Ours(await database($"ours{turn}"), stop);
            ours.Add(elapsed);
            if (swept.LongestBlock > longest) longest = swept.LongestBlock;
            byHand.Add(await ByHand(await database($"hand{turn}"), stop));
        }
        var ratio = Middle(ours, t => t) / Middle(byHand, t => t);
        report.Row($"The whole reset, median of {Turns}", Report.Time(Middle(ours, t => t)), $"≤ {largest} × the time", ratio <= largest, Report.Time(Middle(byHand, t => t)), $"{Report.Number(ratio)} ×");
        report.Row("Longest block transaction", Report.Time(longest), "< 350 ms", longest < TimeSpan.FromMilliseconds(350));
    }

    private static T Middle<T, TKey>(List<T> turns, Func<T, TKey> by) => turns.OrderBy(by).ElementAt(Turns / 2);

    private async Task<(SweepReport Report, TimeSpan Elapsed)> Ours(string connection, CancellationToken stop)
    {
        await using var domain = await Domain.Open(provider, connection, stop);
        var began = Stopwatch.GetTimestamp();
        var report = await domain.Get<NightlyReset>().Wipe(stop);
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (report.Members != Members) throw new InvalidOperationException($"The reset wiped {report.Members:N0} of {Members:N0} members.");
        return (report, elapsed);
    }

    private async Task<TimeSpan> ByHand(string connection, CancellationToken stop)
    {
        await using var domain = await Domain.Open(provider, connection, stop);
        var began = Stopwatch.GetTimestamp();
        await ByHand(domain, stop);
        return Stopwatch.GetElapsedTime(began);
    }

    private static Task ByHand(Domain domain, CancellationToken stop) => domain.Data.Run(async work =>
    {
        var midnight = UtcDay.Of(work.At);
        object[] parameters = [RewardKey.PressPassReset(midnight), work.Dialect.Date(midnight), work.Dialect.Instant(midnight.Start)];
        foreach (var sql in work.Dialect.Provider == DatabaseProvider.PostgreSql ? HandWritten.PostgreSql : HandWritten.Sqlite) await work.Execute(sql, parameters);
    }, stop);

    private async Task Waits(Report report, Func<string, Task<string>> database, double largest, CancellationToken stop)
    {
        var (ours, byHand) = (new List<Awards>(), new List<Awards>());
        for (var turn = 1; turn <= Turns; turn++)
        {
            ours.Add(await Meanwhile(await database($"awards{turn}"), domain => domain.Get<NightlyReset>().Wipe(stop), stop));
            byHand.Add(await Meanwhile(await database($"awardshand{turn}"), domain => ByHand(domain, stop), stop));
        }
        var (middle, hand) = (Middle(ours, a => a.Ratio), Middle(byHand, a => a.Ratio));
        report.Row($"p99 of {middle.Busy.Count:N0} awards while it runs, median of {Turns}", Report.Time(middle.Busy.P99), $"≤ {largest} × idle", middle.Ratio <= largest, Report.Time(middle.Idle.P99), Ratios(ours));
        report.Row("The same while the one written by hand runs", Report.Time(hand.Busy.P99), Report.Time(hand.Idle.P99), Ratios(byHand));
        report.Row("The whole reset with those awards going on", Report.Time(middle.Busy.Whole), Report.Time(hand.Busy.Whole), $"{Report.Number(middle.Busy.Whole / hand.Busy.Whole)} ×");
    }

    // The median, and after it every turn's.
    private static string Ratios(List<Awards> turns) => $"{Report.Number(Middle(turns, a => a.Ratio).Ratio)} × ({string.Join(", ", turns.Select(a => Report.Number(a.Ratio)))})";

    // Awards to members outside the pass, one after another, before and during a reset.
    private async Task<Awards> Meanwhile(string connection, Func<Domain, Task> reset, CancellationToken stop)
    {
        await using var domain = await Domain.Open(provider, connection, stop);
        await domain.Data.Run(work => work.Execute($"UPDATE user_profiles SET press_pass_active = {(provider == DatabaseProvider.PostgreSql ? "false" : "0")}, wipe_settled_until = NULL, wipe_until = NULL WHERE user_id <= {Passers}"), stop);
        var progression = domain.Get<Progression>();
        long trade = 0;
        Task Award(int i) => progression.AwardXp(new(1 + i % Passers, XpSource.TradeLoss, Interlocked.Increment(ref trade)), stop);
        await Durations.Of(3_000, 1, Award);
        var idle = await Durations.Of(10_000, 1, Award);
        // SQLite answers on the thread that asks.
        var running = Task.Run(() => reset(domain), stop);
        var rounds = new List<Durations>();
        while (!running.IsCompleted) rounds.Add(await Durations.Of(50, 1, Award));
        await running;
        return new(idle, Durations.Together(rounds));
    }

    private sealed record Awards(Durations Idle, Durations Busy)
    {
        public double Ratio => Busy.P99 / Idle.P99;
    }
}
