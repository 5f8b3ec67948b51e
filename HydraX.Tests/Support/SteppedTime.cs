namespace HydraX.Tests.Support;

/// <summary>A machine clock whose timers fire only when a test advances it.</summary>
public sealed class SteppedTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = TestTime.Noon;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = new Timer(this, now + dueTime, () => callback(state));
            timers.Add(timer);
            return timer;
        }
    }

    /// <summary>Moves on and fires what falls due.</summary>
    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(t => t.DueAt <= now)];
            timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due) timer.Fire();
    }

    private void Forget(Timer timer)
    {
        lock (gate) timers.Remove(timer);
    }

    private sealed class Timer(SteppedTime owner, DateTimeOffset dueAt, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; } = dueAt;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("These timers fire once.");

        public void Dispose() => owner.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
