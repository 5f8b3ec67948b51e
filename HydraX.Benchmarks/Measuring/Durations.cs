using System.Diagnostics;

namespace HydraX.Benchmarks.Measuring;

/// <summary>How long each operation of a run took, and how long the whole run took.</summary>
internal sealed class Durations
{
    private readonly long[] sorted;

    private Durations(long[] ticks, TimeSpan whole)
    {
        Array.Sort(ticks);
        sorted = ticks;
        Whole = whole;
    }

    public TimeSpan Whole { get; }

    public int Count => sorted.Length;

    public double PerSecond => Count / Whole.TotalSeconds;

    public TimeSpan Median => At(0.5);

    public TimeSpan P99 => At(0.99);

    public TimeSpan Longest => At(1);

    /// <summary>One operation after another on this thread; the operation is told its number.</summary>
    public static Durations Of(int operations, Action<int> operation)
    {
        var ticks = new long[operations];
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < operations; i++)
        {
            var start = Stopwatch.GetTimestamp();
            operation(i);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }
        return new Durations(ticks, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>A fixed number of operations, <paramref name="atOnce"/> of them under way at any moment.</summary>
    public static async Task<Durations> Of(int operations, int atOnce, Func<int, Task> operation)
    {
        var ticks = new long[operations];
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < operations;)
            {
                var start = Stopwatch.GetTimestamp();
                await operation(i);
                ticks[i] = Stopwatch.GetTimestamp() - start;
            }
        })));
        return new Durations(ticks, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>What was measured elsewhere, in ticks of <see cref="Stopwatch"/>.</summary>
    public static Durations From(long[] ticks, TimeSpan whole) => new(ticks, whole);

    /// <summary>Several runs of the same operation, taken as one.</summary>
    public static Durations Together(IReadOnlyCollection<Durations> runs) =>
        new([.. runs.SelectMany(run => run.sorted)], runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Whole));

    // Nearest rank: the smallest duration that at least this part of all operations did not exceed.
    private TimeSpan At(double part)
    {
        var rank = Math.Max(1, (int)Math.Ceiling(part * sorted.Length));
        return Stopwatch.GetElapsedTime(0, sorted[rank - 1]);
    }
}
