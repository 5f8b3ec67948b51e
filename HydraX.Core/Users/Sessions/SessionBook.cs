using System.Security.Cryptography;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Users.Sessions;

/// <summary>Somebody who has proved who they are.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Method">How.</param>
/// <param name="HasSecondFactor">Whether a second factor was shown, or the one that was shown counts as two, as a passkey does.</param>
/// <param name="Stays">Whether the browser is to stay signed in.</param>
/// <param name="UserAgent">What the browser says of itself.</param>
/// <param name="Address">The network address.</param>
/// <param name="Stamp">The security stamp that the account had when the proof began; null for an account that was made this very moment. With another one since, the proof is void.</param>
/// <param name="ProvedAt">When they proved it, where that was earlier: what asks for a fresh proof counts from then. Null is now.</param>
public sealed record Proof(long UserId, SignInMethod Method, bool HasSecondFactor, bool Stays, string? UserAgent, string? Address, string? Stamp = null, DateTimeOffset? ProvedAt = null);

/// <summary>A session that has begun.</summary>
/// <param name="Token">What the browser's cookie carries; kept nowhere.</param>
/// <param name="EndsAt">When it is over in any case.</param>
public sealed record BegunSession(string Token, DateTimeOffset EndsAt);

/// <summary>A session as its member sees it.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Method">How it began.</param>
/// <param name="Device">Browser and system.</param>
/// <param name="Place">The network, coarse.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastUsedAt">When it was last used, to five minutes.</param>
/// <param name="EndsAt">When it ends, if it is not used before then.</param>
/// <param name="HasSecondFactor">Whether a second factor was shown.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SessionLine(long SessionId, SignInMethod Method, string Device, string? Place, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset EndsAt, bool HasSecondFactor, bool IsThis);

/// <summary>The door to sessions: they begin with a proof, are listed, and end at once, with their open pages.</summary>
public sealed class SessionBook(HydraXData data, SignIns signIns, AuditTrail audit, IOptions<SessionLimits> options, TimeProvider machine)
{
    /// <summary>Begins a session. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>sessions.void</c>.</summary>
    public async Task<Outcome<BegunSession>> Begin(Proof proof, CancellationToken stop = default)
    {
        var begun = await data.Run<Outcome<BegunSession>>(async work =>
        {
            if (await work.LockMember(proof.UserId) is not { } member) return Members.NoMember(proof.UserId);
            if (!member.IsActive) return Members.Suspended;
            if (proof.Stamp is not null && !await work.Db.Users.AnyAsync(u => u.Id == proof.UserId && u.SecurityStamp == proof.Stamp, work.Stop))
                return Problem.Of("sessions.void", "Your password or factors changed while you signed in. Sign in again.");
            var now = Clock.Cut(machine.GetUtcNow());
            await MakeRoom(work, proof.UserId, now);
            var staff = await work.IsStaff(proof.UserId);
            var (idle, most) = SessionRules.Limits(options.Value, staff, proof.Stays);
            var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
            work.Db.Add(new Session
            {
                UserId = proof.UserId,
                TokenHash = SessionRules.HashOf(token),
                Method = proof.Method,
                Device = SessionRules.Device(proof.UserAgent),
                Place = SessionRules.Coarse(proof.Address),
                CreatedAt = now,
                LastUsedAt = now,
                IdleMinutes = (int)idle.TotalMinutes,
                EndsAt = now + most,
                ConfirmedAt = proof.ProvedAt < now ? Clock.Cut(proof.ProvedAt.Value) : now,
                SecondFactorAt = proof.HasSecondFactor ? now : null,
            });
            return new BegunSession(token, now + most);
        }, stop);
        if (begun.Succeeded) signIns.Forget(proof.UserId);
        return begun;
    }

