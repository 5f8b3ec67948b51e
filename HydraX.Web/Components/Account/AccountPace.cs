using System.Threading.RateLimiting;

namespace HydraX.Web.Components.Account;

/// <summary>How often accounts may be tried from one network address, and one mail address be written to. Each node counts for itself.</summary>
public sealed class AccountPace : IDisposable
{
    /// <summary>What is said to somebody who is too fast.</summary>
    public const string TooFast = "Too many tries from your address. Wait a minute, then try again.";

    // Hashing a password costs a processor a tenth of a second, so this is a limit on cost as well as on guessing.
    private readonly PartitionedRateLimiter<string> tries = Limiter(20, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<string> mails = Limiter(4, TimeSpan.FromMinutes(15));

    /// <summary>Whether whoever asks may try to sign in, register or set a password now.</summary>
    public bool MayTry(HttpContext http) => Takes(tries, http.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>Whether this mail address may be written to now.</summary>
    public bool MayMail(string email) => Takes(mails, email.ToUpperInvariant());

    /// <summary>Lets go of the counters.</summary>
    public void Dispose()
    {
        tries.Dispose();
        mails.Dispose();
    }

    private static bool Takes(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = permits, Window = window, SegmentsPerWindow = 4 }));
}
