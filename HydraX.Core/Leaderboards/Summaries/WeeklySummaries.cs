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
        var earned = new EarnedOfWeek(await scores.Earnings(new(start), monday, stop));
        var told = 0;
        while ((await data.RunBlock(work => TellBlock(work, start, earned), stop)).Result is { } block) told += block;
        return told;
    }

    // Null when everybody has theirs, by this run or by another node's.
    private async Task<int?> TellBlock(Work work, DateOnly start, EarnedOfWeek earned)
    {
        var week = await work.LockWeek(start);
        if (week.SummedAt is not null) return null;
        var ids = await Next(work, start, week.SummedUpTo, earned);
        if (ids.Count == 0)
        {
            week.SummedAt = work.At;
            return null;
        }
        week.SummedUpTo = ids[^1];
        var about = await About.Of(work, start, ids);
        var trophies = await achievements.Weeks(work.Db, about.Profiles.Keys, new UtcDay(start).Start, new UtcDay(start.AddDays(7)).Start, work.Stop);
        var told = 0;
        foreach (var id in ids)
        {
            if (about.Profiles.GetValueOrDefault(id) is not { } profile) continue;
            var (days, xp) = (about.Days.GetValueOrDefault(id), earned.Of(id));
            if (days == 0 && xp == 0) continue;
            outbox.Tell(work, id, Summary(start, about.Leagues.GetValueOrDefault(id), profile, trophies(profile), xp, days, work.At), OutboxLane.Digests,
                expiresAt: new UtcDay(start).Start.AddDays(7) + Fresh, dedupeKey: $"{WeekSummed.Kind}:{new UtcDay(start)}:{id}");
            told++;
        }
        return told;
    }

    // Who earned XP, or was here on that week's days or since: whether in a league or hidden from it.
    private static async Task<List<long>> Next(Work work, DateOnly start, long after, EarnedOfWeek earned)
    {
        var most = work.Dialect.SweepBlockAmongOthers;
        var earners = earned.After(after).Take(most).ToList();
        // No further than there are earners for a block, however rarely somebody was here.
        var last = earners.Count == most ? earners[^1] : long.MaxValue;
        var seen = await work.Db.Profiles.Where(p => p.UserId > after && p.UserId <= last && p.LastActiveOn >= start).OrderBy(p => p.UserId).Select(p => p.UserId).Take(most).ToListAsync(work.Stop);
        return [.. seen.Union(earners).Order().Take(most)];
    }

    private static WeekSummed Summary(DateOnly start, LeagueOfWeek? league, UserProfile profile, TrophyWeek trophies, long xp, int days, DateTimeOffset at)
    {
        var (stands, streak) = (RankRules.Standing(MidnightRules.Shown(profile, at).TotalXp), StreakRules.Shown(profile, at));
        return new(start, xp, league?.Own.BoardPlace, days, streak, league?.Division.Code(), league?.Own.Place, league?.Members ?? 0, (league?.Own.Move ?? LeagueMove.Out).Code(),
            stands.NextRank?.Code(), stands.ToNextRank, stands.Level + 1, stands.ToNextLevel, streak == 0 ? null : XpRules.NextStreakStep(streak)?.Days,
            trophies.Earned, trophies.Near, trophies.NearSays);
    }

    private sealed class EarnedOfWeek(List<Earned> all)
    {
        private readonly Dictionary<long, long> xp = all.ToDictionary(e => e.UserId, e => e.Xp);
        private readonly long[] ids = [.. all.Select(e => e.UserId).Order()];

        public long Of(long userId) => xp.GetValueOrDefault(userId);

        public IEnumerable<long> After(long userId)
        {
            var at = Array.BinarySearch(ids, userId + 1);
            return ids.Skip(at < 0 ? ~at : at);
        }
    }

    private sealed record LeagueOfWeek(LeaguePlace Own, Division Division, int Members);

    /// <summary>What is told of some members: their profiles, if they want to be told, days with activity, and leagues.</summary>
    private sealed record About(Dictionary<long, UserProfile> Profiles, Dictionary<long, int> Days, Dictionary<long, LeagueOfWeek> Leagues)
    {
        public static async Task<About> Of(Work work, DateOnly start, List<long> ids)
        {
            var end = start.AddDays(7);
            var profiles = await work.Db.Profiles.Where(p => ids.Contains(p.UserId) && p.WeeklySummary && work.Db.Users.Any(u => u.Id == p.UserId && u.IsActive)).AsNoTracking().ToDictionaryAsync(p => p.UserId, work.Stop);
            var days = await work.Db.ActivityDays.Where(d => ids.Contains(d.UserId) && d.Day >= start && d.Day < end && d.Kind == DayKind.Active)
                .GroupBy(d => d.UserId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, work.Stop);
            var places = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart == start && ids.Contains(p.UserId)).AsNoTracking().ToListAsync(work.Stop);
            var numbers = places.Select(p => p.GroupNo).Distinct().ToList();
            var sizes = await work.Db.Set<LeaguePlace>().Where(p => p.WeekStart == start && numbers.Contains(p.GroupNo) && p.Place != null)
                .GroupBy(p => p.GroupNo).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, work.Stop);
            var divisions = await work.Db.Set<LeagueGroup>().Where(g => g.WeekStart == start && numbers.Contains(g.GroupNo)).ToDictionaryAsync(g => g.GroupNo, g => g.Division, work.Stop);
            return new(profiles, days, places.ToDictionary(p => p.UserId, p => new LeagueOfWeek(p, divisions[p.GroupNo], sizes.GetValueOrDefault(p.GroupNo))));
        }
    }
}
