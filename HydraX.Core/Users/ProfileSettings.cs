using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>What the settings page shows.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Email">The address; null for who came by Telegram alone.</param>
/// <param name="HasPassword">Whether there is one to change.</param>
/// <param name="Bio">A few words, plain text.</param>
/// <param name="TimeZone">The zone that holds now.</param>
/// <param name="NextTimeZone">The zone that holds from the next local day on.</param>
/// <param name="NextTimeZoneFrom">When that is.</param>
/// <param name="Visibility">Who may see the profile.</param>
/// <param name="TelegramId">The linked Telegram account.</param>
/// <param name="WeeklySummary">Whether the week before is told on Mondays.</param>
/// <param name="Phone">The telephone number that Telegram vouched for, masked; null without one.</param>
public sealed record SettingsShown(long UserId, string Username, string? Email, bool HasPassword, string? Bio, string TimeZone, string? NextTimeZone,
    DateTimeOffset? NextTimeZoneFrom, Visibility Visibility, long? TelegramId, bool WeeklySummary, string? Phone);

/// <summary>The door to what members set about themselves. Every change may also meet <c>users.unknown</c> and <c>users.suspended</c>.</summary>
public sealed class ProfileSettings(HydraXData data, Protector protector, SessionBook sessions, AuditTrail audit, BlockedWords blocked, Clock clock)
{
    /// <summary>Most characters of a bio.</summary>
    public const int LongestBio = 500;

    /// <summary>A member's settings; null for an unknown one.</summary>
    public async Task<SettingsShown?> Of(long userId, CancellationToken stop = default)
    {
        var user = await data.Read(db => db.Users.Include(u => u.Profile).FirstOrDefaultAsync(u => u.Id == userId, stop), stop);
        if (user?.Profile is not { } profile) return null;
        var zone = profile.TimeZoneAt(clock.GetUtcNow());
        var isWaiting = profile.NextTimeZone is { } next && next != zone;
        return new(userId, user.UserName!, protector.Reveal(UserSecrets.Email, user.ProtectedEmail), user.PasswordHash is not null, profile.Bio, zone, isWaiting ? profile.NextTimeZone : null,
            isWaiting ? profile.NextTimeZoneFrom : null, profile.Visibility, user.TelegramId, profile.WeeklySummary, protector.Reveal(UserSecrets.Phone, user.ProtectedPhone) is { } phone ? UserSecrets.MaskedPhone(phone) : null);
    }

    /// <summary>Takes another name. Problems: <c>users.username-form</c>, <c>users.username-staff</c>, <c>users.word-blocked</c>, <c>users.username-taken</c>.</summary>
    public Task<Outcome> Rename(long userId, string name, CancellationToken stop = default) => Change(userId, async (work, member) =>
    {
        name = name.Trim();
        var user = await work.Db.Users.FirstAsync(u => u.Id == userId, work.Stop);
        if (user.UserName == name) return null;
        if (UsernameRules.Check(name, blocked) is { } problem) return problem;
        var normalized = UsernameRules.Normalize(name);
        if (await work.Db.IsTaken(normalized, userId, work.Stop)) return UserDirectory.NameTaken(name);
        (user.UserName, user.NormalizedUserName, user.UpdatedAt) = (name, normalized, member.At);
        member.Profile.WordsChangedAt = member.At;
        return null;
    }, stop);

    /// <summary>Says something about oneself; nothing takes it away. Problems: <c>users.bio-long</c>, <c>users.word-blocked</c>.</summary>
    public Task<Outcome> Describe(long userId, string? bio, CancellationToken stop = default) => Change(userId, (_, member) =>
    {
        var text = Lettering.Plain(bio, keepsLines: true);
        if (text.Length > LongestBio) return Refused(Problem.Of("users.bio-long", $"These are {text.Length} characters; {LongestBio} fit."));
        if (blocked.IsInText(text)) return Refused(BlockedWords.Refusal);
        if (text == (member.Profile.Bio ?? "")) return Done;
        member.Profile.Bio = text.Length == 0 ? null : text;
        if (text.Length > 0) member.Profile.WordsChangedAt = member.At;
        return Done;
    }, stop);

    /// <summary>
    /// Moves to another time zone, from the next local day on, so that no local date is counted twice or left out in a streak. Problem:
    /// <c>users.time-zone</c>.
    /// </summary>
    public Task<Outcome> Move(long userId, string zone, CancellationToken stop = default) => Change(userId, (_, member) =>
    {
        if (TimeZoneRules.Check(zone) is { } problem) return Refused(problem);
        var stays = zone == member.Profile.TimeZone;
        member.Profile.NextTimeZone = stays ? null : zone;
        member.Profile.NextTimeZoneFrom = stays ? null : TimeZoneRules.NextDay(member.Profile.TimeZone, member.At);
        return Done;
    }, stop);

    /// <summary>Says who may see the profile.</summary>
    public Task<Outcome> Show(long userId, Visibility to, CancellationToken stop = default) => Change(userId, (_, member) =>
    {
        member.Profile.Visibility = to;
        return Done;
    }, stop);

    /// <summary>Says whether one is told every Monday what the week before was like.</summary>
    public Task<Outcome> Summarize(long userId, bool isWanted, CancellationToken stop = default) => Change(userId, (_, member) =>
    {
        member.Profile.WeeklySummary = isWanted;
        return Done;
    }, stop);

    /// <summary>A member ends every session of theirs, this one included.</summary>
    public Task<Outcome> SignOutEverywhere(Actor by, CancellationToken stop = default) => Change(by.UserId!.Value, async (work, member) =>
    {
        var count = await work.Db.Sessions.CountAsync(s => s.UserId == member.UserId && s.EndedAt == null, work.Stop);
        if (count > 0) audit.Record(work, by, "sessions.ended", AuditSubject.Person(member.UserId, by.Name!), after: new { count });
        await sessions.EndAll(work, member.UserId, SessionEnd.Member);
        return null;
    }, stop);

    private Task<Outcome> Change(long userId, Func<Work, LockedMember, Task<Problem?>> change, CancellationToken stop) => data.Run<Outcome>(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        if (await change(work, member) is { } problem) return problem;
        member.Profile.UpdatedAt = member.At;
        return Outcome.Done;
    }, stop);

    private static readonly Task<Problem?> Done = Task.FromResult<Problem?>(null);

    private static Task<Problem?> Refused(Problem problem) => Task.FromResult<Problem?>(problem);
}
