using HydraX.Core.Data;

namespace HydraX.Core.Users;

/// <summary>The door to streaks.</summary>
public sealed class Streaks(HydraXData data)
{
    /// <summary>
    /// Counts a member's activity, once for each of their local dates. Returns the first instant of their next local day, before which there is nothing
    /// more to count; null for who is unknown or suspended.
    /// </summary>
    public Task<DateTimeOffset?> Note(long userId, CancellationToken stop = default) => data.Run<DateTimeOffset?>(async work =>
    {
        if (await work.LockMember(userId) is not { IsActive: true } member) return null;
        if (StreakRules.RollOver(member.Profile, member.At)) member.Profile.UpdatedAt = member.At;
        return TimeZoneRules.NextDay(member.Profile.TimeZoneAt(member.At), member.At);
    }, stop);
}
