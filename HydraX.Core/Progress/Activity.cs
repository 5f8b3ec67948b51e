using System.Collections.Concurrent;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>
/// A member did something, in the bot or on the web: the first time on a UTC day is the daily login, the first time on a local day goes on with the
/// streak. Remembers until when there is nothing more to note of whom, so that all but the first activity cost a look-up in memory; the ledger's key
/// and the profile's date make each once for all nodes.
/// </summary>
public sealed class Activity(Progression progression, Streaks streaks, Clock clock)
{
    private readonly ConcurrentDictionary<long, DateTimeOffset> notedUntil = new();

    /// <summary>Notes activity; returns what the daily login gave, or null when it was given before.</summary>
    public async Task<XpAwarded?> Note(long userId, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        if (notedUntil.TryGetValue(userId, out var until) && now < until) return null;
        var today = UtcDay.Of(now);
        // The streak first: the award's line is what tells open pages to look again.
        if (await streaks.Note(userId, stop) is not { } nextLocalDay) return null;
        var awarded = await progression.AwardXp(new(userId, XpSource.DailyLogin, Description: "First activity of the day", RewardKey: RewardKey.DailyLogin(today)), stop);
        if (!awarded.Succeeded) return null;
        notedUntil[userId] = nextLocalDay < today.End ? nextLocalDay : today.End;
        return awarded.Value.Entry.WasKnown ? null : awarded.Value;
    }
}
