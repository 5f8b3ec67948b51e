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
internal sealed class NightBenchmark : IBenchmark
{
    private const int Members = 1_000_000;
    private const int Passers = 500;
    private const int Turns = 3;

    public string Name => "night";

    public string About => $"Nightly reset of {Members:N0} Press Pass members with XP";

    public async Task Run(Report report, CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("hydrax-night-");
        try
        {
            await OnSqlite(report, directory, stop);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
        await OnPostgreSql(report, stop);
        report.Note("By hand: the same rows in one transaction over all members (PostgreSQL: one statement; SQLite: three), nothing else running. Each side starts from a fresh copy of the same database. The p99 of awards is that of single awards one after another, idle and while the reset runs.");
    }

    private static async Task OnSqlite(Report report, DirectoryInfo directory, CancellationToken stop)
    {
        var template = Path.Combine(directory.FullName, "template.db");
        await using (var domain = await Domain.Open(DatabaseProvider.Sqlite, $"Data Source={template}", stop)) await Fill(domain, stop);
        SqliteConnection.ClearAllPools();
        string Copy(string name)
        {
            var file = Path.Combine(directory.FullName, name);
            File.Copy(template, file);
            return $"Data Source={file}";
        }

        await Resets(report, "SQLite", DatabaseProvider.Sqlite, name => Task.FromResult(Copy($"{name}.db")), 1.5, stop);
        await Waits(report, "SQLite", DatabaseProvider.Sqlite, name => Task.FromResult(Copy($"{name}.db")), 3, stop);
    }

    private static async Task OnPostgreSql(Report report, CancellationToken stop)
    {
        await using var server = await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.");
        await using (var domain = await Domain.Open(DatabaseProvider.PostgreSql, await server.Create("template"), stop)) await Fill(domain, stop);
        Npgsql.NpgsqlConnection.ClearAllPools();
        await Resets(report, "PostgreSQL", DatabaseProvider.PostgreSql, name => server.Create(name, "template"), 1.2, stop);
        await Waits(report, "PostgreSQL", DatabaseProvider.PostgreSql, name => server.Create(name, "template"), 2, stop);
    }

    private static async Task Fill(Domain domain, CancellationToken stop)
    {
        await domain.Members(Members, onPass: true, stop);
        await domain.Data.Run(work => work.Execute("ANALYZE"), stop);
    }

    // In turn, so that what else the machine does meets both; each on a database of its own.
    private static async Task Resets(Report report, string name, DatabaseProvider provider, Func<string, Task<string>> database, double largest, CancellationToken stop)
    {
        var (ours, byHand, longest) = (new List<TimeSpan>(), new List<TimeSpan>(), TimeSpan.Zero);
        for (var turn = 1; turn <= Turns; turn++)
        {
            var (swept, elapsed) = await Ours(provider, await database($"ours{turn}"), stop);
            ours.Add(elapsed);
            if (swept.LongestBlock > longest) longest = swept.LongestBlock;
            byHand.Add(await ByHand(provider, await database($"hand{turn}"), stop));
        }
        var ratio = Middle(ours, t => t) / Middle(byHand, t => t);
        report.Row($"{name}: the whole reset, median of {Turns}", Report.Time(Middle(ours, t => t)), $"≤ {largest} × the time", ratio <= largest, Report.Time(Middle(byHand, t => t)), $"{Report.Number(ratio)} ×");
        report.Row($"{name}: longest block transaction", Report.Time(longest), "< 350 ms", longest < TimeSpan.FromMilliseconds(350));
    }

    private static T Middle<T, TKey>(List<T> turns, Func<T, TKey> by) => turns.OrderBy(by).ElementAt(Turns / 2);

    private static async Task<(SweepReport Report, TimeSpan Elapsed)> Ours(DatabaseProvider provider, string connection, CancellationToken stop)
    {
        await using var domain = await Domain.Open(provider, connection, stop);
        var began = Stopwatch.GetTimestamp();
        var report = await domain.Get<NightlyReset>().Wipe(stop);
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (report.Members != Members) throw new InvalidOperationException($"The reset wiped {report.Members:N0} of {Members:N0} members.");
        return (report, elapsed);
    }

    private static async Task<TimeSpan> ByHand(DatabaseProvider provider, string connection, CancellationToken stop)
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

    private static async Task Waits(Report report, string name, DatabaseProvider provider, Func<string, Task<string>> database, double largest, CancellationToken stop)
    {
        var (ours, byHand) = (new List<Awards>(), new List<Awards>());
        for (var turn = 1; turn <= Turns; turn++)
        {
            ours.Add(await Meanwhile(provider, await database($"awards{turn}"), domain => domain.Get<NightlyReset>().Wipe(stop), stop));
            byHand.Add(await Meanwhile(provider, await database($"awardshand{turn}"), domain => ByHand(domain, stop), stop));
        }
        var (middle, hand) = (Middle(ours, a => a.Ratio), Middle(byHand, a => a.Ratio));
        report.Row($"{name}: p99 of {middle.Busy.Count:N0} awards while it runs, median of {Turns}", Report.Time(middle.Busy.P99), $"≤ {largest} × idle", middle.Ratio <= largest, Report.Time(middle.Idle.P99), $"{Report.Number(middle.Ratio)} ×");
        report.Row($"{name}: the same while the one written by hand runs", Report.Time(hand.Busy.P99), Report.Time(hand.Idle.P99), $"{Report.Number(hand.Ratio)} ×");
        report.Row($"{name}: the whole reset with those awards going on", Report.Time(middle.Busy.Whole), Report.Time(hand.Busy.Whole), $"{Report.Number(middle.Busy.Whole / hand.Busy.Whole)} ×");
    }

    // Awards to members outside the pass, one after another, before and during a reset.
    private static async Task<Awards> Meanwhile(DatabaseProvider provider, string connection, Func<Domain, Task> reset, CancellationToken stop)
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
