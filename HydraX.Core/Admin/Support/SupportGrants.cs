using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Support;

/// <summary>
/// The door to looking at a member's own pages: only by a grant, which says why, ends within the hour, stands in the audit log, and of which the member knows. The
/// member, whoever looks and any admin may end it before.
/// </summary>
public sealed class SupportGrants(HydraXData data, Outbox outbox, AuditTrail audit, TimeProvider machine)
{
    /// <summary>
    /// Takes a grant; the member is told at once. Problems: <c>support.reason</c>, <c>support.own</c>, <c>support.runs</c>, <c>users.unknown</c>, and those of
    /// <see cref="Duty.LookAsMember"/>.
    /// </summary>
    public Task<Outcome> Take(long userId, string? reason, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        if (SupportRules.Why(reason) is not { } why) return Problem.Of("support.reason", $"Say why, in {SupportRules.ShortestWhy} to {SupportRules.LongestWhy} characters: the member reads it.");
        if (by.UserId == userId) return Problem.Of("support.own", "Your own pages are open to you as they are.");
        if (await work.Demand(by, Duty.LookAsMember, userId) is { } refused) return refused;
        if (by.UserId is not { } staff) throw new ArgumentException("A person looks, not the machine.", nameof(by));
        // The member's lock: of two requests at once one finds that a grant runs.
        if (await work.LockMember(userId) is null) return Members.NoMember(userId);
        if (await Running(work, userId, staff) is { } running) return Problem.Of("support.runs", $"You may look until {running.Until:HH:mm} UTC already.");

        var now = Clock.Cut(machine.GetUtcNow());
        var grant = new SupportGrant { UserId = userId, StaffUserId = staff, Why = why, GrantedAt = now, Until = now + SupportRules.Length };
        work.Db.Add(grant);
        await work.Save();
        await Note(work, by, "support.granted", grant, after: new { grant = grant.SupportGrantId, until = grant.Until }, why: why);
        await Touch(work, grant);
        outbox.Tell(work, userId, new SupportLooks(by.Name!, why, grant.Until), OutboxLane.Notices);
        return Outcome.Done;
    }, stop);

    /// <summary>
    /// The grant by which somebody looks now, whose use is recorded at most once a minute. Problems: <c>support.none</c> (never taken, ended, over), and those of
    /// <see cref="Duty.LookAsMember"/>.
    /// </summary>
    public Task<Outcome<SupportGrantLine>> Use(long userId, Actor by, CancellationToken stop = default) => data.Run<Outcome<SupportGrantLine>>(async work =>
    {
        if (await work.Demand(by, Duty.LookAsMember, userId) is { } refused) return refused;
        if (await Running(work, userId, by.UserId) is not { } grant) return Problem.Of("support.none", "No grant of yours runs for these pages.");
        var now = Clock.Cut(machine.GetUtcNow());
        if (SupportRules.IsAnotherLook(grant.LookedAt, now))
        {
            (grant.LookedAt, grant.Looks) = (now, grant.Looks + 1);
            await Note(work, by, "support.looked", grant, after: new { grant = grant.SupportGrantId, looks = grant.Looks });
            await work.Save();
        }
        return (await Lines(work.Db, work.Db.SupportGrants.Where(g => g.SupportGrantId == grant.SupportGrantId), 1, work.Stop))[0];
    }, stop);

    /// <summary>
    /// Ends a grant before its time: the member, whoever looks, or whose duty are roles. Problems: <c>support.over</c>; that of <see cref="Duty.GiveRoles"/> for
    /// anybody else.
    /// </summary>
    public Task<Outcome> End(long supportGrantId, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        var grant = await work.Db.SupportGrants.FirstOrDefaultAsync(g => g.SupportGrantId == supportGrantId, work.Stop);
        var isOfTheirs = grant is not null && (by.UserId == grant.UserId || by.UserId == grant.StaffUserId);
        if (!isOfTheirs && await work.Demand(by, Duty.GiveRoles) is { } refused) return refused;
        if (grant is null || !SupportRules.Runs(grant, machine.GetUtcNow())) return Problem.Of("support.over", "This is over already.");
        (grant.EndedAt, grant.EndedByUserId) = (Clock.Cut(machine.GetUtcNow()), by.UserId);
        await Note(work, by, "support.ended", grant, before: new { grant = grant.SupportGrantId, until = grant.Until });
        await Touch(work, grant);
        return Outcome.Done;
    }, stop);

    /// <summary>Whether a grant holds now, for a page that is open; asking is no look.</summary>
    public async Task<bool> Runs(long supportGrantId, CancellationToken stop = default)
    {
        var now = machine.GetUtcNow();
        return await data.Read(db => db.SupportGrants.AnyAsync(g => g.SupportGrantId == supportGrantId && g.EndedAt == null && g.Until > now, stop), stop);
    }

    /// <summary>The grants for a member's pages, the latest first.</summary>
    public async Task<IReadOnlyList<SupportGrantLine>> Of(long userId, int most = 20, CancellationToken stop = default) =>
        await data.Read(db => Lines(db, db.SupportGrants.Where(g => g.UserId == userId), most, stop), stop);

    /// <summary>The grants of everybody, the latest first.</summary>
    public async Task<IReadOnlyList<SupportGrantLine>> Latest(int most = 20, CancellationToken stop = default) =>
        await data.Read(db => Lines(db, db.SupportGrants, most, stop), stop);

    private async Task<SupportGrant?> Running(Work work, long userId, long? staff)
    {
        var now = machine.GetUtcNow();
        return await work.Db.SupportGrants.FirstOrDefaultAsync(g => g.UserId == userId && g.StaffUserId == staff && g.EndedAt == null && g.Until > now, work.Stop);
    }

    private async Task<List<SupportGrantLine>> Lines(HydraXDb db, IQueryable<SupportGrant> grants, int most, CancellationToken stop)
    {
        var now = machine.GetUtcNow();
        var rows = await grants.OrderByDescending(g => g.SupportGrantId).Take(most).Select(g => new
        {
            Grant = g,
            Member = db.Users.Where(u => u.Id == g.UserId).Select(u => u.UserName!).First(),
            Staff = db.Users.Where(u => u.Id == g.StaffUserId).Select(u => u.UserName!).First(),
            EndedBy = db.Users.Where(u => u.Id == g.EndedByUserId).Select(u => u.UserName).FirstOrDefault(),
        }).ToListAsync(stop);
        return [.. rows.Select(r => new SupportGrantLine(r.Grant.SupportGrantId, r.Grant.UserId, r.Member, r.Staff, r.Grant.Why, r.Grant.GrantedAt, r.Grant.EndedAt ?? r.Grant.Until,
            r.Grant.Looks, SupportRules.Runs(r.Grant, now), r.EndedBy))];
    }

    // The member's row is touched, so that open pages that show the grant are drawn anew.
    private static Task Touch(Work work, SupportGrant grant) =>
        work.Db.Users.Where(u => u.Id == grant.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.UpdatedAt, work.At), work.Stop);

    private async Task Note(Work work, Actor by, string action, SupportGrant grant, object? before = null, object? after = null, string? why = null)
    {
        var name = await work.Db.Users.Where(u => u.Id == grant.UserId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, by, action, AuditSubject.Person(grant.UserId, name), before, after, why);
    }
}
