using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Messaging;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Summaries;

/// <summary>
/// The door to Monday's summary: once a week is closed, whoever was active in it and wants to know is told what it was like, member by member in blocks. How far it has come
/// stands on the week, so a run that was killed goes on, and two at once tell each member once.
/// </summary>
public sealed class WeeklySummaries(HydraXData data, LedgerScores scores, AchievementQuestions achievements, Outbox outbox, Clock clock)
{
    /// <summary>How long after its week a summary is still worth reading.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(3);

    /// <summary>Tells the week before, if it is closed. Returns how many members this run told.</summary>
    public async Task<int> Tell(CancellationToken stop)
    {
        var monday = clock.Today.Monday;
        var start = monday.Date.AddDays(-7);
        var isDue = await data.Read(db => db.Set<LeagueWeek>().AnyAsync(w => w.WeekStart == start && w.ClosedAt != null && w.SummedAt == null, stop), stop);
        if (!isDue || clock.GetUtcNow() >= monday.Start + Fresh) return 0;
        var earned = (await scores.Earnings(new(start), monday, stop)).ToDictionary(e => e.UserId, e => e.Xp);
        var told = 0;
        while ((await data.RunBlock(work => TellBlock(work, start, earned), stop)).Result is { } block) told += block;
        return told;
    }

    // Null when everybody has theirs, by this run or by another node's.
    private async Task<int?> TellBlock(Work work, DateOnly start, Dictionary<long, long> earned)
    {
        var week = await work.LockWeek(start);
        if (week.SummedAt is not null) return null;
        var places = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart == start && p.UserId > week.SummedUpTo).OrderBy(p => p.UserId).Take(work.Dialect.SweepBlockAmongOthers).AsNoTracking().ToListAsync(work.Stop);
        if (places.Count == 0)
        {
            week.SummedAt = work.At;
            return null;
        }
        week.SummedUpTo = places[^1].UserId;
        var about = await About.Of(work, start, places);
        var trophies = await achievements.Weeks(work.Db, about.Profiles.Keys, new UtcDay(start).Start, new UtcDay(start.AddDays(7)).Start, work.Stop);
        var told = 0;
        foreach (var place in places)
        {
            if (about.Profiles.GetValueOrDefault(place.UserId) is not { } profile) continue;
            var (days, xp) = (about.Days.GetValueOrDefault(place.UserId), earned.GetValueOrDefault(place.UserId));
            if (days == 0 && xp == 0) continue;
            outbox.Tell(work, place.UserId, Summary(place, profile, about.Groups[place.GroupNo], trophies(profile), xp, days, work.At), OutboxLane.Digests,
                expiresAt: new UtcDay(start).Start.AddDays(7) + Fresh, dedupeKey: $"{WeekSummed.Kind}:{new UtcDay(start)}:{place.UserId}");
            told++;
        }
        return told;
    }

    private static WeekSummed Summary(LeaguePlace place, UserProfile profile, GroupOfWeek group, TrophyWeek trophies, long xp, int days, DateTimeOffset at)
    {
        var (stands, streak) = (RankRules.Standing(MidnightRules.Shown(profile, at).TotalXp), StreakRules.Shown(profile, at));
        return new(place.WeekStart, xp, place.BoardPlace, days, streak, group.Division.Code(), place.Place, group.Members, (place.Move ?? LeagueMove.Out).Code(),
            stands.NextRank?.Code(), stands.ToNextRank, stands.Level + 1, stands.ToNextLevel, streak == 0 ? null : XpRules.NextStreakStep(streak)?.Days,
            trophies.Earned, trophies.Near, trophies.NearSays);
    }

    private sealed record GroupOfWeek(Division Division, int Members);

    /// <summary>What is told of some members: their profiles, if they want to be told, days with activity, and groups.</summary>
    private sealed record About(Dictionary<long, UserProfile> Profiles, Dictionary<long, int> Days, Dictionary<int, GroupOfWeek> Groups)
    {
        public static async Task<About> Of(Work work, DateOnly start, List<LeaguePlace> places)
        {
            var (ids, numbers, end) = (places.ConvertAll(p => p.UserId), places.Select(p => p.GroupNo).Distinct().ToList(), start.AddDays(7));
            var profiles = await work.Db.Profiles.Where(p => ids.Contains(p.UserId) && p.WeeklySummary && work.Db.Users.Any(u => u.Id == p.UserId && u.IsActive)).AsNoTracking().ToDictionaryAsync(p => p.UserId, work.Stop);
            var days = await work.Db.ActivityDays.Where(d => ids.Contains(d.UserId) && d.Day >= start && d.Day < end && d.Kind == DayKind.Active)
                .GroupBy(d => d.UserId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, work.Stop);
            var sizes = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart == start && numbers.Contains(p.GroupNo) && p.Place != null)
                .GroupBy(p => p.GroupNo).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, work.Stop);
            var groups = await work.Db.Set<LeagueGroup>().Where(g => g.WeekStart == start && numbers.Contains(g.GroupNo)).ToDictionaryAsync(g => g.GroupNo, g => new GroupOfWeek(g.Division, sizes.GetValueOrDefault(g.GroupNo)), work.Stop);
            return new(profiles, days, groups);
        }
    }
}
