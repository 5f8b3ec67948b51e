using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards;

/// <summary>Who stands on a row: asked of the database for the rows that are shown, and for no others.</summary>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Rank">The rank, RECRUIT from a wipe's midnight on.</param>
/// <param name="PrestigeLevel">Stars.</param>
/// <param name="Title">A title bought in the shop.</param>
/// <param name="IsDemo">Demo content.</param>
/// <param name="Frame">The code of a frame bought in the shop.</param>
public sealed record BoardMember(string Username, TierCode Tier, RankCode Rank, int PrestigeLevel, string? Title, bool IsDemo, string? Frame = null);

/// <summary>Reads for screens of boards.</summary>
public sealed class BoardQuestions(HydraXData data, XpQuestions xp, XpCalendar calendar, Clock clock)
{
    private const int DaysOfAllTime = 30;

    /// <summary>Those of the members who may be on a board now; who is missing is suspended, hidden or gone.</summary>
    public Task<Dictionary<long, BoardMember>> Members(IReadOnlyCollection<long> ids, CancellationToken stop) => data.Read(async db =>
    {
        var now = clock.GetUtcNow();
        var rows = await db.Users
            .Where(u => ids.Contains(u.Id) && u.IsActive)
            .Join(db.Profiles.Where(p => p.Visibility != Visibility.Hidden), u => u.Id, p => p.UserId,
                (u, p) => new { u.Id, u.UserName, u.Tier, u.IsDemo, p.CurrentRank, p.PrestigeLevel, p.Title, p.WornFrame, p.WipeSettledUntil, p.WipeUntil })
            .ToListAsync(stop);
        return rows.ToDictionary(row => row.Id, row => new BoardMember(
            row.UserName!, row.Tier, MidnightRules.Due(row.WipeSettledUntil, row.WipeUntil, now) is null ? row.CurrentRank : RankCode.Recruit,
            row.PrestigeLevel, row.Title, row.IsDemo, row.WornFrame));
    }, stop);

    /// <summary>XP that a member earned on each day of a period that runs, today last; of all time the last 30 days.</summary>
    public Task<IReadOnlyList<DayXp>> Days(BoardPeriod period, long userId, CancellationToken stop) => data.Read<IReadOnlyList<DayXp>>(async db =>
    {
        var today = clock.Today;
        var from = BoardRules.StartOf(period, today, calendar.SeasonAt(today)) is { } start ? UtcDay.Of(start).Date : today.Date.AddDays(1 - DaysOfAllTime);
        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop);
        var days = profile is null ? [] : (await xp.Days(db, profile, from, stop)).ToDictionary(day => day.On);
        return [.. Enumerable.Range(0, today.Date.DayNumber - from.DayNumber + 1).Select(from.AddDays).Select(on => days.GetValueOrDefault(on) ?? new DayXp(on, 0, 0, 0))];
    }, stop);
}
