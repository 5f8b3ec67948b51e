using System.Collections.Concurrent;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>
/// A member did something, in the bot or on the web: the first time on a UTC day is the daily login. Remembers whom it has seen today, so that all
/// but the first activity cost a look-up in memory; the ledger's key makes it once for all nodes.
/// </summary>
public sealed class Activity(Progression progression, Clock clock)
{
    private readonly ConcurrentDictionary<long, UtcDay> seen = new();

    /// <summary>Notes activity; returns what the daily login gave, or null when it was given before.</summary>
    public async Task<XpAwarded?> Note(long userId, CancellationToken stop = default)
    {
        var today = clock.Today;
        if (seen.TryGetValue(userId, out var day) && day == today) return null;
        var awarded = await progression.AwardXp(new(userId, XpSource.DailyLogin, Description: "First activity of the day", RewardKey: RewardKey.DailyLogin(today)), stop);
        if (!awarded.Succeeded) return null;
        seen[userId] = today;
        return awarded.Value.Entry.WasKnown ? null : awarded.Value;
    }
}
