using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>Whether and where a member can be written to at Telegram.</summary>
/// <param name="UserId">Who.</param>
/// <param name="TelegramId">The account, which is also the number of the private chat with the bot; null without one.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="IsBlocked">Whether they have blocked the bot.</param>
public sealed record TelegramContact(long UserId, long? TelegramId, bool IsActive, bool IsBlocked);

/// <summary>The door to where members are reached at Telegram.</summary>
public sealed class TelegramContacts(HydraXData data, TimeProvider machine)
{
    /// <summary>The contacts of these members; those that are unknown are missing.</summary>
    public Task<Dictionary<long, TelegramContact>> Of(IReadOnlyCollection<long> userIds, CancellationToken stop = default) => data.Read(
        db => db.Users.Where(u => userIds.Contains(u.Id)).Select(u => new TelegramContact(u.Id, u.TelegramId, u.IsActive, u.TelegramBlockedAt != null))
            .ToDictionaryAsync(c => c.UserId, stop), stop);

    /// <summary>The person has blocked the bot, or closed their account: nothing is sent until they are back. Known already changes nothing.</summary>
    public Task Lost(long telegramId, CancellationToken stop = default)
    {
        var at = Clock.Cut(machine.GetUtcNow());
        return Mark(db => db.Users.Where(u => u.TelegramId == telegramId && u.TelegramBlockedAt == null), at, stop);
    }

    /// <summary>The person can be written to again: they unblocked the bot, or wrote to it.</summary>
    public Task Found(long telegramId, CancellationToken stop = default) =>
        Mark(db => db.Users.Where(u => u.TelegramId == telegramId && u.TelegramBlockedAt != null), null, stop);

    private Task Mark(Func<HydraXDb, IQueryable<User>> who, DateTimeOffset? blockedAt, CancellationToken stop) => data.Run(
        work => who(work.Db).ExecuteUpdateAsync(u => u.SetProperty(x => x.TelegramBlockedAt, blockedAt), work.Stop), stop);
}
