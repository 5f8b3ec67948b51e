using System.Collections.Concurrent;
using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>What decides whether a session of a member still holds.</summary>
/// <param name="Username">The name shown.</param>
/// <param name="Stamp">The security stamp; a session that carries another is over.</param>
/// <param name="IsActive">False while suspended: no session holds.</param>
/// <param name="SuspendedReason">Why, for the person.</param>
public sealed record SignInState(string Username, string? Stamp, bool IsActive, string? SuspendedReason)
{
    /// <summary>Whether a session that carries this stamp holds.</summary>
    public bool Admits(string? stamp) => IsActive && stamp is not null && stamp == Stamp;
}

/// <summary>What open pages of a member have to know.</summary>
/// <param name="State">Whether their session holds.</param>
/// <param name="UserAt">When the row of <c>users</c> last changed.</param>
/// <param name="ProfileAt">When the row of <c>user_profiles</c> last changed.</param>
public sealed record MemberPulse(SignInState State, DateTimeOffset UserAt, DateTimeOffset ProfileAt)
{
    /// <summary>Whether something was written between the other look and this one.</summary>
    public bool HasChangedSince(MemberPulse before) => (UserAt, ProfileAt) != (before.UserAt, before.ProfileAt);

    /// <summary>Whether something was written since an instant of the domain.</summary>
    public bool HasChangedSince(DateTimeOffset at) => UserAt >= at || ProfileAt >= at;
}

/// <summary>
/// Who may be signed in, cheap enough to be asked at every request: what was read is good for a moment, and a change made on this node is seen at
/// once, one made on another when the moment is over.
/// </summary>
public sealed class SignIns(HydraXData data, TimeProvider machine)
{
    /// <summary>How long what was read is good for.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    // A few hundred bytes each: what many members left behind is cleared, never what one moment needs.
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<long, (SignInState? State, long ReadAt)> known = new();
    private long ends;

    /// <summary>Raised after a member's sessions have ended on this node: suspended, stamped anew, signed out everywhere.</summary>
    public event Action<long>? Ended;

    /// <summary>Where a member stands; null for an unknown one.</summary>
    public async ValueTask<SignInState?> Of(long userId, CancellationToken stop = default)
    {
        if (known.TryGetValue(userId, out var kept) && machine.GetElapsedTime(kept.ReadAt) < Moment) return kept.State;
        var (readAt, before) = (machine.GetTimestamp(), Interlocked.Read(ref ends));
        var state = await data.Read(db => db.Users.Where(u => u.Id == userId).Select(u => new SignInState(u.UserName!, u.SecurityStamp, u.IsActive, u.SuspendedReason)).FirstOrDefaultAsync(stop), stop);
        if (known.Count >= MostKept) known.Clear();
        // Where sessions ended while we read, what was read may be from before: the next one reads again.
        known[userId] = (state, readAt);
        if (Interlocked.Read(ref ends) != before) known.TryRemove(userId, out _);
        return state;
    }

    /// <summary>Where these members stand now, asked in one go; those that are unknown are missing.</summary>
    public Task<Dictionary<long, MemberPulse>> Pulses(IReadOnlyCollection<long> userIds, CancellationToken stop = default) => data.Read(async db =>
    {
        var rows = await db.Users.Where(u => userIds.Contains(u.Id))
            .Select(u => new { u.Id, u.UserName, u.SecurityStamp, u.IsActive, u.SuspendedReason, u.UpdatedAt, ProfileAt = u.Profile!.UpdatedAt }).ToListAsync(stop);
        return rows.ToDictionary(r => r.Id, r => new MemberPulse(new(r.UserName!, r.SecurityStamp, r.IsActive, r.SuspendedReason), r.UpdatedAt, r.ProfileAt));
    }, stop);

    /// <summary>Says that a member's sessions are over, or their stamp is another. Call it once the change is committed.</summary>
    public void End(long userId)
    {
        Interlocked.Increment(ref ends);
        known.TryRemove(userId, out _);
        Ended?.Invoke(userId);
    }

    /// <summary>Ends all sessions of a member once the work is committed, by a fresh security stamp.</summary>
    internal async Task EndAll(Work work, long userId)
    {
        var stamp = UserDirectory.NewStamp();
        await work.Db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, stamp), work.Stop);
        work.AfterCommit(() => End(userId));
    }
}
