using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>
/// What staff does for a member and to a member: XP by hand, another pass, roles, the end of sessions. Each is one transaction with its audit entry.
/// Suspension is <see cref="Suspensions"/>. Every one of them may meet <c>users.unknown</c>, <c>admin.reason</c> and the refusals of its duty.
/// </summary>
public sealed class MemberOperations(HydraXData data, Progression progression, TrophyCase trophies, MetricVerification metrics, PressPasses passes, SessionBook sessions, Outbox outbox, AuditTrail audit)
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = AuditTrail.LongestWhy;

    /// <summary>Gives XP, not multiplied. The same request key gives once. Problems: those of <see cref="Progression.Grant(long, long, string, string, CancellationToken)"/>.</summary>
    public Task<Outcome<XpPosted>> GrantXp(long userId, long amount, string reason, string requestKey, Actor by, CancellationToken stop = default) => Do<XpPosted>(reason, Duty.XpByHand, userId, by, async work =>
    {
        if (await Name(work, userId) is not { } name) return Members.NoMember(userId);
        var posted = await progression.Grant(work, userId, amount, reason, requestKey);
        if (posted is { Succeeded: true, Value.WasKnown: false })
            audit.Record(work, by, "xp.granted", AuditSubject.Person(userId, name), new { balance = posted.Value.BalanceAfter - posted.Value.Amount }, new { balance = posted.Value.BalanceAfter }, reason.Trim());
        return posted;
    }, stop);

    /// <summary>Takes a ledger line back with its opposite. Problems: those of <see cref="Progression.Correct(long, string, CancellationToken)"/>.</summary>
    public Task<Outcome<XpPosted>> CorrectXp(long transactionId, string reason, Actor by, CancellationToken stop = default) => Do<XpPosted>(reason, Duty.XpByHand, null, by, async work =>
    {
        var posted = await progression.Correct(work, transactionId, reason);
        if (posted is not { Succeeded: true, Value: { WasKnown: false } line }) return posted;
        var name = await Name(work, line.UserId);
        audit.Record(work, by, "xp.corrected", AuditSubject.Person(line.UserId, name!), new { line = transactionId, balance = line.BalanceAfter - line.Amount }, new { balance = line.BalanceAfter }, reason.Trim());
        return posted;
    }, stop);

    /// <summary>Grants another Press Pass, which the member activates when they like. Problems: <c>press-pass.days</c>, <c>press-pass.granted</c>.</summary>
    public Task<Outcome<Pass>> GrantPass(long userId, int days, string reason, Actor by, CancellationToken stop = default) => Do<Pass>(reason, Duty.HelpMembers, userId, by, async work =>
    {
        if (by.UserId is not { } admin) throw new ArgumentException("A pass is granted by a person.", nameof(by));
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        var granted = await passes.Grant(work, member, days, admin);
        if (granted.Succeeded) audit.Record(work, by, "press-pass.granted", AuditSubject.Person(userId, (await Name(work, userId))!), after: new { grantNo = granted.Value.GrantNo, days }, why: reason.Trim());
        return granted;
    }, stop);

    /// <summary>
    /// Gives a member a role; they sign in anew with it. Problems: <c>users.role-unknown</c>, <c>users.role-held</c>.
    /// </summary>
    public Task<Outcome> GiveRole(long userId, string role, string reason, Actor by, CancellationToken stop = default) => Change(userId, role, reason, by, async (work, name) =>
    {
        if (!await work.GiveRole(userId, role)) return Problem.Of("users.role-held", $"{name} is {role} already.");
        audit.Record(work, by, "users.role-given", AuditSubject.Person(userId, name), after: new { role }, why: reason.Trim());
        return null;
    }, stop);

    /// <summary>
    /// Takes a role from a member; their sessions end. Problems: <c>users.role-unknown</c>, <c>users.role-not-held</c>, <c>users.role-own</c> (nobody
    /// takes a role from themselves, so that an admin remains).
    /// </summary>
    public Task<Outcome> TakeRole(long userId, string role, string reason, Actor by, CancellationToken stop = default) => Change(userId, role, reason, by, async (work, name) =>
    {
        if (userId == by.UserId) return Problem.Of("users.role-own", "Nobody takes a role from themselves. Ask another admin.");
        var roleId = Roles.IdOf(role);
        if (await work.Db.UserRoles.Where(r => r.UserId == userId && r.RoleId == roleId).ExecuteDeleteAsync(work.Stop) == 0) return Problem.Of("users.role-not-held", $"{name} is no {role}.");
        audit.Record(work, by, "users.role-taken", AuditSubject.Person(userId, name), before: new { role }, why: reason.Trim());
        return null;
    }, stop);

    /// <summary>Ends every session of a member; they may sign in again.</summary>
    public async Task<Outcome> EndSessions(long userId, string reason, Actor by, CancellationToken stop = default) => Plain(await Do<bool>(reason, Duty.EndSessions, userId, by, async work =>
    {
        if (await Name(work, userId) is not { } name) return Members.NoMember(userId);
        audit.Record(work, by, "users.signed-out", AuditSubject.Person(userId, name), why: reason.Trim());
        await sessions.EndAll(work, userId, SessionEnd.Staff);
        return true;
    }, stop));

    /// <summary>Takes out every second factor of a member who has lost them, once staff is sure who asks; all sessions end, and the member is told in chat and by mail. Problems: <c>admin.reason</c>, <c>users.unknown</c>, <c>factors.none</c>, <c>factors.own</c>.</summary>
    public async Task<Outcome> ResetFactors(long userId, string reason, Actor by, CancellationToken stop = default) => Plain(await Do<bool>(reason, Duty.HelpMembers, userId, by, async work =>
    {
        if (userId == by.UserId) return Problem.Of("factors.own", "Your own are taken out under Settings, Security.");
        if (await work.LockMember(userId) is null || await Name(work, userId) is not { } name) return Members.NoMember(userId);
        if (!await SecondFactors.HasAny(work, userId)) return Problem.Of("factors.none", $"{name} has no second factor.");
        await SecondFactors.RemoveAll(work, userId);
        audit.Record(work, by, "factors.reset", AuditSubject.Person(userId, name), why: reason.Trim());
        outbox.Tell(work, userId, new SecurityChanged(SecurityChange.FactorsReset.Code()), OutboxLane.Notices);
        await sessions.EndAll(work, userId, SessionEnd.Staff);
        return true;
    }, stop));

    /// <summary>Writes down whether a member took part in the beta, with what that earns or takes back. Problem: <c>users.beta</c>, when it is written down so already.</summary>
    public async Task<Outcome> MarkBeta(long userId, bool took, string reason, Actor by, CancellationToken stop = default) => Plain(await Do<bool>(reason, Duty.ShapeProgress, userId, by, async work =>
    {
        if (await Name(work, userId) is not { } name || await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (member.Profile.BetaParticipant == took) return Problem.Of("users.beta", took ? $"{name} is written down as having taken part in the beta already." : $"{name} is not written down as having taken part in the beta.");
        audit.Record(work, by, "users.beta-marked", AuditSubject.Person(userId, name), new { took = !took }, new { took }, reason.Trim());
        await progression.MarkBeta(work, member, took);
        return true;
    }, stop));

    /// <summary>
    /// Counts anew from the ledger what is counted for a member's achievements, where that is wrong. What it earns comes with the next line. Returns what was wrong. Problem: <c>metrics.right</c>.
    /// </summary>
    public Task<Outcome<IReadOnlyList<MetricFault>>> Recount(long userId, string reason, Actor by, CancellationToken stop = default) => Do<IReadOnlyList<MetricFault>>(reason, Duty.ShapeProgress, userId, by, async work =>
    {
        if (await Name(work, userId) is not { } name || await work.LockMember(userId) is null) return Members.NoMember(userId);
        var faults = await metrics.Faults(work, userId);
        if (faults.Count == 0) return Problem.Of("metrics.right", $"Everything that is counted for {name} is what the ledger says.");
        await trophies.Recount(work, userId, MetricList.Counted);
        audit.Record(work, by, "metrics.recounted", AuditSubject.Person(userId, name), faults.ToDictionary(f => f.Metric, f => f.Kept), faults.ToDictionary(f => f.Metric, f => f.Counted), reason.Trim());
        return faults.ToList();
    }, stop);

    // The admin role's row is locked first: of two admins who take the role from each other at the same instant, one finds that the duty is lost.
    private async Task<Outcome> Change(long userId, string role, string reason, Actor by, Func<Work, string, Task<Problem?>> change, CancellationToken stop) => Plain(await Do<bool>(reason, Duty.GiveRoles, userId, by, async work =>
    {
        if (!Roles.Staff.Contains(role)) return Problem.Of("users.role-unknown", $"{string.Join(", ", Roles.Staff)} are given and taken, not {role}.");
        if (await Name(work, userId) is not { } name) return Members.NoMember(userId);
        if (await change(work, name) is { } problem) return problem;
        await sessions.EndAll(work, userId, SessionEnd.Staff);
        return true;
    }, stop));

    private Task<Outcome<T>> Do<T>(string reason, Duty duty, long? onto, Actor by, Func<Work, Task<Outcome<T>>> act, CancellationToken stop) => data.Run<Outcome<T>>(async work =>
    {
        if (reason.Trim().Length is 0 or > LongestReason) return Problem.Of("admin.reason", $"Say why, in at most {LongestReason} characters: it stands in the audit log.");
        if (duty == Duty.GiveRoles) await work.LockRole(Roles.Admin);
        return await work.Demand(by, duty, onto) is { } refused ? refused : await act(work);
    }, stop);

    private static Outcome Plain<T>(Outcome<T> outcome) => outcome.Problem is { } problem ? problem : Outcome.Done;

    private static Task<string?> Name(Work work, long userId) => work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName).FirstOrDefaultAsync(work.Stop);
}
