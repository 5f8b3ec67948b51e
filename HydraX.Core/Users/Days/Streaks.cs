using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Days;

/// <summary>Freezes protected days on which the member was not there.</summary>
/// <param name="Days">The dates, in order.</param>
/// <param name="Run">Days in a row that go on.</param>
/// <param name="Left">Freezes that are left.</param>
public sealed record StreakProtected(IReadOnlyList<DateOnly> Days, int Run, int Left) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "streak_protected";
}

/// <summary>The door to streaks.</summary>
public sealed class Streaks(HydraXData data, Outbox outbox)
{
    /// <summary>
    /// Counts a member's activity, once for each of their local dates. Returns the first instant of their next local day, before which there is nothing
    /// more to count; null for who is unknown or suspended.
    /// </summary>
    public Task<DateTimeOffset?> Note(long userId, CancellationToken stop = default) => data.Run<DateTimeOffset?>(async work =>
    {
        if (await work.LockMember(userId) is not { IsActive: true } member) return null;
        await RollOver(work, member);
        return TimeZoneRules.NextDay(member.Profile.TimeZoneAt(member.At), member.At);
    }, stop);

    /// <summary>Settles the days gone by of a locked member: which freezes were used, and whether the run has ended. Whatever adds a freeze does this first.</summary>
    public async Task Settle(Work work, LockedMember member)
    {
        if (StreakRules.Missed(member.Profile, member.At) == 0) return;
        Keep(work, member, StreakRules.Settle(member.Profile, member.At, await ForgivenSince(work, member.Profile)));
    }

    /// <summary>Brings the days and freezes of an account that is merged away to the one that stays; both are locked. The run is counted anew from the days of both.</summary>
    public async Task Join(Work work, LockedMember from, LockedMember to)
    {
        var brought = await work.Db.ActivityDays.AsNoTracking().Where(d => d.UserId == from.UserId).ToListAsync(work.Stop);
        var days = await work.Db.ActivityDays.Where(d => d.UserId == to.UserId).ToDictionaryAsync(d => d.Day, work.Stop);
        foreach (var day in brought)
        {
            if (!days.TryGetValue(day.Day, out var known)) days[day.Day] = work.Db.Add(new ActivityDay { UserId = to.UserId, Day = day.Day, Kind = day.Kind }).Entity;
            else if (day.Kind == DayKind.Active) known.Kind = DayKind.Active;
        }
        if (from.Profile.LastActiveOn > to.Profile.LastActiveOn || to.Profile.LastActiveOn is null) to.Profile.LastActiveOn = from.Profile.LastActiveOn;
        to.Profile.StreakFreezes = Math.Min(StreakRules.MostFreezes, to.Profile.StreakFreezes + from.Profile.StreakFreezes);
        from.Profile.StreakFreezes = 0;
        StreakRules.Restore(to.Profile, to.At, StreakRules.Count(days.Values.OrderBy(d => d.Day), await work.Db.ForgivenDays.Select(f => f.Day).ToHashSetAsync(work.Stop)));
    }

    private async Task RollOver(Work work, LockedMember member)
    {
        if (StreakRules.IsCounted(member.Profile, member.At)) return;
        Keep(work, member, StreakRules.RollOver(member.Profile, member.At, await ForgivenSince(work, member.Profile)));
        work.Db.Add(new ActivityDay { UserId = member.UserId, Day = member.Profile.LastActiveOn!.Value, Kind = DayKind.Active });
    }

    // A run that ended all the same is told of by no message.
    private void Keep(Work work, LockedMember member, StreakSettled settled)
    {
        var profile = member.Profile;
        profile.UpdatedAt = member.At;
        work.Db.AddRange(settled.Frozen.Select(day => new ActivityDay { UserId = member.UserId, Day = day, Kind = DayKind.Frozen }));
        if (settled is { Frozen.Count: > 0, Ended: 0 })
            outbox.Tell(work, member.UserId, new StreakProtected(settled.Frozen, profile.CurrentStreak, profile.StreakFreezes), OutboxLane.Notices);
    }

    private static async Task<HashSet<DateOnly>> ForgivenSince(Work work, UserProfile profile)
    {
        var held = profile.StreakHeldOn ?? DateOnly.MinValue;
        return await work.Db.ForgivenDays.Where(f => f.Day > held).Select(f => f.Day).ToHashSetAsync(work.Stop);
    }
}
