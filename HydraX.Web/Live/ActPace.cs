using HydraX.Web.Hosting.Limits;
using HydraX.Web.Telegram.Sending;

namespace HydraX.Web.Live;

/// <summary>
/// How fast somebody may act in their open pages, whose requests no other limit sees: so many at once (<c>Limits:ActsAtOnce</c>), then so many a second
/// (<c>Limits:ActsPerSecond</c>). What is beyond waits for its turn, in order, and is not lost.
/// </summary>
public sealed class ActPace(LimitOptions limits, TimeProvider machine)
{
    private readonly Lock gate = new();
    private TokenBucket bucket = TokenBucket.Full(limits.ActsAtOnce, limits.ActsPerSecond, machine.GetUtcNow());

    /// <summary>Whether everything has come back: nothing is forgotten with it.</summary>
    public bool IsRested
    {
        get
        {
            lock (gate) return bucket.Until(machine.GetUtcNow()).IsFull;
        }
    }

    /// <summary>Counts an act. How long it waits for its turn; null, and uncounted, where as many wait as may come at once: nobody's hands do that.</summary>
    public TimeSpan? Take()
    {
        lock (gate)
        {
            bucket = bucket.Until(machine.GetUtcNow());
            if (bucket.Permits <= -limits.ActsAtOnce) return null;
            var wait = bucket.Wait;
            bucket = bucket.Take();
            return wait;
        }
    }
}
