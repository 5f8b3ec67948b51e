using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Current;

/// <summary>The board of streaks: runs in force now, each by its member's own calendar.</summary>
public sealed class StreakBoard(HydraXData data, BoardQuestions questions, Clock clock, TimeProvider machine) : CurrentBoard(questions, clock, machine)
{
    // No run that ended earlier is in force anywhere: freezes, the day after, and the width of the calendar.
    private const int LongestGap = StreakRules.MostFreezes + 3;

    /// <inheritdoc/>
    public override BoardCode Code => BoardCode.Streak;

    /// <inheritdoc/>
    protected override Task Read(DateTimeOffset at, Action<CurrentStanding> take, CancellationToken stop) => data.Read(async db =>
    {
        var since = UtcDay.Of(at).Date.AddDays(-LongestGap);
        var today = new Dictionary<string, DateOnly>();
        var runs = Runs(db, db.Profiles.Where(p => p.CurrentStreak > 0 && p.StreakHeldOn >= since));
        await foreach (var run in runs.AsAsyncEnumerable().WithCancellation(stop))
            if (Standing(run, at, today) is { } standing) take(standing);
        return true;
    }, stop);

    /// <inheritdoc/>
    protected override Task<CurrentStanding?> ReadOne(long userId, DateTimeOffset at, CancellationToken stop) => data.Read(async db =>
        await Runs(db, db.Profiles.Where(p => p.UserId == userId && p.CurrentStreak > 0)).FirstOrDefaultAsync(stop) is { } run ? Standing(run, at, []) : null, stop);

    private static IQueryable<Run> Runs(HydraXDb db, IQueryable<UserProfile> profiles) =>
        from p in profiles
        where p.Visibility != Visibility.Hidden
        join u in db.Users on p.UserId equals u.Id
        where u.IsActive
        select new Run(p.UserId, p.CurrentStreak, p.StreakHeldOn, p.LastActiveOn, p.StreakFreezes, p.TimeZone, p.NextTimeZone, p.NextTimeZoneFrom, u.Tier);

    private static CurrentStanding? Standing(Run run, DateTimeOffset at, Dictionary<string, DateOnly> today)
    {
        var zone = run.NextZone is { } next && run.NextZoneFrom <= at ? next : run.Zone;
        if (!today.TryGetValue(zone, out var date)) today[zone] = date = TimeZoneRules.Date(zone, at);
        if (run is not { HeldOn: { } held, LastActiveOn: { } last } || !StreakRules.IsInForce(held, run.Freezes, date)) return null;
        return new(new(run.UserId, run.Days, BoardRules.Micros(new UtcDay(last).Start)), run.Tier);
    }

    private sealed record Run(long UserId, int Days, DateOnly? HeldOn, DateOnly? LastActiveOn, int Freezes, string Zone, string? NextZone, DateTimeOffset? NextZoneFrom, TierCode Tier);
}
