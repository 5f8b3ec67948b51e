using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Benchmarks.Web;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace HydraX.Benchmarks.Boards;

/// <summary>The five XP boards of a million members as a starting node counts them from the database, and how soon an award is on them.</summary>
internal sealed partial class BoardsStartBenchmark : IBenchmark
{
    private const int Members = 1_000_000;
    private const int Boards = 5;
    private const int Counts = 3;
    private const int Awards = 300;

    public string Name => "boards-start";

    public string About => $"XP boards of {Members:N0} members counted from the database";

    public async Task Run(Report report, CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("hydrax-boards-");
        try
        {
            var site = await Published.HydraX(directory, stop);
            await Measure(report, site, DatabaseProvider.Sqlite, $"Data Source={directory}/boards.db", nodes: 1, stop);
            await using var server = await PostgreSqlServer.Start(stop);
            if (server is not null) await Measure(report, site, DatabaseProvider.PostgreSql, await server.Create("boards"), nodes: 2, stop);
            else report.Note("PostgreSQL is not installed: measured on SQLite only.");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
        report.Note($"""
            Two ledger lines a member, one of today and one of the month's first day, and a season that began with the earlier one, so that everybody stands on all five boards (day, week, month, season, all time).
            The count is that of a node as it is deployed (published, ReadyToRun), {Counts} times right after its process began, cold code included, beside everything
            else that a start does; the last {50_000:N0} lines are looked at one by one. Memory is what five boards hold after a collection, divided by members and boards. Awards go through Progression.AwardXp; the time ends when a board shows the new score.
            """);
    }

    private static async Task Measure(Report report, string site, DatabaseProvider provider, string connection, int nodes, CancellationToken stop)
    {
        await using var domain = await Domain.Open(provider, connection, stop);
        await domain.Members(Members, onPass: false, stop);
        await Season(domain, stop);
        await Earn(domain, stop);
        await Settle(domain, stop);

        await Starts(report, site, provider, connection, stop);

        var feed = domain.Get<BoardFeed>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await feed.Follow(stop);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Members / Boards;
        report.Row($"{provider}: memory", $"{Report.Number(bytes)} bytes a member and board", "< 30 bytes", bytes < 30);

        await Freshness(report, $"{provider}: award until the board shows it, same node", domain, domain, stop);
        if (nodes == 1) return;
        await using var other = await Domain.Open(provider, connection, stop);
        await Freshness(report, $"{provider}: award on another node until the board shows it", domain, other, stop);
    }

    // A node tells how long it took to count its boards.
    private static async Task Starts(Report report, string site, DatabaseProvider provider, string connection, CancellationToken stop)
    {
        var starts = new List<long>();
        for (var start = 0; start < Counts; start++)
        {
            await using var node = SiteProcess.Start(site, ("Database:Provider", provider.ToString()), ("ConnectionStrings:HydraX", connection));
            var line = await node.Writes("Boards counted: 1000000 members in ", stop);
            starts.Add(TimeSpan.FromMilliseconds(long.Parse(CountedIn().Match(line).Groups[1].Value, CultureInfo.InvariantCulture)).Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond);
        }
        var counted = Durations.From([.. starts], Stopwatch.GetElapsedTime(0, starts.Sum()));
        report.Row($"{provider}: a starting node counts the five boards", Report.Time(counted.Longest), "< 2 s", counted.Longest.TotalSeconds < 2, $"median {Report.Time(counted.Median)}");
    }

    [GeneratedRegex(@"Boards counted: \d+ members in (\d+) ms")]
    private static partial Regex CountedIn();

    private static async Task Freshness(Report report, string what, Domain shows, Domain awards, CancellationToken stop)
    {
        var follower = shows.Get<IEnumerable<IHostedService>>().OfType<BoardFollower>().Single();
        await follower.StartAsync(stop);
        follower.Begin();
        var trade = Stopwatch.GetTimestamp();
        var seen = await Durations.Of(Awards, 1, async award => await AwardAndSee(shows, awards, 1 + award * 3_331L % Members, trade + award, stop));
        await follower.StopAsync(stop);
        report.Row(what, Report.Spread(seen), "< 1 s", seen.Longest.TotalSeconds < 1, $"longest {Report.Time(seen.Longest)}");
    }

    private static async Task AwardAndSee(Domain shows, Domain awards, long user, long trade, CancellationToken stop)
    {
        var board = (await shows.Get<BoardFeed>().Today(stop))[BoardPeriod.All];
        var before = board.Find(user)!.Value.Score;
        await awards.Get<Progression>().AwardXp(new(user, XpSource.TradeWin, trade), stop);
        while (board.Find(user)!.Value.Score == before) await Task.Delay(1, stop);
    }

    // As a database stands that had time for its own housekeeping: fresh from a bulk load, the first reader of PostgreSQL writes every page, one of SQLite looks for
    // each in a log as large as the database, and the disk is busy with what was loaded.
    private static Task Settle(Domain domain, CancellationToken stop) => domain.Data.Read(async db =>
    {
        await db.Database.OpenConnectionAsync(stop);
        string[] housekeeping = domain.Data.Dialect.Provider == DatabaseProvider.PostgreSql ? ["VACUUM ANALYZE", "CHECKPOINT"] : ["PRAGMA wal_checkpoint(TRUNCATE)"];
        foreach (var statement in housekeeping)
        {
            await using var command = Sql.Command(db, statement);
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync(stop);
        }
        return true;
    }, stop);

    // One that runs: it cannot be planned for a day that has begun.
    private static async Task Season(Domain domain, CancellationToken stop)
    {
        await domain.Data.Run(async work =>
        {
            var from = XpPeriods.EarliestOf(UtcDay.Of(work.At), SeasonList.None).Date;
            work.Db.Add(new Season { Name = "Measured", StartsOn = from, EndsOn = from.AddDays(60), Revision = 1, CreatedAt = work.At });
            (await work.Db.Set<CalendarHead>().SingleAsync(stop)).Revision++;
        }, stop);
        await domain.Get<XpCalendar>().Refresh(stop);
    }

    // Lines and sums as the ledger would have written them, each profile once: a table of which every row was written anew at a stroke, twice, is three times as large as awards leave it.
    private static Task Earn(Domain domain, CancellationToken stop) => domain.Data.Run(async work =>
    {
        var today = UtcDay.Of(work.At);
        (UtcDay Day, string Xp)[] earned = [(XpPeriods.EarliestOf(today, SeasonList.None), "100 + user_id % 900"), (today, "50")];
        var balance = "xp_balance";
        foreach (var (day, xp) in earned)
        {
            balance += $" + {xp}";
            await work.Execute(
                "INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, multipliers, reward_key, utc_day, created_at) " +
                $"SELECT user_id, {xp}, {balance}, {xp}, 'admin_grant', '[]', @p0, @p1, @p2 FROM user_profiles ORDER BY user_id * 7919 % {Members + 1}",
                $"admin_grant:{day}", work.Dialect.Date(day), work.Dialect.Instant(day.Start));
        }
        string Of(Func<UtcDay, bool> counts) => string.Join(" + ", earned.Where(line => counts(line.Day)).Select(line => line.Xp));
        await work.Execute($"""
            UPDATE user_profiles SET xp_balance = {balance}, total_xp = total_xp + {Of(_ => true)}, real_total_xp = real_total_xp + {Of(_ => true)}, xp_earned_at = @p0,
                xp_of_season = {Of(_ => true)}, xp_of_day = {Of(day => day == today)}, xp_of_week = {Of(day => day >= today.Monday)}, xp_of_month = {Of(day => day >= today.FirstOfMonth)}
            """, work.Dialect.Instant(today.Start));
    }, stop);
}
