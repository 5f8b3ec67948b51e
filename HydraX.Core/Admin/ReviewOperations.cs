using HydraX.Core.Abuse;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>What was reversed.</summary>
/// <param name="Lines">Lines taken back.</param>
/// <param name="Xp">What that, and what they had earned, changed the balance by.</param>
public sealed record LinesReversed(int Lines, long Xp);

/// <summary>What staff does to XP that a rule found: the lines are taken back, and the item stays open until it is decided by <see cref="ReviewDesk"/>.</summary>
public sealed class ReviewOperations(HydraXData data, Progression progression, AuditTrail audit)
{
    /// <summary>
    /// Takes back lines that a finding is about, all or none, each by its opposite and with what it had earned. What somebody else took back meanwhile is left out. Problems: <c>reviews.reason</c>,
    /// <c>reviews.unknown</c>, <c>reviews.decided</c>, <c>reviews.self</c>, <c>reviews.no-lines</c>, <c>reviews.many-lines</c>, <c>reviews.other-lines</c>, <c>reviews.changed</c> and those of <see cref="Duty.XpByHand"/>.
    /// </summary>
    /// <param name="itemId">The item.</param>
    /// <param name="lines">The lines, at most <see cref="FoundLines.Most"/>.</param>
    /// <param name="reason">Why; the member reads it.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<LinesReversed>> Reverse(long itemId, IReadOnlyCollection<long> lines, string? reason, Actor by, CancellationToken stop = default) => data.Run<Outcome<LinesReversed>>(async work =>
    {
        if (reason?.Trim().Length is not (> 0 and <= ReviewDesk.LongestReason)) return Problem.Of("reviews.reason", $"Say why, in at most {ReviewDesk.LongestReason} characters: the member reads it on the ledger.");
        if (await work.Demand(by, Duty.XpByHand) is { } refused) return refused;
        if (lines.Count == 0) return Problem.Of("reviews.no-lines", "Choose the lines first.");
        if (lines.Count > FoundLines.Most) return Problem.Of("reviews.many-lines", $"These are {lines.Count} lines; at most {FoundLines.Most} are reversed in one go.");
        var found = await work.Db.ReviewItems.AsNoTracking().Where(i => i.ReviewItemId == itemId).Select(i => i.SubjectUserId).FirstOrDefaultAsync(work.Stop);
        if (found is not { } userId) return Problem.Of("reviews.unknown", $"There is no item {itemId} about a member's XP.");
        if (userId == by.UserId) return Problem.Of("reviews.self", "This is about you. Somebody else has to look at it.");

        // Members before items, as everywhere.
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (await work.Demand(by, Duty.XpByHand, onto: userId) is { } notTheirs) return notTheirs;
        var item = await work.Db.ReviewItems.Where(i => i.ReviewItemId == itemId).ForUpdate().AsNoTracking().FirstAsync(work.Stop);
        if (item.SubjectUserId != userId) return Problem.Of("reviews.changed", "The rule has found somebody else meanwhile. Look at the item again, then decide.");
        if (item.State == ReviewState.Released) return Problem.Of("reviews.decided", $"The item was released on {item.DecidedAt:yyyy-MM-dd} at {item.DecidedAt:HH:mm} UTC: {item.Why}");
        if (FoundLines.Days(item.Rule, ReviewBook.Read(item.Evidence)) is not { } days) return Problem.Of("reviews.unknown", $"There is no item {itemId} about a member's XP.");
        var (first, last, chosen) = (days.From, days.Until, lines.Distinct().Order().ToList());
        var theirs = await work.Db.XpTransactions.CountAsync(t => chosen.Contains(t.TransactionId) && t.UserId == userId && t.UtcDay >= first && t.UtcDay <= last && FoundLines.Earned.Contains(t.SourceType), work.Stop);
        if (theirs != chosen.Count) return Problem.Of("reviews.other-lines", "Not all of these lines are among those that the finding is about. Look at the item again, then choose.");

        var taken = await progression.CorrectAll(work, member, chosen, reason);
        if (!taken.Succeeded) return taken.Problem;
        var (count, xp) = taken.Value;
        var name = await work.Db.Users.Where(u => u.Id == userId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, by, "reviews.reversed", AuditSubject.Person(userId, name), new { balance = member.Profile.XpBalance - xp }, new { balance = member.Profile.XpBalance, item = itemId, lines = chosen }, reason.Trim());
        return new LinesReversed(count, xp);
    }, stop);
}
