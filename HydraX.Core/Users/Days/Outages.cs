using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Days;

/// <summary>A member has back a streak that a forgiven day had ended.</summary>
/// <param name="Day">The day.</param>
/// <param name="Run">Days in a row with it.</param>
/// <param name="Reason">Why it is forgiven, in the staff's words.</param>
public sealed record StreakRestored(DateOnly Day, int Run, string Reason) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "streak_restored";
}

/// <summary>A date before it is forgiven.</summary>
/// <param name="Day">The date.</param>
/// <param name="Missed">Members who were there on the day before and not on this one.</param>
/// <param name="There">Members who were there on it.</param>
public sealed record OutagePreview(DateOnly Day, int Missed, int There);

/// <summary>
/// The door to forgiven dates: one on which members could not come ends nobody's streak. Whose streak it had ended gets it back, member by member, by a job
/// that may be killed and goes on where it was; a freeze that the day had used comes back too. XP that was awarded in between stays as it was.
/// </summary>
public sealed class Outages(HydraXData data, Outbox outbox, AuditTrail audit)
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 200;

    private const int Block = 100;

    /// <summary>
    /// Forgives a date to everybody, once. Problems: <c>streaks.reason</c>, <c>streaks.day</c> (too long ago or too far ahead), <c>streaks.forgiven</c>, and those of
    /// <see cref="Duty.ShapeProgress"/>.
    /// </summary>
    public Task<Outcome<ForgivenDay>> Forgive(DateOnly day, string reason, Actor by, CancellationToken stop = default) => data.Run<Outcome<ForgivenDay>>(async work =>
    {
        if (await work.Demand(by, Duty.ShapeProgress) is { } refused) return refused;
        reason = reason.Trim();
        if (reason.Length is 0 or > LongestReason) return Problem.Of("streaks.reason", $"Say why in 1 to {LongestReason} characters: members read it.");
        if (Refusal(day, UtcDay.Of(work.At).Date) is { } notThen) return notThen;
        var made = await work.Scalar(work.Dialect.InsertOrNothing("forgiven_days", "day, reason, made_by_user_id, created_at, restored_up_to, restored_members", "@p0, @p1, @p2, @p3, 0, 0", "day", "day = @p0", "day"),
            work.Dialect.Date(new(day)), reason, by.UserId, work.Dialect.Instant(work.At));
        if (made is null) return Problem.Of("streaks.forgiven", $"{Words(day)} is forgiven already.");
        audit.Record(work, by, "streaks.day-forgiven", new("forgiven_day", day.ToString("O", CultureInfo.InvariantCulture)), after: new { day }, why: reason);
        return await work.Db.ForgivenDays.AsNoTracking().SingleAsync(f => f.Day == day, work.Stop);
    }, stop);

    /// <summary>How many members a date would be forgiven to. Problem: <c>streaks.day</c>.</summary>
    public Task<Outcome<OutagePreview>> Preview(DateOnly day, DateOnly today, CancellationToken stop = default) => data.Read<Outcome<OutagePreview>>(async db =>
    {
        if (Refusal(day, today) is { } refused) return refused;
        var before = day.AddDays(-1);
        var there = db.ActivityDays.Where(d => d.Day == day);
        var missed = await db.ActivityDays.CountAsync(d => d.Day == before && !db.ActivityDays.Any(o => o.UserId == d.UserId && o.Day == day && o.Kind == DayKind.Active), stop);
        return new OutagePreview(day, missed, await there.CountAsync(d => d.Kind == DayKind.Active, stop));
    }, stop);

    /// <summary>Forgiven dates, the latest first.</summary>
    public Task<List<ForgivenDay>> Latest(int most, CancellationToken stop = default) =>
        data.Read(db => db.ForgivenDays.OrderByDescending(f => f.Day).Take(most).ToListAsync(stop), stop);

    /// <summary>Gives back what forgiven dates had ended, and goes on where an earlier run was killed. Returns how many members got a streak back.</summary>
    public async Task<int> Restore(CancellationToken stop)
    {
        var restored = 0;
        foreach (var day in await data.Read(db => db.ForgivenDays.Where(f => f.RestoredAt == null).OrderBy(f => f.Day).Select(f => f.Day).ToListAsync(stop), stop))
        {
            while (await data.Run(work => RestoreBlock(work, day), stop) is { } block) restored += block;
        }
        return restored;
    }

    // Null when the date is done, by this run or by another node's.
    private async Task<int?> RestoreBlock(Work work, DateOnly on)
    {
        if (await work.Db.ForgivenDays.Where(f => f.Day == on).ForUpdate().SingleAsync(work.Stop) is not { RestoredAt: null } day) return null;
        var ids = await Touched(work.Db, on).Where(p => p.UserId > day.RestoredUpTo).OrderBy(p => p.UserId).Select(p => p.UserId).Take(Block).ToListAsync(work.Stop);
        if (ids.Count == 0)
        {
            day.RestoredAt = work.At;
            return null;
        }
        var forgiven = await work.Db.ForgivenDays.Select(f => f.Day).ToHashSetAsync(work.Stop);
        var restored = 0;
        foreach (var id in ids)
            if (await RestoreMember(work, id, day, forgiven)) restored++;
        day.RestoredUpTo = ids[^1];
        day.RestoredMembers += restored;
        return restored;
    }

    // Whose run reached the day before or a later day, and who was not there on the day itself.
    private static IQueryable<UserProfile> Touched(HydraXDb db, DateOnly day)
    {
        var before = day.AddDays(-1);
        return db.Profiles.Where(p => p.StreakHeldOn >= before && !db.ActivityDays.Any(d => d.UserId == p.UserId && d.Day == day && d.Kind == DayKind.Active));
    }

    private async Task<bool> RestoreMember(Work work, long userId, ForgivenDay day, HashSet<DateOnly> forgiven)
    {
        var member = (await work.LockMember(userId))!;
        var days = await work.Db.ActivityDays.Where(d => d.UserId == userId).OrderBy(d => d.Day).ToListAsync(work.Stop);
        if (days.Find(d => d.Day == day.Day) is { } frozen)
        {
            days.Remove(frozen);
            work.Db.Remove(frozen);
            member.Profile.StreakFreezes = Math.Min(StreakRules.MostFreezes, member.Profile.StreakFreezes + 1);
        }
        var isLonger = StreakRules.Restore(member.Profile, member.At, StreakRules.Count(days, forgiven));
        member.Profile.UpdatedAt = member.At;
        if (isLonger && member.IsActive) outbox.Tell(work, userId, new StreakRestored(day.Day, member.Profile.CurrentStreak, day.Reason), OutboxLane.Notices);
        return isLonger;
    }

    private static Problem? Refusal(DateOnly day, DateOnly today)
    {
        var (from, to) = (today.AddDays(-StreakRules.ForgivenDaysBack), today.AddDays(StreakRules.ForgivenDaysAhead));
        return day >= from && day <= to ? null : Problem.Of("streaks.day", $"A date from {Words(from)} to {Words(to)} can be forgiven; {Words(day)} is outside.");
    }

    private static string Words(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
