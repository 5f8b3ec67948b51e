namespace HydraX.Core.Messaging;

/// <summary>How long to wait before another try, and when to stop trying.</summary>
public static class RetryRules
{
    /// <summary>Tries of a received message before it goes to the dead letters.</summary>
    public const int InboxTries = 5;

    /// <summary>Tries of a message to be sent before it goes to the dead letters: with the waits below about an hour and a half.</summary>
    public const int OutboxTries = 12;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>The wait after so many failed tries of a received message; null when that was the last. Short, since its chat waits with it.</summary>
    public static TimeSpan? AfterReceiving(int attempts) => attempts switch
    {
        >= InboxTries => null,
        1 => TimeSpan.FromMilliseconds(500),
        2 => TimeSpan.FromSeconds(2),
        3 => TimeSpan.FromSeconds(5),
        _ => TimeSpan.FromSeconds(10),
    };

    /// <summary>The wait after so many failed tries to send; null when that was the last. Doubles from 2 s, and is spread by <paramref name="jitter"/> (0 to 1).</summary>
    public static TimeSpan? AfterSending(int attempts, double jitter)
    {
        if (attempts >= OutboxTries) return null;
        var wait = Math.Min(LongestWait.TotalSeconds, Math.Pow(2, attempts));
        return TimeSpan.FromSeconds(wait * (0.75 + 0.5 * jitter));
    }
}
