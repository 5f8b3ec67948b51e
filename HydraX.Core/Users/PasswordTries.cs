using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>How often a password may be tried. Pure; the same for accounts and for what is none, so that nobody learns which is which.</summary>
public static class TryRules
{
    /// <summary>Tries after which an account rests.</summary>
    public const int Most = 5;

    /// <summary>How long it rests, and how long a wrong try is remembered after the last one.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>Whether nothing is looked at now.</summary>
    /// <param name="count">Tries that are counted.</param>
    /// <param name="until">Until when they are remembered, exclusive; null if there was none.</param>
    /// <param name="now">By the machine's clock.</param>
    public static bool Rests(int count, DateTimeOffset? until, DateTimeOffset now) => count >= Most && now < until;

    /// <summary>How many are counted with one more.</summary>
    public static int Next(int count, DateTimeOffset? until, DateTimeOffset now) => now < until ? count + 1 : 1;
}

/// <summary>
/// Tries of a member's password, counted in <c>access_failed_count</c>, and remembered until <c>lockout_end</c>. A try is taken before the password is looked at, by
/// one conditional update, so that of many at the same instant, on however many nodes, no more are looked at than of as many one after the other. One that was
/// right gives all back.
/// </summary>
public sealed class PasswordTries(HydraXData data, TimeProvider machine)
{
    /// <summary>Takes one; false while the account rests.</summary>
    public async Task<bool> Take(User user, CancellationToken stop = default)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        // What is refused costs no write.
        if (TryRules.Rests(user.AccessFailedCount, user.LockoutEnd, now)) return false;
        var until = now + TryRules.Rest;
        return await data.Run(work => work.Db.Users.Where(u => u.Id == user.Id && (u.AccessFailedCount < TryRules.Most || u.LockoutEnd == null || u.LockoutEnd <= now))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, x => x.LockoutEnd > now ? x.AccessFailedCount + 1 : 1).SetProperty(x => x.LockoutEnd, until), work.Stop), stop) == 1;
    }

    /// <summary>Forgets what was counted: the password was right, or is another now.</summary>
    public Task Forgive(long userId, CancellationToken stop = default) => data.Run(work => work.Db.Users.Where(u => u.Id == userId && u.LockoutEnd != null)
        .ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null), work.Stop), stop);
}
