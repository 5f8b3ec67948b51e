using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Abuse;

/// <summary>A member whom an item names beside the one that it is about.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name.</param>
/// <param name="IsActive">Whether the account is open.</param>
/// <param name="IsHeld">Whether it is held.</param>
public sealed record NamedMember(long UserId, string Username, bool IsActive, bool IsHeld);

/// <summary>An item as its page lists it.</summary>
/// <param name="ReviewItemId">Which.</param>
/// <param name="Rule">What asked for a look.</param>
/// <param name="UserId">The member; null where none is known.</param>
/// <param name="Username">The member's name.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="Others">The other members that the evidence names.</param>
/// <param name="FirstSeenAt">When it was first found.</param>
/// <param name="LastSeenAt">When last.</param>
/// <param name="Count">How often.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DecidedBy">Who decided last.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Why">Why.</param>
public sealed record ReviewLine(long ReviewItemId, ReviewRule Rule, long? UserId, string? Username, Evidence Evidence, IReadOnlyList<NamedMember> Others,
    DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, int Count, ReviewState State, string? DecidedBy, DateTimeOffset? DecidedAt, string? Why);

/// <summary>A page of items, latest first.</summary>
/// <param name="Lines">The items.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
public sealed record ReviewPage(IReadOnlyList<ReviewLine> Lines, long? Next);

/// <summary>Reads of the review queue.</summary>
public sealed class ReviewQuestions(HydraXData data)
{
    /// <summary>A page of items, latest first.</summary>
    /// <param name="state">Where they stand; null is anywhere.</param>
    /// <param name="rule">What asked for a look; null is anything.</param>
    /// <param name="before">Items before this id; null is the first page.</param>
    /// <param name="size">Items a page.</param>
    /// <param name="stop">Gives up.</param>
    public Task<ReviewPage> Page(ReviewState? state, ReviewRule? rule, long? before, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var rows = await db.ReviewItems
            .Where(i => (state == null || i.State == state) && (rule == null || i.Rule == rule) && (before == null || i.ReviewItemId < before))
            .OrderByDescending(i => i.ReviewItemId).Take(size + 1)
            .Select(i => new
            {
                Row = i,
                Username = db.Users.Where(u => u.Id == i.SubjectUserId).Select(u => u.UserName).FirstOrDefault(),
                DecidedBy = db.Users.Where(u => u.Id == i.DecidedByUserId).Select(u => u.UserName).FirstOrDefault(),
            }).ToListAsync(stop);
        var evidence = rows.ConvertAll(row => ReviewBook.Read(row.Row.Evidence));
        var named = evidence.SelectMany(e => e.Members ?? []).Distinct().ToList();
        var members = named.Count == 0 ? [] : await db.Users.Where(u => named.Contains(u.Id)).Select(u => new NamedMember(u.Id, u.UserName!, u.IsActive, u.HeldAt != null)).ToDictionaryAsync(m => m.UserId, stop);
        var lines = rows.Zip(evidence, (row, e) => new ReviewLine(row.Row.ReviewItemId, row.Row.Rule, row.Row.SubjectUserId, row.Username, e,
            [.. (e.Members ?? []).Where(id => id != row.Row.SubjectUserId).Select(members.GetValueOrDefault).OfType<NamedMember>()],
            row.Row.FirstSeenAt, row.Row.LastSeenAt, row.Row.Count, row.Row.State, row.DecidedBy, row.Row.DecidedAt, row.Row.Why)).ToList();
        return lines.Count > size ? new ReviewPage(lines[..size], lines[size - 1].ReviewItemId) : new ReviewPage(lines, null);
    }, stop);

    /// <summary>What a finding about XP is about: the lines that stand, the earliest first, at most <see cref="FoundLines.Most"/>; and how many there are in all. Nothing for any other item.</summary>
    public Task<(IReadOnlyList<FoundLine> Lines, int All)> Lines(long itemId, CancellationToken stop = default) => data.Read<(IReadOnlyList<FoundLine>, int)>(async db =>
    {
        if (await db.ReviewItems.Where(i => i.ReviewItemId == itemId).Select(i => new { i.Rule, i.Evidence, i.SubjectUserId }).FirstOrDefaultAsync(stop) is not { SubjectUserId: { } userId } item) return ([], 0);
        if (FoundLines.Days(item.Rule, ReviewBook.Read(item.Evidence)) is not { } days) return ([], 0);
        var (wipe, restore) = (XpSource.PressPassReset.Code(), XpSource.PressPassRestore.Code());
        var lastWipe = await db.XpTransactions.Where(t => t.UserId == userId && t.SourceType == wipe && !db.XpTransactions.Any(r => r.CorrectsId == t.TransactionId && r.SourceType == restore)).MaxAsync(t => (long?)t.TransactionId, stop) ?? 0;
        var lines = FoundLines.Of(db, userId, days);
        var rows = await lines.Take(FoundLines.Most).Select(t => new { t.TransactionId, t.CreatedAt, t.SourceType, t.Description, t.BaseAmount, t.Amount }).ToListAsync(stop);
        return (rows.ConvertAll(t => new FoundLine(t.TransactionId, t.CreatedAt, Codes<XpSource>.Parse(t.SourceType), t.Description, t.BaseAmount, t.Amount, t.TransactionId < lastWipe)), rows.Count < FoundLines.Most ? rows.Count : await lines.CountAsync(stop));
    }, stop);

    /// <summary>Items that nobody has decided.</summary>
    public Task<int> Waiting(CancellationToken stop = default) => data.Read(db => db.ReviewItems.CountAsync(i => i.State == ReviewState.Open, stop), stop);
}
