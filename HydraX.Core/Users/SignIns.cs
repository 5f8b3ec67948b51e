using System.Collections.Concurrent;
using HydraX.Core.Data;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>What decides whether a session of a member still holds.</summary>
/// <param name="Username">The name shown.</param>
/// <param name="IsActive">False while suspended: no session holds.</param>
/// <param name="SuspendedReason">Why, for the person.</param>
/// <param name="Roles">The roles that the member has now, in order.</param>
/// <param name="Sessions">The sessions that nobody has ended.</param>
public sealed record SignInState(string Username, bool IsActive, string? SuspendedReason, IReadOnlyList<string> Roles, IReadOnlyList<LiveSession> Sessions)
{
    /// <summary>The session that a browser's cookie carries, if it holds.</summary>
    /// <param name="token">What the cookie carries.</param>
    /// <param name="now">By the machine's clock.</param>
    public LiveSession? Find(string? token, DateTimeOffset now)
    {
        if (!IsActive || token is null) return null;
        var hash = SessionRules.HashOf(token);
        return Sessions.FirstOrDefault(s => s.TokenHash == hash && s.Holds(now));
    }
}

/// <summary>What open pages of a member have to know.</summary>
/// <param name="UserId">Who.</param>
/// <param name="State">Whether their session holds.</param>
/// <param name="UserAt">When the row of <c>users</c> last changed.</param>
/// <param name="ProfileAt">When the row of <c>user_profiles</c> last changed.</param>
public sealed record MemberPulse(long UserId, SignInState State, DateTimeOffset UserAt, DateTimeOffset ProfileAt)
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

    /// <summary>Raised after sessions of a member have ended on this node: all of them, or with a token's hash that one.</summary>
    public event Action<long, string?>? Ended;

    /// <summary>Where a member stands; null for an unknown one.</summary>
    public async ValueTask<SignInState?> Of(long userId, CancellationToken stop = default)
    {
        if (known.TryGetValue(userId, out var kept) && machine.GetElapsedTime(kept.ReadAt) < Moment) return kept.State;
        var (readAt, before) = (machine.GetTimestamp(), Interlocked.Read(ref ends));
        var pulse = await data.Read(db => States(db, db.Users.Where(u => u.Id == userId)).FirstOrDefaultAsync(stop), stop);
        var state = pulse?.State;
        if (known.Count >= MostKept) known.Clear();
        // Where sessions ended while we read, what was read may be from before: the next one reads again.
        known[userId] = (state, readAt);
        if (Interlocked.Read(ref ends) != before) known.TryRemove(userId, out _);
        return state;
    }

    /// <summary>Whether the member of a session has proved lately who they are. It is asked of the session itself, since pages stay open for long.</summary>
    public async ValueTask<bool> IsProvenLately(long userId, string? token, DateTimeOffset now, CancellationToken stop = default) =>
        (await Of(userId, stop))?.Find(token, now)?.IsFresh(now) == true;

    /// <summary>Where these members stand now, asked in one go; those that are unknown are missing.</summary>
    public Task<Dictionary<long, MemberPulse>> Pulses(IReadOnlyCollection<long> userIds, CancellationToken stop = default) => data.Read(async db =>
    {
        var rows = await States(db, db.Users.Where(u => userIds.Contains(u.Id))).ToListAsync(stop);
        return rows.ToDictionary(r => r.UserId);
    }, stop);

    /// <summary>Says that sessions of a member are over: all, or one. Call it once the change is committed.</summary>
    public void End(long userId, string? tokenHash = null)
    {
        Forget(userId);
        Ended?.Invoke(userId, tokenHash);
    }

    /// <summary>Has the next look read anew, because something about a member's sessions was written.</summary>
    internal void Forget(long userId)
    {
        Interlocked.Increment(ref ends);
        known.TryRemove(userId, out _);
    }

    private static IQueryable<MemberPulse> States(HydraXDb db, IQueryable<User> users) => users.Select(u => new MemberPulse(
        u.Id,
        new SignInState(u.UserName!, u.IsActive, u.SuspendedReason,
            db.UserRoles.Where(r => r.UserId == u.Id).OrderBy(r => r.RoleId).Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            db.Sessions.Where(s => s.UserId == u.Id && s.EndedAt == null)
                .Select(s => new LiveSession(s.TokenHash, s.LastUsedAt, s.IdleMinutes, s.EndsAt, s.ConfirmedAt, s.SecondFactorAt)).ToList()),
        u.UpdatedAt, u.Profile!.UpdatedAt)).AsSingleQuery();
}
