using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>
/// What outlives an erased account: a keyed hash of its Telegram account or its address, only to refuse a second Press Pass and a second referral. The row of
/// <c>tombstones</c>; retention removes it.
/// </summary>
public sealed class Tombstone
{
    /// <summary>Row id.</summary>
    public long TombstoneId { get; set; }

    /// <summary>The keyed hash; it names the key of the ring that made it.</summary>
    public string Lookup { get; set; } = "";

    /// <summary>Whether the account had a Press Pass.</summary>
    public bool HadPass { get; set; }

    /// <summary>Whether the account had come by a referral.</summary>
    public bool WasReferred { get; set; }

    /// <summary>When it was erased, by the domain's clock.</summary>
    public DateTimeOffset ErasedAt { get; set; }
}

/// <summary>How an erased member is called.</summary>
public static class ErasedName
{
    /// <summary>With a blank, so that nobody can choose it, and with the number, so that names stay unique.</summary>
    public static string Of(long userId) => $"deleted member {userId}";
}

/// <summary>The door to what is remembered of erased accounts.</summary>
public sealed class Tombstones(Protector protector)
{
    // Hashes of a retired key cannot be made anew, since nobody has the address any more: they are looked for under every key there ever was.
    private static readonly ProtectedColumn Telegram = new("tombstones", "tombstone_id", "telegram");
    private static readonly ProtectedColumn Email = new("tombstones", "tombstone_id", "email", AsCompared: UsernameRules.Normalize);

    /// <summary>Sets the stones of an account that is being erased, one for each way by which the person could come back.</summary>
    internal void Set(Work work, long? telegramId, string? email, bool hadPass, bool wasReferred)
    {
        if (telegramId is { } id) Add(Telegram, Text(id));
        if (email is not null) Add(Email, email);

        void Add(ProtectedColumn of, string value) =>
            work.Db.Add(new Tombstone { Lookup = protector.Lookup(of, value), HadPass = hadPass, WasReferred = wasReferred, ErasedAt = work.At });
    }

    /// <summary>Whether somebody with this member's Telegram account or confirmed address had a Press Pass before they were erased.</summary>
    public Task<bool> HadPass(Work work, long userId) => Any(work, userId, stones => stones.Where(s => s.HadPass));

    /// <summary>Whether somebody with this member's Telegram account or confirmed address had come by a referral before they were erased.</summary>
    public Task<bool> WasReferred(Work work, long userId) => Any(work, userId, stones => stones.Where(s => s.WasReferred));

    private async Task<bool> Any(Work work, long userId, Func<IQueryable<Tombstone>, IQueryable<Tombstone>> kind)
    {
        var user = await work.Db.Users.AsNoTracking().Where(u => u.Id == userId).Select(u => new { u.TelegramId, u.ProtectedEmail }).FirstAsync(work.Stop);
        var lookups = new List<string>();
        if (user.TelegramId is { } id) lookups.AddRange(protector.EveryLookup(Telegram, Text(id)));
        if (protector.Reveal(UserSecrets.Email, user.ProtectedEmail) is { } email) lookups.AddRange(protector.EveryLookup(Email, email));
        return lookups.Count > 0 && await kind(work.Db.Tombstones).AnyAsync(s => lookups.Contains(s.Lookup), work.Stop);
    }

    private static string Text(long telegramId) => telegramId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