    /// <summary>The sessions of a member that hold now, the one last used first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="token">What the asking browser's cookie carries.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<SessionLine>> Of(long userId, string? token, CancellationToken stop = default)
    {
        var (now, mine) = (machine.GetUtcNow(), token is null ? null : SessionRules.HashOf(token));
        var rows = await data.Read(db => db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null).OrderByDescending(s => s.LastUsedAt).ToListAsync(stop), stop);
        return [.. rows.Select(s => (Row: s, Live: LiveSession.Of(s))).Where(s => s.Live.Holds(now))
            .Select(s => new SessionLine(s.Row.SessionId, s.Row.Method, s.Row.Device, s.Row.Place, s.Row.CreatedAt, s.Row.LastUsedAt, s.Live.EndsAt, s.Row.SecondFactorAt is not null, s.Row.TokenHash == mine))];
    }

    /// <summary>Whether a member has been signed in from a network (coarse, as sessions keep it) for as long as sessions are kept.</summary>
    public Task<bool> HasBeenAt(long userId, string place, CancellationToken stop = default) => data.Read(db => db.Sessions.AnyAsync(s => s.UserId == userId && s.Place == place, stop), stop);

    /// <summary>Ends one of a member's sessions, from another. Problem: <c>sessions.unknown</c>. Ending it twice changes nothing.</summary>
    public async Task<Outcome> End(long userId, long sessionId, CancellationToken stop = default)
    {
        var ended = await data.Run<Outcome<string>>(async work =>
        {
            var session = await work.Db.Sessions.FirstOrDefaultAsync(s => s.SessionId == sessionId && s.UserId == userId, work.Stop);
            if (session is null) return Problem.Of("sessions.unknown", "There is no such session.");
            Mark(session, SessionEnd.Member, Clock.Cut(machine.GetUtcNow()));
            return session.TokenHash;
        }, stop);
        if (!ended.Succeeded) return ended.Problem;
        signIns.End(userId, ended.Value);
        return Outcome.Done;
    }

    /// <summary>Ends the session of this browser. Its open pages are ended by whoever calls, once the browser has the answer.</summary>
    public async Task SignOut(long userId, string token, CancellationToken stop = default)
    {
        var (hash, now) = (SessionRules.HashOf(token), Clock.Cut(machine.GetUtcNow()));
        await data.Run(work => work.Db.Sessions.Where(s => s.TokenHash == hash && s.UserId == userId && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, SessionEnd.SignedOut), work.Stop), stop);
        signIns.Forget(userId);
    }

    /// <summary>Ends all sessions of a member, but one; for the member themselves. Returns how many ended. Problems: <c>users.unknown</c>, <c>users.suspended</c>.</summary>
    public async Task<Outcome<int>> EndOthers(Actor by, string? keep, CancellationToken stop = default)
    {
        var (userId, kept) = (by.UserId!.Value, keep is null ? null : SessionRules.HashOf(keep));
        var ended = await data.Run<Outcome<List<string>>>(async work =>
        {
            // Under the member's lock, as sessions begin.
            if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
            if (!member.IsActive) return Members.Suspended;
            var live = await work.Db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null && s.TokenHash != kept).ToListAsync(work.Stop);
            foreach (var session in live) Mark(session, SessionEnd.Member, Clock.Cut(machine.GetUtcNow()));
            if (live.Count > 0) audit.Record(work, by, "sessions.ended", AuditSubject.Person(userId, by.Name!), after: new { count = live.Count });
            return live.Select(s => s.TokenHash).ToList();
        }, stop);
        if (!ended.Succeeded) return ended.Problem;
        foreach (var hash in ended.Value) signIns.End(userId, hash);
        return ended.Value.Count;
    }

    /// <summary>The member has proved again who they are, in this session.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="token">What the browser's cookie carries.</param>
    /// <param name="hasSecondFactor">Whether a second factor was part of it.</param>
    /// <param name="stop">Gives up.</param>
    public async Task Confirm(long userId, string token, bool hasSecondFactor, CancellationToken stop = default)
    {
        var (hash, now) = (SessionRules.HashOf(token), Clock.Cut(machine.GetUtcNow()));
        await data.Run(async work =>
        {
            var session = await work.Db.Sessions.FirstOrDefaultAsync(s => s.TokenHash == hash && s.UserId == userId && s.EndedAt == null, work.Stop);
            if (session is null) return;
            session.ConfirmedAt = now;
            if (hasSecondFactor) session.SecondFactorAt = now;
        }, stop);
        signIns.Forget(userId);
    }

    /// <summary>Notes that sessions are used, those whose last use was noted a while ago.</summary>
    public Task Touch(IReadOnlyCollection<string> tokenHashes, CancellationToken stop = default)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var before = now - SessionRules.UseNotedEvery;
        return data.Run(work => work.Db.Sessions.Where(s => tokenHashes.Contains(s.TokenHash) && s.EndedAt == null && s.LastUsedAt < before)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastUsedAt, now), work.Stop), stop);
    }

    /// <summary>Ends all sessions of a member with the work, by a fresh security stamp too, which voids links in mails. Returns the stamp.</summary>
    internal async Task<string> EndAll(Work work, long userId, SessionEnd why)
    {
        var (stamp, now) = (UserDirectory.NewStamp(), Clock.Cut(machine.GetUtcNow()));
        await work.Db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, stamp), work.Stop);
        await work.Db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, why), work.Stop);
        work.AfterCommit(() => signIns.End(userId));
        return stamp;
    }

    /// <summary>Marks all sessions of a member as over, in a context that saves them with something else.</summary>
    public static async Task MarkAll(HydraXDb db, long userId, SessionEnd why, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var session in await db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null).ToListAsync(stop)) Mark(session, why, now);
    }

    private static async Task MakeRoom(Work work, long userId, DateTimeOffset now)
    {
        var live = await work.Db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null).OrderBy(s => s.LastUsedAt).ToListAsync(work.Stop);
        foreach (var over in live.Where(s => !LiveSession.Of(s).Holds(now)).ToList())
        {
            Mark(over, SessionEnd.Expired, now);
            live.Remove(over);
        }
        foreach (var oldest in live.Take(Math.Max(0, live.Count - SessionRules.Most + 1))) Mark(oldest, SessionEnd.Crowded, now);
    }

    private static void Mark(Session session, SessionEnd why, DateTimeOffset now)
    {
        if (session.EndedAt is null) (session.EndedAt, session.EndReason) = (now, why);
    }
}
