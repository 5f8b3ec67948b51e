namespace HydraX.Web.Telegram.Sending;

/// <summary>A rate with bursts: up to <paramref name="Capacity"/> at once, then <paramref name="PerSecond"/>. Pure: the caller says what time it is.</summary>
/// <param name="Capacity">The most permits that can be saved up.</param>
/// <param name="PerSecond">Permits that come back in a second.</param>
/// <param name="Permits">Permits there at <paramref name="At"/>.</param>
/// <param name="At">When that was.</param>
public readonly record struct TokenBucket(double Capacity, double PerSecond, double Permits, DateTimeOffset At)
{
    // Sums of fractions miss a whole permit by less than this.
    private const double Tolerance = 1e-6;

    /// <summary>A bucket from which nothing has been taken.</summary>
    public static TokenBucket Full(double capacity, double perSecond, DateTimeOffset at) => new(capacity, perSecond, capacity, at);

    /// <summary>The same bucket at a later time. A clock that was put back gives nothing and takes nothing.</summary>
    public TokenBucket Until(DateTimeOffset at) => this with
    {
        Permits = Math.Min(Capacity, Permits + PerSecond * Math.Max(0, (at - At).TotalSeconds)),
        At = at,
    };

    /// <summary>Whether everything that was taken has come back.</summary>
    public bool IsFull => Permits >= Capacity - Tolerance;

    /// <summary>How long until there is a permit; zero when there is one.</summary>
    public TimeSpan Wait => Permits >= 1 - Tolerance ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - Permits) / PerSecond);

    /// <summary>One permit less.</summary>
    public TokenBucket Take() => this with { Permits = Permits - 1 };
}
