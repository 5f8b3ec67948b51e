using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Abuse;

/// <summary>
/// What staff decides about an item: hold the account, release it, suspend it. One decides; whoever comes later is told who did. Each is one transaction with its audit entry.
/// Every one may meet <c>reviews.reason</c>, <c>reviews.unknown</c>, <c>reviews.decided</c>, <c>reviews.changed</c>, <c>reviews.no-member</c>, <c>reviews.self</c>,
/// <c>users.unknown</c> and <c>users.suspended</c> (whoever decides has been suspended meanwhile). An item may name several members, such as the accounts of one address: each of
/// them can be decided about, and then has an item of their own.
/// </summary>
public sealed class ReviewDesk(HydraXData data, Suspensions suspensions, Holds holds, AuditTrail audit, TimeProvider machine)
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = Suspensions.LongestReason;

    /// <summary>In the audit log, what is decided of an address without a member is decided about these.</summary>
    public const string Subject = "review_item";

    /// <summary>Holds the member's account until the item is released or the account is suspended; the member is told what that means. What is held already cannot be held again.</summary>
    public Task<Outcome> Hold(long itemId, string reason, Actor by, CancellationToken stop = default) => Decide(itemId, null, ReviewState.Held, reason, by, stop);

    /// <summary>Closes the item as nothing wrong. The member goes on as before, unless another item holds them.</summary>
    public Task<Outcome> Release(long itemId, string reason, Actor by, CancellationToken stop = default) => Decide(itemId, null, ReviewState.Released, reason, by, stop);

    /// <summary>Suspends the member's account; the reason is shown to them. Problem also: <c>users.suspended-already</c>.</summary>
    public Task<Outcome> Suspend(long itemId, string reason, Actor by, CancellationToken stop = default) => Decide(itemId, null, ReviewState.Suspended, reason, by, stop);

    /// <summary>Holds one of the members whom an item names. Problem also: <c>reviews.not-named</c>.</summary>
    public Task<Outcome> HoldNamed(long itemId, long userId, string reason, Actor by, CancellationToken stop = default) => Decide(itemId, userId, ReviewState.Held, reason, by, stop);

    /// <summary>Suspends one of the members whom an item names. Problems also: <c>reviews.not-named</c>, <c>users.suspended-already</c>.</summary>
    public Task<Outcome> SuspendNamed(long itemId, long userId, string reason, Actor by, CancellationToken stop = default) => Decide(itemId, userId, ReviewState.Suspended, reason, by, stop);

    private Task<Outcome> Decide(long itemId, long? named, ReviewState to, string reason, Actor by, CancellationToken stop) => data.Run<Outcome>(async work =>
    {
        reason = reason.Trim();
        if (reason.Length is 0 or > LongestReason) return Problem.Of("reviews.reason", $"Say why, in at most {LongestReason} characters: it stands in the audit log{(to == ReviewState.Suspended ? ", and the member reads it" : "")}.");
        var found = await work.Db.ReviewItems.AsNoTracking().Where(i => i.ReviewItemId == itemId).Select(i => new { i.SubjectUserId, i.Evidence }).FirstOrDefaultAsync(work.Stop);
        if (found is null) return Problem.Of("reviews.unknown", $"There is no item {itemId}.");
        var member = named ?? found.SubjectUserId;
        if (member != found.SubjectUserId && ReviewBook.Read(found.Evidence).Members?.Contains(member!.Value) != true) return Problem.Of("reviews.not-named", "The item does not name this member. Look at it again, then decide.");
        if (member is null && to != ReviewState.Released) return Problem.Of("reviews.no-member", "No member is known here, only an address. There is nobody to hold or suspend.");
        if (member is not null && member == by.UserId) return Problem.Of("reviews.self", "This is about you. Somebody else has to look at it.");

        // Members before items, as everywhere; whoever decides is looked at once both are locked.
        if (await Refusal(work, member, by) is { } refused) return refused;
        var item = await work.Db.ReviewItems.Where(i => i.ReviewItemId == itemId).ForUpdate().FirstAsync(work.Stop);
        if (named is not null && item.SubjectUserId != member)
        {
            if (item.State == ReviewState.Released) return await Decided(work, item);
            item = await OwnItem(work, item, member!.Value);
        }
        if (item.SubjectUserId != member) return Problem.Of("reviews.changed", "The rule has found somebody else meanwhile. Look at the item again, then decide.");
        if (item.State is ReviewState.Released or ReviewState.Suspended || item.State == to) return await Decided(work, item);

        var (before, now) = (item.State, Clock.Cut(machine.GetUtcNow()));
        (item.State, item.DecidedByUserId, item.DecidedAt, item.Why) = (to, by.UserId, now, reason);
        if (to != ReviewState.Held) item.OpenKey = null;
        // Where a member is known the entry is about them, so that it stands in their copy and the reason goes with them.
        var about = member is { } whom ? AuditSubject.Person(whom, await work.Db.Users.Where(u => u.Id == whom).Select(u => u.UserName!).FirstAsync(work.Stop)) : new(Subject, $"{item.ReviewItemId}");
        audit.Record(work, by, $"reviews.{to.Code()}", about, new { state = before.Code() }, new { item = item.ReviewItemId, state = to.Code(), rule = item.Rule.Code() }, reason);
        await work.Save();
        return member is { } userId ? await Carry(work, userId, to, before, reason, by, now) : Outcome.Done;
    }, stop);

    // What is decided about one of several stands in an item about that one: held by it, released from it, and named in nobody else's copy.
    private static async Task<ReviewItem> OwnItem(Work work, ReviewItem item, long userId)
    {
        var (subject, rule) = (Finding.Member(userId), item.Rule);
        var openKey = $"{rule.Code()}|{subject}";
        if (await work.Db.ReviewItems.Where(i => i.OpenKey == openKey).ForUpdate().FirstOrDefaultAsync(work.Stop) is { } open) return open;
        var own = new ReviewItem
        {
            Rule = rule,
            Subject = subject,
            SubjectUserId = userId,
            Evidence = item.Evidence,
            OpenKey = openKey,
            LastFinding = Guid.NewGuid().ToString("N"),
            FirstSeenAt = item.FirstSeenAt,
            LastSeenAt = item.LastSeenAt,
            Count = item.Count,
            State = ReviewState.Open,
        };
        work.Db.Add(own);
        await work.Save();
        return own;
    }

    private static async Task<Problem?> Refusal(Work work, long? member, Actor by)
    {
        if (member is { } userId) return (await Suspensions.Find(work, userId, by, Duty.WorkReviews)).Problem;
        await work.LockMember(by.UserId!.Value);
        return await work.Demand(by, Duty.WorkReviews);
    }

    private async Task<Outcome> Carry(Work work, long userId, ReviewState to, ReviewState before, string reason, Actor by, DateTimeOffset now)
    {
        if (to == ReviewState.Held) await holds.Begin(work, userId, now);
        else if (before == ReviewState.Held && !await work.Db.ReviewItems.AnyAsync(i => i.SubjectUserId == userId && i.State == ReviewState.Held, work.Stop)) await holds.End(work, userId, tells: to == ReviewState.Released);
        return to == ReviewState.Suspended ? await suspensions.Suspend(work, userId, reason, by) : Outcome.Done;
    }

    private static async Task<Problem> Decided(Work work, ReviewItem item)
    {
        var who = await work.Db.Users.Where(u => u.Id == item.DecidedByUserId).Select(u => u.UserName).FirstOrDefaultAsync(work.Stop) ?? "Somebody";
        var did = item.State switch { ReviewState.Held => "held the account", ReviewState.Released => "released it", _ => "suspended the account" };
        return Problem.Of("reviews.decided", $"{who} {did} on {item.DecidedAt:yyyy-MM-dd} at {item.DecidedAt:HH:mm} UTC: {item.Why}");
    }
}
