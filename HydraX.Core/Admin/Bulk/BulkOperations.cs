using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Bulk;

/// <summary>
/// The door to what staff does for many members at once: begin it, undo it. Each is one short transaction with its audit entry; <see cref="BulkRuns"/> does the rest. Both may
/// meet <c>bulk.reason</c> and the refusals of <see cref="Duty.XpByHand"/>.
/// </summary>
public sealed class BulkOperations(HydraXData data, AuditTrail audit)
{
    /// <summary>In the audit log, what is done.</summary>
    public const string Subject = "bulk_operation";

    /// <summary>
    /// Begins it. The same request key begins it once and answers the same. Problems: those of <see cref="BulkRules.Check"/>, <c>bulk.unknown-names</c>, <c>bulk.nobody</c>, <c>bulk.request-key</c>.
    /// </summary>
    /// <param name="draft">What and for whom.</param>
    /// <param name="reason">Why; members read it.</param>
    /// <param name="requestKey">The press of the button.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<BulkOperation>> Start(BulkDraft draft, string? reason, string requestKey, Actor by, CancellationToken stop = default) => data.Run<Outcome<BulkOperation>>(async work =>
    {
        if (await work.Demand(by, Duty.XpByHand) is { } refused) return refused;
        if (Reason(reason) is { } unexplained) return unexplained;
        if (requestKey.Length is 0 or > RewardKey.LongestRequest) return Problem.Of("bulk.request-key", $"A request key has 1 to {RewardKey.LongestRequest} characters.");
        if (await work.Db.BulkOperations.AsNoTracking().FirstOrDefaultAsync(b => b.RequestKey == requestKey, work.Stop) is { } known) return known;
        var found = await Filter(work.Db, draft, work.Stop);
        if (!found.Succeeded) return found.Problem;
        var members = found.Value.Of(work.Db);
        var expected = await members.LongCountAsync(work.Stop);
        if (expected == 0) return Problem.Of("bulk.nobody", "Nobody fits. Ask for less.");
        var bulk = new BulkOperation
        {
            Kind = draft.Kind,
            Filter = found.Value.Text,
            Amount = draft.Kind == BulkKind.Award ? draft.Amount : 0,
            KeepsPercent = draft.Kind == BulkKind.SeasonReset ? draft.KeepsPercent : 0,
            Reason = reason!.Trim(),
            RequestKey = requestKey,
            StartedByUserId = by.UserId,
            StartedAt = work.At,
            Expected = expected,
            LastUserId = await members.MaxAsync(work.Stop),
        };
        work.Db.Add(bulk);
        // A second press that races has the unique key by now; the write then runs again and finds the first.
        await work.Save();
        audit.Record(work, by, "xp.bulk-started", SubjectOf(bulk), after: new { kind = bulk.Kind.Code(), whom = found.Value.Words, amount = bulk.Amount, keepsPercent = bulk.KeepsPercent, expected }, why: bulk.Reason);
        return bulk;
    }, stop);

    /// <summary>
    /// Begins to undo it, also while it runs: then nobody else gets it. Once. Problems: <c>bulk.unknown</c>, <c>bulk.undone</c>, <c>bulk.later-reset</c> (a season reset that came after it is undone first).
    /// </summary>
    public Task<Outcome<BulkOperation>> Undo(long bulkOperationId, string? reason, Actor by, CancellationToken stop = default) => data.Run<Outcome<BulkOperation>>(async work =>
    {
        if (await work.Demand(by, Duty.XpByHand) is { } refused) return refused;
        if (Reason(reason) is { } unexplained) return unexplained;
        if (await work.Db.BulkOperations.Where(b => b.BulkOperationId == bulkOperationId).ForUpdate().FirstOrDefaultAsync(work.Stop) is not { } bulk)
            return Problem.Of("bulk.unknown", $"There is no batch {bulkOperationId}.");
        if (bulk.State is BulkState.Undoing or BulkState.Undone)
            return Problem.Of("bulk.undone", $"Batch {bulkOperationId} {(bulk.State == BulkState.Undone ? "was undone" : "is being undone")} already, for this reason: {bulk.UndoneBecause}");
        if (bulk.Kind == BulkKind.SeasonReset && await work.Db.BulkOperations.Where(b => b.BulkOperationId > bulkOperationId && b.Kind == BulkKind.SeasonReset && b.State != BulkState.Undone)
            .OrderByDescending(b => b.BulkOperationId).Select(b => (long?)b.BulkOperationId).FirstOrDefaultAsync(work.Stop) is { } later)
            return Problem.Of("bulk.later-reset", $"Batch {later} has reset a season since, and counted from what this one had left. Undo that one first.");
        var before = bulk.State;
        (bulk.State, bulk.UndoneByUserId, bulk.UndoneBecause, bulk.UndoneAt) = (BulkState.Undoing, by.UserId, reason!.Trim(), work.At);
        audit.Record(work, by, "xp.bulk-undone", SubjectOf(bulk), new { state = before.Code(), done = bulk.Done, xp = bulk.Xp }, new { state = bulk.State.Code() }, bulk.UndoneBecause);
        return bulk;
    }, stop);

    /// <summary>Whom a draft is for. Problems: those of <see cref="BulkRules.Check"/>, <c>bulk.unknown-names</c>.</summary>
    internal static async Task<Outcome<BulkFilter>> Filter(HydraXDb db, BulkDraft draft, CancellationToken stop)
    {
        if (BulkRules.Check(draft) is { } refused) return refused;
        var names = BulkRules.NamesIn(draft.Names);
        if (names.Count == 0) return new BulkFilter(draft.Tier?.Code(), draft.Rank?.Code(), draft.ActiveSince);
        var normalized = names.Select(UsernameRules.Normalize).ToList();
        var found = await db.Users.Where(u => normalized.Contains(u.NormalizedUserName!) && u.IsActive && u.ErasedAt == null && u.MergedIntoUserId == null)
            .Select(u => new { u.Id, u.NormalizedUserName }).ToListAsync(stop);
        var unknown = names.Where(name => !found.Exists(u => u.NormalizedUserName == UsernameRules.Normalize(name))).ToList();
        if (unknown.Count > 0)
            return Problem.Of("bulk.unknown-names", $"Nobody who is active has {(unknown.Count == 1 ? "the name" : "the names")} {string.Join(", ", unknown.Take(MostNamed))}{(unknown.Count > MostNamed ? $" and {unknown.Count - MostNamed} more" : "")}.");
        return new BulkFilter(Members: [.. found.Select(u => u.Id).Order()]);
    }

    private const int MostNamed = 20;

    private static Problem? Reason(string? reason) =>
        reason?.Trim().Length is > 0 and <= BulkRules.LongestReason ? null : Problem.Of("bulk.reason", $"Say why, in at most {BulkRules.LongestReason} characters: members read it, and the audit log keeps it.");

    private static AuditSubject SubjectOf(BulkOperation bulk) => new(Subject, bulk.BulkOperationId.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
