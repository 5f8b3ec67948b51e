using System.Security.Cryptography;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Abuse.Names;

/// <summary>A member is told that staff has taken words of theirs away.</summary>
/// <param name="Name">The name they have now; null where the bio was cleared.</param>
/// <param name="Reason">Why, in staff's words.</param>
public sealed record WordsReplaced(string? Name, string Reason) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "words_replaced";
}

/// <summary>A member whose name or bio staff has not looked at.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name.</param>
/// <param name="Bio">What they say of themselves.</param>
/// <param name="Title">The title they wear; titles are the shop's words.</param>
/// <param name="ChangedAt">When name or bio last changed.</param>
public sealed record NewWords(long UserId, string Username, string? Bio, string? Title, DateTimeOffset ChangedAt);

/// <summary>A page of them, the longest unseen first.</summary>
/// <param name="Lines">The members.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
/// <param name="Waiting">How many there are altogether.</param>
public sealed record NewWordsPage(IReadOnlyList<NewWords> Lines, (DateTimeOffset At, long UserId)? Next, int Waiting);

/// <summary>
/// Staff looks at what members call themselves and say of themselves, and takes away what does not belong here. Each act is one transaction with its audit entry, and told to the
/// member. Acts may meet <c>names.reason</c>, <c>names.self</c>, <c>users.unknown</c> and <c>users.suspended</c> (whoever acts has been suspended meanwhile).
/// </summary>
public sealed class NameDesk(HydraXData data, Outbox outbox, AuditTrail audit)
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = Suspensions.LongestReason;

    private const int MostTries = 20;

    /// <summary>A page of names and bios that nobody has looked at since they changed.</summary>
    /// <param name="after">Those after this one; null is the first page.</param>
    /// <param name="size">Members a page.</param>
    /// <param name="stop">Gives up.</param>
    public Task<NewWordsPage> Page((DateTimeOffset At, long UserId)? after, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var unseen = db.Profiles.Where(p => p.WordsChangedAt != null);
        var waiting = await unseen.CountAsync(stop);
        if (after is var (at, id)) unseen = unseen.Where(p => p.WordsChangedAt > at || (p.WordsChangedAt == at && p.UserId > id));
        var lines = await unseen.OrderBy(p => p.WordsChangedAt).ThenBy(p => p.UserId).Take(size + 1)
            .Join(db.Users, p => p.UserId, u => u.Id, (p, u) => new { p, u.UserName }).OrderBy(row => row.p.WordsChangedAt).ThenBy(row => row.p.UserId)
            .Select(row => new NewWords(row.p.UserId, row.UserName!, row.p.Bio, row.p.Title, row.p.WordsChangedAt!.Value)).ToListAsync(stop);
        return lines.Count > size ? new NewWordsPage(lines[..size], (lines[size - 1].ChangedAt, lines[size - 1].UserId), waiting) : new NewWordsPage(lines, null, waiting);
    }, stop);

    /// <summary>Somebody has looked at these. What was changed since it was shown stays to be looked at. Problems: those of the duty.</summary>
    public Task<Outcome> LookedAt(IReadOnlyList<NewWords> shown, Actor by, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        if (await work.Demand(by, Duty.ModerateWords) is { } refused) return refused;
        var members = new List<long>();
        foreach (var words in shown)
            if (await work.Db.Profiles.Where(p => p.UserId == words.UserId && p.WordsChangedAt == words.ChangedAt).ExecuteUpdateAsync(p => p.SetProperty(x => x.WordsChangedAt, (DateTimeOffset?)null), work.Stop) > 0)
                members.Add(words.UserId);
        if (members.Count > 0) audit.Record(work, by, "names.looked-at", new("names", $"{members.Count}"), after: new { members });
        return Outcome.Done;
    }, stop);

    /// <summary>Gives a member a free name of the form <c>member_4821</c> in place of their own, which anybody may take again. Returns the new one.</summary>
    public Task<Outcome<string>> ReplaceName(long userId, string reason, Actor by, CancellationToken stop = default) => Act(userId, reason, by, async (work, user, profile) =>
    {
        var old = user.UserName!;
        var name = await FreeName(work);
        (user.UserName, user.NormalizedUserName, user.UpdatedAt) = (name, UsernameRules.Normalize(name), work.At);
        // The old name stands as the one of whom it was done to, where erasure finds it.
        audit.Record(work, by, "names.replaced", AuditSubject.Person(userId, old), why: reason.Trim());
        outbox.Tell(work, userId, new WordsReplaced(name, reason.Trim()), OutboxLane.Notices);
        return name;
    }, stop);

    /// <summary>Takes a member's bio away. Problem also: <c>names.no-bio</c>. Returns the member's name.</summary>
    public Task<Outcome<string>> ClearBio(long userId, string reason, Actor by, CancellationToken stop = default) => Act(userId, reason, by, (work, user, profile) =>
    {
        if (profile.Bio is null) return Task.FromResult<Outcome<string>>(Problem.Of("names.no-bio", $"{user.UserName} has no bio any more."));
        audit.Record(work, by, "names.bio-cleared", AuditSubject.Person(userId, user.UserName!), new { characters = profile.Bio.Length }, new { characters = 0 }, reason.Trim());
        profile.Bio = null;
        outbox.Tell(work, userId, new WordsReplaced(null, reason.Trim()), OutboxLane.Notices);
        return Task.FromResult<Outcome<string>>(user.UserName!);
    }, stop);

    private Task<Outcome<string>> Act(long userId, string reason, Actor by, Func<Work, User, UserProfile, Task<Outcome<string>>> act, CancellationToken stop) => data.Run<Outcome<string>>(async work =>
    {
        if (reason.Trim().Length is 0 or > LongestReason) return Problem.Of("names.reason", $"Say why, in at most {LongestReason} characters: the member and the audit log are told.");
        if (userId == by.UserId) return Problem.Of("names.self", "Your own words you change under Settings.");
        var found = await Suspensions.Find(work, userId, by, Duty.ModerateWords);
        if (!found.Succeeded) return found.Problem;
        var profile = await work.Db.Profiles.FirstAsync(p => p.UserId == userId, work.Stop);
        (profile.WordsChangedAt, profile.UpdatedAt) = (null, work.At);
        return await act(work, found.Value, profile);
    }, stop);

    // A name that is taken at the same instant fails the write, which then runs again with another.
    private static async Task<string> FreeName(Work work)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var name = $"member_{RandomNumberGenerator.GetString("0123456789", Math.Min(attempt + 4, 10))}";
            var normalized = UsernameRules.Normalize(name);
            if (!await work.Db.Users.AnyAsync(u => u.NormalizedUserName == normalized, work.Stop)) return name;
        }
        throw new InvalidOperationException($"No free name was found in {MostTries} tries.");
    }
}
