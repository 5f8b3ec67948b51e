namespace HydraX.Core.Abuse;

/// <summary>What has gathered under a key within its window.</summary>
/// <param name="Times">How often.</param>
/// <param name="Different">How many different ones.</param>
public readonly record struct Gathered(int Times, int Different);

/// <summary>
/// Counts what happens under a key within a window, in this node's memory and within a bound: where more keys come than fit, those that were quiet for longest
/// are forgotten. Not for two threads at once.
/// </summary>
/// <param name="window">Older ones do not count.</param>
/// <param name="most">Keys at most.</param>
public sealed class Tally(TimeSpan window, int most = 10_000)
{
    // A rule that is met takes what has gathered; one that is never asked must not grow either.
    private const int MostUnderOneKey = 1_000;

    private readonly Dictionary<string, Queue<(DateTimeOffset At, string What)>> kept = new(StringComparer.Ordinal);

    /// <summary>Keys that are kept.</summary>
    public int Keys => kept.Count;

    /// <summary>Counts one, and says what has gathered with it.</summary>
    public Gathered Note(string key, string what, DateTimeOffset at)
    {
        if (!kept.TryGetValue(key, out var under))
        {
            if (kept.Count >= most) MakeRoom(at);
            kept.Add(key, under = new());
        }
        under.Enqueue((at, what));
        while (under.Count > MostUnderOneKey || at - under.Peek().At >= window) under.Dequeue();
        return new(under.Count, under.Select(one => one.What).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Begins anew under a key.</summary>
    public void Clear(string key) => kept.Remove(key);

    private void MakeRoom(DateTimeOffset at)
    {
        foreach (var (key, _) in kept.Where(one => at - one.Value.Last().At >= window).ToList()) kept.Remove(key);
        if (kept.Count < most) return;
        foreach (var (key, _) in kept.OrderBy(one => one.Value.Last().At).Take(most / 4 + 1).ToList()) kept.Remove(key);
    }
}
