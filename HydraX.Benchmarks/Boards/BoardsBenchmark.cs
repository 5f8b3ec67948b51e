using System.Diagnostics;
using HydraX.Benchmarks.Measuring;
using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Benchmarks.Boards;

/// <summary>
/// A board of a million members: top 50 and own place ± 5, built, held, changed and read, beside Redis's sorted set with
/// the same members and scores.
/// </summary>
internal sealed class BoardsBenchmark : IBenchmark
{
    private const int Members = 1_000_000;
    private const int TopRows = 50;
    private const int Around = 5;
    private const int Rounds = 7;
    private const int OurReads = 200_000;
    private const int RedisReads = 10_000;

    public string Name => "boards";

    public string About => $"Leaderboard of {Members:N0} members: top {TopRows} and own place ± {Around}";

    public async Task Run(Report report, CancellationToken stop)
    {
        var standings = Standings();
        var board = BuildAndWeigh(report, standings);
        ReadQuietly(report, board);
        ReadAfterChangesAtTheTop(report, board);
        await ReadWhileChanging(report, board);
        Change(report, board);

        await using var redis = await RedisServer.Start(stop);
        if (redis is null)
        {
            report.Note("redis-server and redis-benchmark are not installed (Debian: `apt-get install redis-server redis-tools`): nothing was compared.");
            return;
        }
        board = Built(standings);
        await CompareByConnection(report, board, redis, standings);
        await CompareByRedisBenchmark(report, board, redis, stop);
        report.Note("""
            Ours is a call in the process, by one thread: one consistent picture of the first 50 rows with shared places, and the member's row with five
            neighbours on each side, out of memory that no other node sees; the first rows are remembered until one of them changes. Redis is another
            process behind a loopback socket with the same members and scores; it is asked for ZREVRANK and ZREVRANGE 0 49 WITHSCORES only: no
            neighbours, no shared places, ties by name instead of time. "One connection" is a bare socket client in this process that sends both commands
            in one write and reads the answers without making objects of them. "50 connections" is redis-benchmark without pipelining, each command by
            itself; the rate of both together is 1 ÷ (1 ÷ a + 1 ÷ b). Most of what Redis takes is the way there and back: that is what keeping the board
            in the process saves, and each node pays for it with its own copy.
            """);
    }

    private static RankedBoard BuildAndWeigh(Report report, List<Standing> standings)
    {
        RankedBoard? board = null;
        var builds = Durations.Of(5, _ => board = Built(standings));
        board = null;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        board = Built(standings);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Members;
        report.Row("built from standings in memory", Report.Time(builds.Median), "< 2 s", builds.Median.TotalSeconds < 2);
        report.Row("memory, just built", $"{Report.Number(bytes)} bytes a member", "< 30 bytes", bytes < 30);

        var random = new Random(2);
        for (var change = 0; change < 2 * Members; change++) board.Add(random.Next(1, Members + 1), random.Next(1, 200), 10_000_000L + change);
        bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Members;
        report.Row($"memory, after {2 * Members:N0} awards", $"{Report.Number(bytes)} bytes a member", "< 30 bytes", bytes < 30);
        return board;
    }

    private static RankedBoard Built(List<Standing> standings)
    {
        var draft = new BoardDraft();
        foreach (var standing in standings) draft.Set(standing);
        return draft.Finish();
    }

    private static void ReadQuietly(Report report, RankedBoard board)
    {
        Read(board, OurReads);
        var reads = Read(board, OurReads);
        report.Row("read, nothing else going on", Report.Rate(reads), "median < 100 µs", reads.Median.TotalMicroseconds < 100);
    }

    // The first rows are remembered until one of them changes; this is what a reader pays who comes just after.
    private static void ReadAfterChangesAtTheTop(Report report, RankedBoard board)
    {
        var leader = board.Top(1)[0].Member;
        var both = Durations.Of(OurReads, change =>
        {
            board.Add(leader, 1, 9_500_000L + change);
            board.Slice(TopRows, 1 + change % Members, Around);
        });
        report.Row("an award to the leader and a read after it", Report.Rate(both), "median < 100 µs", both.Median.TotalMicroseconds < 100);
    }

    private static async Task ReadWhileChanging(Report report, RankedBoard board)
    {
        using var done = new CancellationTokenSource();
        var writer = Task.Run(() => KeepAwarding(board, done.Token));
        var reads = Read(board, OurReads);
        await done.CancelAsync();
        var perSecond = await writer;
        report.Row($"read, while {Report.Number(perSecond)} awards a second change the board",
            Report.Rate(reads), "median < 100 µs", reads.Median.TotalMicroseconds < 100);
    }

