using System.Collections.Concurrent;
using System.Threading.Channels;
using HydraX.Core.Users.Sessions;

namespace HydraX.Core.Abuse;

/// <summary>Something that happened at a door, for the rules to look at.</summary>
/// <param name="Address">The network address, if known. It goes no further than the rules, which keep a keyed hash or a coarse network.</param>
public abstract record AbuseSignal(string? Address);

/// <summary>A member came in, or was seen again in a session.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Address">From where.</param>
/// <param name="UserAgent">What the browser says of itself.</param>
/// <param name="Place">The country, as a trusted proxy says it.</param>
/// <param name="IsEntry">Whether they registered or signed in.</param>
public sealed record MemberSeen(long UserId, string? Address, string? UserAgent, string? Place, bool IsEntry) : AbuseSignal(Address);

/// <summary>A sign-in, a code or a password asked for again was wrong.</summary>
/// <param name="UserId">The account; null if there is none of what was typed.</param>
/// <param name="Typed">What was typed as the account, to count by; it is kept nowhere.</param>
/// <param name="Address">From where.</param>
public sealed record EntryFailed(long? UserId, string? Typed, string? Address) : AbuseSignal(Address);

/// <summary>An API key was used.</summary>
/// <param name="ApiKeyId">Which.</param>
/// <param name="PublicId">The part of it that may be shown.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Address">From where.</param>
public sealed record KeyUsed(long ApiKeyId, string PublicId, long UserId, string? Address) : AbuseSignal(Address);

/// <summary>
/// Where doors leave what happened. They never wait for the rules: signals lie in this node's memory until they are looked at, and where more come than that holds,
/// the oldest are let go. One that is lost with the process costs a hint, nothing else.
/// </summary>
public sealed class AbuseSignals(TimeProvider machine)
{
    /// <summary>Signals that wait at most.</summary>
    public const int Most = 10_000;

    /// <summary>How often the use of one key from one network is looked at.</summary>
    public static readonly TimeSpan UseCountedEvery = TimeSpan.FromMinutes(10);

    private readonly Channel<AbuseSignal> waiting = Channel.CreateBounded<AbuseSignal>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly ConcurrentDictionary<(long Key, string? Network), long> counted = new();

    /// <summary>What waits, for the one that looks at it.</summary>
    public ChannelReader<AbuseSignal> Waiting => waiting.Reader;

    /// <summary>Leaves a signal. Keys are used many times a second; most of those say nothing new.</summary>
    public void Tell(AbuseSignal signal)
    {
        if (signal is KeyUsed used && !IsNew(used)) return;
        waiting.Writer.TryWrite(signal);
    }

    private bool IsNew(KeyUsed used)
    {
        var (which, now) = ((used.ApiKeyId, SessionRules.Coarse(used.Address)), machine.GetTimestamp());
        if (counted.TryGetValue(which, out var last) && machine.GetElapsedTime(last, now) < UseCountedEvery) return false;
        if (counted.Count >= Most) counted.Clear();
        counted[which] = now;
        return true;
    }
}
