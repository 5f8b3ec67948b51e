using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>A member is told that staff looks at the account, and what that means.</summary>
public sealed record AccountHeld : IFact
{
    /// <inheritdoc/>
    public static string Kind => "account_held";
}

/// <summary>A member is told that the look is over.</summary>
public sealed record AccountReleased : IFact
{
    /// <inheritdoc/>
    public static string Kind => "account_released";
}

/// <summary>
/// Accounts that staff holds while it looks at them. Held means one thing: what could be spent or handed on stays where it is. The member signs in, trades, earns XP and
/// keeps everything, but buys nothing in the shop, takes no prestige, and neither makes nor replaces an API key. Keys that exist go on. It is kept under the member's lock, by
/// the doors themselves.
/// </summary>
public sealed class Holds(Outbox outbox)
{
    /// <summary>What a held member is told by what is refused.</summary>
    public static readonly Problem Held = Problem.Of("users.held",
        "Staff is looking at this account. Until that is over nothing is bought in the shop, no prestige is taken and no API key is made; everything else goes on, and what you have stays yours.");

    /// <summary>Holds a locked member and tells them; one who is held already is not told again.</summary>
    internal async Task Begin(Work work, long userId, DateTimeOffset now)
    {
        if (await work.Db.Users.Where(u => u.Id == userId && u.HeldAt == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.HeldAt, now), work.Stop) > 0)
            outbox.Tell(work, userId, new AccountHeld(), OutboxLane.Notices);
    }

    /// <summary>Lets a locked member go on, and tells them unless there is no account to go on with.</summary>
    internal async Task End(Work work, long userId, bool tells)
    {
        if (await work.Db.Users.Where(u => u.Id == userId && u.HeldAt != null).ExecuteUpdateAsync(u => u.SetProperty(x => x.HeldAt, (DateTimeOffset?)null), work.Stop) > 0 && tells)
            outbox.Tell(work, userId, new AccountReleased(), OutboxLane.Notices);
    }
}
