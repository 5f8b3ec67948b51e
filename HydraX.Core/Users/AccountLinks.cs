using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>A one-time code as given out; it is kept nowhere.</summary>
/// <param name="Code">22 characters that may stand in an address.</param>
/// <param name="ExpiresAt">From when it no longer holds, by the machine's clock.</param>
public sealed record LinkCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>
/// The door between web and Telegram: a code made on one side and used on the other, once, within ten minutes. Codes race for one conditional
/// update, so of two uses at the same instant one succeeds.
/// </summary>
public sealed class AccountLinks(HydraXData data, AuditTrail audit, TimeProvider machine)
{
    /// <summary>The code of the problem that the Telegram account is a member of its own; the two can be merged.</summary>
    public const string HasMember = "link.has-member";

    /// <summary>What is said of a code that is wrong, used or too old; which of them is nobody's business.</summary>
    public static readonly Problem Unusable = Problem.Of("link.unusable", "This link has been used, is older than 10 minutes, or was never ours. Ask for a new one.");

    /// <summary>
    /// For the bot: a code that signs its member in on the web, at <c>/account/telegram?token=</c>. Problems: <c>users.unknown</c>,
    /// <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<LinkCode>> WebSignInCode(long userId, CancellationToken stop = default) => Make(userId, LinkPurpose.WebSignIn, _ => null, stop);

    /// <summary>
    /// For the settings page: a code that links the Telegram account which sends it to this member, by <c>/start link_CODE</c>. Problems:
    /// <c>link.linked</c> (a Telegram account is linked already), <c>users.unknown</c>, <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<LinkCode>> TelegramCode(long userId, CancellationToken stop = default) =>
        Make(userId, LinkPurpose.TelegramLink, user => user.TelegramId is null ? null : Problem.Of("link.linked", "A Telegram account is linked to this member already."), stop);

    /// <summary>Whom a web sign-in code would sign in, without using it; null if it holds no more.</summary>
    public Task<MemberCard?> Look(string code, CancellationToken stop = default)
    {
        var (hash, now) = (LinkToken.HashOf(code), machine.GetUtcNow());
        return data.Read(db => db.LinkTokens.Where(t => t.TokenHash == hash && t.Purpose == LinkPurpose.WebSignIn && t.UsedAt == null && t.ExpiresAt > now)
            .Join(db.Users, t => t.UserId, u => u.Id, (_, u) => new MemberCard(u.Id, u.UserName!, u.Tier, u.IsActive, u.TelegramId, false))
            .FirstOrDefaultAsync(stop), stop);
    }

    /// <summary>For the web: uses a sign-in code. Problems: <c>link.unusable</c>, <c>users.suspended</c>.</summary>
    public Task<Outcome<MemberCard>> UseWebSignIn(string code, CancellationToken stop = default) => data.Run<Outcome<MemberCard>>(async work =>
    {
        if (await Use(work, code, LinkPurpose.WebSignIn) is not { } userId) return Unusable;
        var user = await work.Db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, work.Stop);
        return user.IsActive ? Card(user) : Members.Suspended;
    }, stop);

    /// <summary>
    /// For the bot: links the Telegram account that sent <c>/start link_CODE</c> to the member who made the code. Ask it before the person is
    /// registered: an account that has a member of its own cannot be linked. A refusal leaves the code usable. Problems: <c>link.unusable</c>,
    /// <c>link.own</c> (linked to this member already), <c>link.has-member</c> (the Telegram account has another member), <c>link.linked</c> (the member
    /// has another Telegram account), <c>users.suspended</c>.
    /// </summary>
    public Task<Outcome<MemberCard>> LinkTelegram(string code, TelegramPerson person, CancellationToken stop = default) => data.Run<Outcome<MemberCard>>(async work =>
    {
        if (await Use(work, code, LinkPurpose.TelegramLink) is not { } userId) return Unusable;
        if (await work.LockMember(userId) is not { } member) return Unusable;
        if (!member.IsActive) return Members.Suspended;
        var user = await work.Db.Users.FirstAsync(u => u.Id == userId, work.Stop);
        var holder = await work.Db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.TelegramId == person.Id, work.Stop);
        if (Refusal(user, holder, person) is { } refusal) return refusal;

        user.TelegramId = person.Id;
        user.UpdatedAt = work.At;
        audit.Record(work, new(userId, user.UserName, Origin.Bot), "users.telegram-linked", AuditSubject.Person(userId, user.UserName!));
        return Card(user);
    }, stop);

    /// <summary>Uses a code of the settings page for something else than linking: whose it was, or null if it holds no more.</summary>
    internal Task<long?> TakeTelegramCode(Work work, string code) => Use(work, code, LinkPurpose.TelegramLink);

    private static Problem? Refusal(User user, User? holder, TelegramPerson person)
    {
        if (user.TelegramId == person.Id) return Problem.Of("link.own", $"This Telegram account is linked to {user.UserName} already. Nothing was changed.");
        if (user.TelegramId is not null) return Problem.Of("link.linked", $"{user.UserName} is linked to another Telegram account already. Nothing was changed.");
        if (holder is null) return null;
        return Problem.Of(HasMember, $"This Telegram account already is the member {holder.UserName}, so it was not linked to {user.UserName}. One account can be made of both.");
    }

    private Task<Outcome<LinkCode>> Make(long userId, LinkPurpose purpose, Func<User, Problem?> refuses, CancellationToken stop) => data.Run<Outcome<LinkCode>>(async work =>
    {
        var user = await work.Db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, work.Stop);
        if (user is null) return Members.NoMember(userId);
        if (!user.IsActive) return Members.Suspended;
        if (refuses(user) is { } refusal) return refusal;

        // A new code makes the earlier ones of its kind void; what is long over goes with them.
        var now = Clock.Cut(machine.GetUtcNow());
        await work.Db.LinkTokens.Where(t => (t.UserId == userId && t.Purpose == purpose) || t.ExpiresAt < now.AddDays(-1)).ExecuteDeleteAsync(work.Stop);
        var text = LinkToken.NewText();
        work.Db.Add(new LinkToken { TokenHash = LinkToken.HashOf(text), Purpose = purpose, UserId = userId, CreatedAt = now, ExpiresAt = now + LinkToken.Life });
        return new LinkCode(text, now + LinkToken.Life);
    }, stop);

    private async Task<long?> Use(Work work, string code, LinkPurpose purpose)
    {
        var (hash, now) = (LinkToken.HashOf(code), Clock.Cut(machine.GetUtcNow()));
        var used = await work.Db.LinkTokens.Where(t => t.TokenHash == hash && t.Purpose == purpose && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), work.Stop);
        return used == 0 ? null : await work.Db.LinkTokens.Where(t => t.TokenHash == hash).Select(t => (long?)t.UserId).FirstAsync(work.Stop);
    }

    private static MemberCard Card(User user) => new(user.Id, user.UserName!, user.Tier, user.IsActive, user.TelegramId, false);
}
