using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Web.Hosting.Limits;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account;

/// <summary>How often accounts may be tried from one network address, and one mail address be written to. Each node counts for itself, within a bound.</summary>
public sealed class AccountPace : IDisposable
{
    /// <summary>What is said to somebody who is too fast.</summary>
    public const string TooFast = "Too many tries from your address. Wait a minute, then try again.";

    // Hashing a password costs a processor a tenth of a second, so this is a limit on cost as well as on guessing.
    private readonly PartitionedRateLimiter<string> tries;
    private readonly PartitionedRateLimiter<string> mails = Limiter(4, TimeSpan.FromMinutes(15));
    private readonly PartitionedRateLimiter<string> atHome = Limiter(TryRules.Most, TryRules.Rest);
    private readonly TimeProvider machine;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Until)> tried = new(StringComparer.Ordinal);

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
    /// Takes a try of what was typed, before anything is looked at; false while it rests. Accounts count theirs in their rows (<see cref="PasswordTries"/>); this does the
    /// same for addresses without an account, for those not confirmed and for accounts without a password, so that they answer alike, as fast and as cheaply.
    /// </summary>
    public bool TakeTry(string email)
    {
        var (key, now) = (Key(email), machine.GetUtcNow());
        lock (gate)
        {
            var (count, until) = tried.GetValueOrDefault(key);
            if (TryRules.Rests(count, until, now)) return false;
            if (tried.Count >= MostTried) MakeRoom(now);
            tried[key] = (TryRules.Next(count, until, now), now + TryRules.Rest);
            return true;
        }
    }

    /// <summary>Forgets the tries of what was typed: the password was right.</summary>
    public void Forgive(string email)
    {
        lock (gate) tried.Remove(Key(email));
    }

    /// <summary>Lets go of the counters.</summary>
    public void Dispose()
    {
        tries.Dispose();
        mails.Dispose();
        atHome.Dispose();
    }

    private const int MostTried = 10_000;

    // As Identity compares addresses, or what is none would have a try for each spelling; and as short for whatever is typed.
    private static string Key(string email) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(email.Normalize().ToUpperInvariant())));

    // What is over goes, and where that is not enough those that were quiet for longest.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, _) in tried.Where(one => one.Value.Until <= now).ToList()) tried.Remove(key);
        if (tried.Count < MostTried) return;
        foreach (var (key, _) in tried.OrderBy(one => one.Value.Until).Take(MostTried / 4).ToList()) tried.Remove(key);
    }

    private static bool Takes(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, int>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(RequestLimits.SlotOf(key), _ => new() { PermitLimit = permits, Window = window, SegmentsPerWindow = 4 }));
}
