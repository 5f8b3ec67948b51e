using System.Security.Cryptography;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>What Telegram tells of a person. Everything but the id may be missing, empty or strange.</summary>
/// <param name="Id">Telegram's id.</param>
/// <param name="Username">Without @.</param>
/// <param name="DisplayName">First and last name.</param>
public sealed record TelegramPerson(long Id, string? Username, string? DisplayName);

/// <summary>A member in few words.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="TelegramId">The linked Telegram account, if any.</param>
/// <param name="IsNew">Whether this call registered them.</param>
public sealed record MemberCard(long UserId, string Username, TierCode Tier, bool IsActive, long? TelegramId, bool IsNew);

/// <summary>The door to people: who they are, how they are registered, linked and suspended.</summary>
public sealed class UserDirectory(HydraXData data)
{
    private const int MostNames = 20;

    /// <summary>The member with this Telegram account, or null.</summary>
    public Task<MemberCard?> ByTelegram(long telegramId, CancellationToken stop = default) =>
        data.Read(db => Cards(db.Users.Where(u => u.TelegramId == telegramId)).FirstOrDefaultAsync(stop), stop);

    /// <summary>The member with this name, without regard to case, or null.</summary>
    public Task<MemberCard?> ByName(string username, CancellationToken stop = default)
    {
        var normalized = UsernameRules.Normalize(username.TrimStart('@'));
        return data.Read(db => Cards(db.Users.Where(u => u.NormalizedUserName == normalized)).FirstOrDefaultAsync(stop), stop);
    }

    /// <summary>
    /// Registers a person at their first message, or finds them: tier NIBBLER, status inactive, rank RECRUIT, a referral code. Two first messages
    /// at the same instant make one member.
    /// </summary>
    public async Task<MemberCard> Register(Work work, TelegramPerson person)
    {
        for (var attempt = 0; attempt < MostNames; attempt++)
        {
            var suffix = attempt == 0 ? "" : RandomNumberGenerator.GetString("0123456789", Math.Min(attempt + 2, 8));
            var name = UsernameRules.Propose(person.Username, person.DisplayName, suffix);
            if (await Insert(work, person.Id, name) is { } userId)
            {
                await InsertProfile(work, userId);
                return new(userId, name, TierCode.Nibbler, true, person.Id, IsNew: true);
            }
            if (await Cards(work.Db.Users.Where(u => u.TelegramId == person.Id)).FirstOrDefaultAsync(work.Stop) is { } known) return known;
        }
        throw new InvalidOperationException($"No free username was found for Telegram account {person.Id} in {MostNames} tries.");
    }

    // Insert-or-nothing against both promises of the table: one account a Telegram id, one account a name.
    private static async Task<long?> Insert(Work work, long telegramId, string name)
    {
        const string columns = "telegram_id, username, normalized_user_name, tier, subscription_status, mt5_connected, is_active, is_demo, created_at, updated_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, security_stamp, concurrency_stamp";
        var sql = work.Dialect.InsertOrNothing("users", columns, "@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p5, @p7, @p7, @p5, @p5, @p5, @p6, @p8, @p9, @p10",
            unique: "", "telegram_id = @p0 OR normalized_user_name = @p2", "user_id");
        return (long?)await work.Scalar(sql, telegramId, name, UsernameRules.Normalize(name), TierCode.Nibbler.Code(), SubscriptionStatus.Inactive.Code(), false, true,
            work.Dialect.Instant(work.At), 0, NewStamp(), Guid.NewGuid().ToString());
    }

    private static async Task InsertProfile(Work work, long userId)
    {
        var code = ReferralCode.New();
        while (await work.Db.Profiles.AnyAsync(p => p.ReferralCode == code, work.Stop)) code = ReferralCode.New();
        work.Db.Add(NewProfile(userId, code, work.At));
        await work.Save();
    }

    /// <summary>A profile as registration makes it.</summary>
    public static UserProfile NewProfile(long userId, string referralCode, DateTimeOffset at) =>
        new() { UserId = userId, ReferralCode = referralCode, CreatedAt = at, UpdatedAt = at };

    /// <summary>A fresh security stamp, which ends all sessions that carry another.</summary>
    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    private static IQueryable<MemberCard> Cards(IQueryable<User> users) =>
        users.Select(u => new MemberCard(u.Id, u.UserName!, u.Tier, u.IsActive, u.TelegramId, false));
}