    private static void Change(Report report, RankedBoard board)
    {
        var random = new Random(4);
        var changes = Durations.Of(OurReads, change => board.Add(random.Next(1, Members + 1), random.Next(1, 200), 20_000_000L + change));
        report.Row("one award put in its place", Report.Rate(changes));

        var seen = Durations.Of(OurReads, change =>
        {
            var member = random.Next(1, Members + 1);
            var score = board.Add(member, 1, 30_000_000L + change);
            if (board.RowOf(member)!.Value.Score != score) throw new InvalidOperationException("The board does not show what it was just told.");
        });
        report.Row("award until the place shows it (same node)", Report.Spread(seen), "< 1 s", seen.Longest.TotalSeconds < 1);
    }

    private static async Task CompareByConnection(Report report, RankedBoard board, RedisServer redis, List<Standing> standings)
    {
        using var connection = new RedisConnection(redis.Port);
        Load(connection, standings);
        var questions = Questions(connection);
        report.Row("against Redis, one connection: ZREVRANK + ZREVRANGE in one write",
            await Contest.Between(Rounds, () => Read(board, OurReads), () => Ask(connection, questions, neighbours: false)), atLeast: 10);

        var contest = await Contest.Between(Rounds, () => Read(board, OurReads), () => Ask(connection, questions, neighbours: true));
        report.Row("the same, and ± 5 by a second ZREVRANGE", Report.Rate(contest.Ours), Report.Rate(contest.Baseline), $"{Report.Number(contest.Ratio)} ×");
    }

    private static async Task CompareByRedisBenchmark(Report report, RankedBoard board, RedisServer redis, CancellationToken stop)
    {
        var ratios = new List<double>();
        var both = new List<double>();
        var reads = new List<Durations>();
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0) reads.Add(Read(board, OurReads));
            var rank = await redis.Rate(200_000, Members, ["ZREVRANK", "board", "__rand_int__"], stop);
            var range = await redis.Rate(100_000, Members, ["ZREVRANGE", "board", "0", $"{TopRows - 1}", "WITHSCORES"], stop);
            if (round % 2 == 1) reads.Add(Read(board, OurReads));
            both.Add(1 / (1 / rank + 1 / range));
            ratios.Add(reads[^1].PerSecond / both[^1]);
        }
        both.Sort();
        ratios.Sort();
        report.Row("against Redis, 50 connections by redis-benchmark", Report.Rate(Durations.Together(reads)), "≥ 10.0 ×", ratios[Rounds / 2] >= 10,
            $"{Report.Number(both[Rounds / 2])}/s", $"{Report.Number(ratios[Rounds / 2])} ×");
    }

    private static Durations Read(RankedBoard board, int reads)
    {
        var random = new Random(3);
        return Durations.Of(reads, _ =>
        {
            var slice = board.Slice(TopRows, random.Next(1, Members + 1), Around);
            if (slice.Top.Count != TopRows || slice.Own is null) throw new InvalidOperationException("The board lost rows.");
        });
    }

    private static double KeepAwarding(RankedBoard board, CancellationToken done)
    {
        var random = new Random(5);
        var began = Stopwatch.GetTimestamp();
        var awards = 0;
        while (!done.IsCancellationRequested) board.Add(random.Next(1, Members + 1), random.Next(1, 200), 15_000_000L + awards++);
        return awards / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Load(RedisConnection connection, List<Standing> standings)
    {
        foreach (var batch in standings.Chunk(1_000))
        {
            foreach (var standing in batch) connection.Write("ZADD", "board", $"{standing.Score}", RedisName(standing.Member));
            connection.Send();
            foreach (var _ in batch) connection.Receive();
        }
        connection.Write("ZCARD", "board").Send();
        if (connection.Receive() != Members) throw new InvalidOperationException("Redis did not take all members.");
    }

    /// <summary>Both commands in one write, made beforehand: only sending, waiting and reading is timed.</summary>
    private static byte[][] Questions(RedisConnection connection)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, RedisReads).Select(_ => connection
            .Write("ZREVRANK", "board", RedisName(random.Next(1, Members + 1)))
            .Write("ZREVRANGE", "board", "0", $"{TopRows - 1}", "WITHSCORES").Take())];
    }

    private static Durations Ask(RedisConnection connection, byte[][] questions, bool neighbours) => Durations.Of(questions.Length, i =>
    {
        connection.SendPrepared(questions[i]);
        var place = connection.Receive();
        if (connection.Receive() != 2 * TopRows) throw new InvalidOperationException("Redis lost rows.");
        if (!neighbours) return;
        connection.Write("ZREVRANGE", "board", $"{Math.Max(0, place - Around)}", $"{place + Around}", "WITHSCORES").Send();
        connection.Receive();
    });

    // redis-benchmark writes random members as twelve digits.
    private static string RedisName(long member) => $"{member:D12}";

    // Few with much, many with little, and therefore many ties: the shape of a real board.
    private static List<Standing> Standings()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(1, Members).Select(id => new Standing(id, 1 + (long)(-2_000 * Math.Log(1 - random.NextDouble())), random.Next(1, 9_000_000)))];
    }
}
