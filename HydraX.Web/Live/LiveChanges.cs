using System.Collections.Concurrent;
using HydraX.Core.Progress;
using HydraX.Core.Xp;

namespace HydraX.Web.Live;

/// <summary>
/// "Something changed for member X", to whatever shows something of X: at once, then at most four times a second, so that a burst of awards costs
/// one redraw. It carries no data; whoever is told asks again.
/// </summary>
public sealed class LiveChanges(TimeProvider machine, ILogger<LiveChanges> log) : IProgressFeed
{
    /// <summary>The least time between two calls about one member.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<long, LiveTopic> topics = new();
    private readonly Lock coming = new();

    /// <summary>Calls back, on a thread of the pool, when something changes for the member, until what is returned is disposed.</summary>
    public IDisposable Subscribe(long userId, Action changed)
    {
        lock (coming) topics.GetOrAdd(userId, _ => new(machine, log)).Add(changed);
        return new Subscription(() => Leave(userId, changed));
    }

    /// <summary>Something changed for the member. Cheap when nobody looks.</summary>
    public void Changed(long userId)
    {
        if (topics.TryGetValue(userId, out var topic)) topic.Ring();
    }

    /// <inheritdoc/>
    public void Posted(IReadOnlyList<XpPosted> lines)
    {
        foreach (var line in lines) Changed(line.UserId);
    }

    private void Leave(long userId, Action changed)
    {
        lock (coming)
            if (topics.TryGetValue(userId, out var topic) && topic.Remove(changed)) topics.TryRemove(userId, out _);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
