using System.Collections.Concurrent;

namespace HydraX.Tests.Support;

/// <summary>A machine clock that stands still until a test moves it. Timers run on the real clock, so that waiting code still wakes.</summary>
public sealed class TestTime(DateTimeOffset now) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = [];

    /// <summary>Thursday 19 November 2026, 12:00 UTC: no weekend, no edge.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 19, 12, 0, 0, TimeSpan.Zero);

    private long ticks = now.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref ticks, value.UtcTicks);
    }

    /// <summary>How long code has asked to wait so far, each time.</summary>
    public IEnumerable<TimeSpan> Waits => waits;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Moves on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    /// <summary>Moves to a time of the present UTC day.</summary>
    public void At(int hour, int minute = 0, int second = 0) => Now = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero) + new TimeSpan(hour, minute, second);

    /// <summary>Moves to the next midnight.</summary>
    public void Midnight() => Now = new DateTimeOffset(Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
