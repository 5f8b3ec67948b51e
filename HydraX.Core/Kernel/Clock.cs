namespace HydraX.Core.Kernel;

/// <summary>
/// The clock of the domain: what rules ask for the day and the hour. In rehearsal an admin moves it forward; leases, back-off, cookies and
/// signature ages stay on the machine's <see cref="TimeProvider"/>, which is a different service on purpose.
/// </summary>
/// <remarks>Instants are cut to microseconds, the finest that every database keeps.</remarks>
public sealed class Clock(TimeProvider machine) : TimeProvider
{
    private long offsetTicks;

    /// <summary>How far the domain runs ahead of the machine.</summary>
    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref offsetTicks));
        private set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    /// <summary>Today, in UTC.</summary>
    public UtcDay Today => UtcDay.Of(GetUtcNow());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Cut(machine.GetUtcNow() + Offset);

    /// <summary>Moves the clock to a later instant; it runs on from there. Moving back is a bug and throws.</summary>
    public void MoveTo(DateTimeOffset to)
    {
        var ahead = to - machine.GetUtcNow();
        if (ahead < Offset) throw new ArgumentOutOfRangeException(nameof(to), to, "The clock only moves forward.");
        Offset = ahead;
    }

    /// <summary>An instant in UTC, cut to whole microseconds.</summary>
    public static DateTimeOffset Cut(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
