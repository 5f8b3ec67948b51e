using System.Threading.RateLimiting;
using HydraX.Core.Abuse;
using HydraX.Core.Kernel;
using HydraX.Web.Hosting.Limits;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account;

/// <summary>How often accounts may be tried from one network address, and one mail address be written to. Each node counts for itself, within a bound.</summary>
public sealed class AccountPace : IDisposable
{
    /// <summary>What is said to somebody who is too fast.</summary>
    public const string TooFast = "Too many tries from your address. Wait a minute, then try again.";

    /// <summary>Wrong tries after which an account rests, and for how long.</summary>
    public const int WrongTries = 5;

    /// <summary>How long it rests.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    // Hashing a password costs a processor a tenth of a second, so this is a limit on cost as well as on guessing.
    private readonly PartitionedRateLimiter<string> tries;
    private readonly PartitionedRateLimiter<string> mails = Limiter(4, TimeSpan.FromMinutes(15));
    private readonly PartitionedRateLimiter<string> atHome = Limiter(WrongTries, Rest);
    private readonly TimeProvider machine;

    private readonly Lock gate = new();
    private readonly Tally wrong = new(Rest);
    private readonly Dictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);

    /// <summary>Takes the figures from the settings.</summary>
    public AccountPace(IOptions<LimitOptions> options, TimeProvider machine)
    {
        this.machine = machine;
        tries = Limiter(options.Value.TriesPerMinute, TimeSpan.FromMinutes(1));
    }

    /// <summary>Whether whoever asks may try to sign in, register or set a password now.</summary>
    public bool MayTry(HttpContext http) => Takes(tries, Networks.Party(http.Connection.RemoteIpAddress));

    /// <summary>Whether this mail address may be written to now.</summary>
    public bool MayMail(string email) => Takes(mails, email.ToUpperInvariant());

    /// <summary>
    /// Whether a password may be tried although the account rests: from a network where its member has been signed in. So nobody shuts a member out for longer than they
    /// care to try, and whoever shares the network guesses no faster than the account itself would let them.
    /// </summary>
    public bool MayTryAtHome(long userId, string network) => Takes(atHome, $"{userId} {network}");

    /// <summary>
    /// Whether what was typed rests. Accounts count wrong tries in their rows; this does the same for addresses without an account and for those not confirmed, so that
    /// they answer as one that rests does, as fast and as cheaply.
    /// </summary>
    public bool Rests(string email)
    {
        lock (gate) return resting.TryGetValue(email.ToUpperInvariant(), out var until) && machine.GetUtcNow() < until;
    }

    /// <summary>Counts a wrong try of such an address.</summary>
    public void NoteWrong(string email)
    {
        var (key, now) = (email.ToUpperInvariant(), machine.GetUtcNow());
        lock (gate)
        {
            if (wrong.Note(key, "", now).Times < WrongTries) return;
            wrong.Clear(key);
            if (resting.Count >= MostResting) ForgetRested(now);
            resting[key] = now + Rest;
        }
    }

    /// <summary>Lets go of the counters.</summary>
    public void Dispose()
    {
        tries.Dispose();
        mails.Dispose();
        atHome.Dispose();
    }

    private const int MostResting = 10_000;

    private void ForgetRested(DateTimeOffset now)
    {
        foreach (var (key, _) in resting.Where(one => one.Value <= now).ToList()) resting.Remove(key);
        if (resting.Count >= MostResting) resting.Clear();
    }

    private static bool Takes(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, int>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(RequestLimits.SlotOf(key), _ => new() { PermitLimit = permits, Window = window, SegmentsPerWindow = 4 }));
}
