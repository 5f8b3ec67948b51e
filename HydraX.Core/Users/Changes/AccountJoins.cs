using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Changes;

/// <summary>
/// One account made of two, as far as it is about who somebody is and how they sign in: the offer that waits for its answer, the ways in that go over, and the
/// account that is closed. What else follows is Lifecycle's.
/// </summary>
public sealed class AccountJoins(AccountLinks links, SessionBook sessions, Protector protector, AuditTrail audit, TimeProvider machine)
{
    /// <summary>Notes that a Telegram account which has a member sent a member's link code; the code is used with it. Null if the code holds no more.</summary>
    internal async Task<AccountChange?> Ask(Work work, string code, long telegramId)
    {
        if (await links.TakeTelegramCode(work, code) is not { } webUser) return null;
        var now = Clock.Cut(machine.GetUtcNow());
        await work.Db.AccountChanges.Where(c => c.Kind == ChangeKind.Merge && c.State == ChangeState.Asked && (c.UserId == webUser || c.NewTelegramId == telegramId))
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, ChangeState.Stopped).SetProperty(x => x.EndedAt, now), work.Stop);
        var asked = new AccountChange
        {
            UserId = webUser,
            Kind = ChangeKind.Merge,
            State = ChangeState.Asked,
            NewTelegramId = telegramId,
            TokenHash = LinkToken.HashOf(LinkToken.NewText()),
            AskedAt = now,
            ExpiresAt = now + LinkToken.Life,
        };
        work.Db.Add(asked);
        await work.Save();
        return asked;
    }

    /// <summary>The offer of that number, if it still holds.</summary>
    internal Task<AccountChange?> Open(Work work, long changeId)
    {
        var now = machine.GetUtcNow();
        return work.Db.AccountChanges.AsNoTracking().FirstOrDefaultAsync(c => c.ChangeId == changeId && c.Kind == ChangeKind.Merge && c.State == ChangeState.Asked && c.ExpiresAt > now, work.Stop);
    }

    /// <summary>Takes up an offer. Of several at the same instant one does.</summary>
    internal async Task<bool> Take(Work work, long changeId)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        return await work.Db.AccountChanges.Where(c => c.ChangeId == changeId && c.State == ChangeState.Asked && c.ExpiresAt > now)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, ChangeState.Done).SetProperty(x => x.EndedAt, now), work.Stop) == 1;
    }

    /// <summary>
    /// Hands an account's ways in to another, where that has none of the kind, and closes it. Both are locked. Returns the confirmed addresses of both, to be
    /// told, and kept nowhere.
    /// </summary>
    internal async Task<IReadOnlyList<string>> Join(Work work, User stays, User goes, Actor by, long xp)
    {
        var addresses = new[] { stays, goes }.Where(u => u.EmailConfirmed).Select(u => protector.Reveal(UserSecrets.Email, u.ProtectedEmail)).OfType<string>().ToList();
        audit.Record(work, by, "users.merged", AuditSubject.Person(stays.Id, stays.UserName!), after: new { closed = goes.Id, xp });
        audit.Record(work, by, "users.closed-by-merge", AuditSubject.Person(goes.Id, goes.UserName!), after: new { into = stays.Id, xp });

        var had = new WaysIn(goes.TelegramId, goes.TelegramBlockedAt, goes.ProtectedEmail, goes.EmailLookup, goes.EmailConfirmed, goes.PasswordHash, goes.ProtectedPhone, goes.PhoneNumberConfirmed);
        Close(goes, stays.Id, work.At);
        // One account an address and a Telegram account: they are let go of before they are taken.
        await work.Save();
        Take(stays, had, work.At);
        await work.Save();
        await MoveFactors(work, goes.Id, stays.Id);
        await EndTheRest(work, goes.Id, stays.Id);
        await sessions.EndAll(work, goes.Id, SessionEnd.Erased);
        await sessions.EndAll(work, stays.Id, SessionEnd.Credentials);
        return addresses;
    }

    private static void Take(User stays, WaysIn had, DateTimeOffset at)
    {
        if (stays.TelegramId is null) (stays.TelegramId, stays.TelegramBlockedAt) = (had.TelegramId, had.BlockedAt);
        if (stays.ProtectedEmail is null) (stays.ProtectedEmail, stays.EmailLookup, stays.EmailConfirmed) = (had.Email, had.EmailLookup, had.IsEmailConfirmed);
        if (stays.ProtectedPhone is null) (stays.ProtectedPhone, stays.PhoneNumberConfirmed) = (had.Phone, had.IsPhoneConfirmed);
        stays.PasswordHash ??= had.PasswordHash;
        Touch(stays, at);
    }

    private static void Close(User goes, long into, DateTimeOffset at)
    {
        goes.UserName = ErasedName.Of(goes.Id);
        goes.NormalizedUserName = UsernameRules.Normalize(goes.UserName);
        (goes.TelegramId, goes.TelegramBlockedAt, goes.ProtectedEmail, goes.EmailLookup, goes.EmailConfirmed) = (null, null, null, null, false);
        (goes.ProtectedPhone, goes.PhoneNumberConfirmed, goes.PasswordHash, goes.ApiKey, goes.Mt5Connected) = (null, false, null, null, false);
        (goes.IsActive, goes.MergedIntoUserId) = (false, into);
        Touch(goes, at);
    }

    // With another stamp, whoever read the row before and saves it now finds that it is another, and reads again.
    private static void Touch(User user, DateTimeOffset at) => (user.UpdatedAt, user.ConcurrencyStamp) = (at, Guid.NewGuid().ToString());

    // The app goes over with its codes on paper where the other has none. Passkeys cannot: the device has bound them to the account's number.
    private static async Task MoveFactors(Work work, long from, long to)
    {
        if (!await work.Db.Authenticators.AnyAsync(a => a.UserId == to && a.ConfirmedAt != null, work.Stop))
        {
            await work.Db.Authenticators.Where(a => a.UserId == to).ExecuteDeleteAsync(work.Stop);
            await work.Db.Authenticators.Where(a => a.UserId == from && a.ConfirmedAt != null).ExecuteUpdateAsync(a => a.SetProperty(x => x.UserId, to), work.Stop);
        }
        if (!await work.Db.RecoveryCodes.AnyAsync(c => c.UserId == to && c.UsedAt == null, work.Stop))
            await work.Db.RecoveryCodes.Where(c => c.UserId == from && c.UsedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.UserId, to), work.Stop);
        await Factors.SecondFactors.RemoveAll(work, from);
    }

    private async Task EndTheRest(Work work, long goes, long stays)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        await work.Db.ApiKeys.Where(k => k.UserId == goes && k.RevokedAt == null).ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, now), work.Stop);
        await work.Db.LinkTokens.Where(t => t.UserId == goes || t.UserId == stays).ExecuteDeleteAsync(work.Stop);
        await work.Db.AccountChanges.Where(c => (c.UserId == goes || c.UserId == stays) && c.State == ChangeState.Asked)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, ChangeState.Stopped).SetProperty(x => x.EndedAt, now).SetProperty(x => x.ProtectedEmail, (string?)null), work.Stop);
    }

    private sealed record WaysIn(long? TelegramId, DateTimeOffset? BlockedAt, string? Email, string? EmailLookup, bool IsEmailConfirmed, string? PasswordHash, string? Phone, bool IsPhoneConfirmed);
}
