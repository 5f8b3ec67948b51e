using System.Net.Http.Json;
using System.Text.RegularExpressions;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Scenarios;

/// <summary>Bad nights of real processes.</summary>
public sealed class NightDrillTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_process_that_is_killed_in_the_middle_of_the_sweep_leaves_a_night_that_the_next_one_ends_each_wiped_once(DatabaseProvider provider)
    {
        // Two blocks of the sweep on PostgreSQL, a hundred on SQLite, which has no row that could be held.
        await using var drill = await NightDrill.Arrange(provider, provider == DatabaseProvider.PostgreSql ? 6_000 : 20_000, beforeMidnight: TimeSpan.FromMinutes(4));
        await using (var first = drill.Run())
        {
            await first.Answers("/health/ready");
            await using var held = await HoldLastMember(drill);
            var moving = first.Client.PostAsJsonAsync("/dev/clock", new { advance = "00:04:30" }, Stop);
            await Eventually.Holds(async () => await drill.Wiped() > 0, () => first.Written, within: TimeSpan.FromMinutes(2), every: TimeSpan.FromMilliseconds(1));
            await first.Kill();
            await Assert.ThrowsAnyAsync<Exception>(() => moving);
        }
        var half = await drill.Wiped();
        Assert.InRange(half, 1, drill.Members - 1);
        await using (var db = drill.Database.Open()) Assert.Equal(Origin.Api, await db.Audit.Where(entry => entry.Action == "clock.moved").Select(entry => entry.Origin).SingleAsync(Stop));

        await using var second = drill.Run();
        await second.Answers("/health/ready");
        await Eventually.Holds(async () => await drill.Wiped() == drill.Members, () => second.Written, within: TimeSpan.FromMinutes(2), every: TimeSpan.FromMilliseconds(50));
        using var award = await second.Client.PostAsJsonAsync("/api/v1/xp/awards", new { userId = drill.LastMember, source = "sniper_bonus", sourceId = 1, description = "after midnight" }, Stop);
        var given = (await award.Json()).GetProperty("amount").GetInt64();
        Assert.True(given > 0);

        await drill.AssertEachWasWipedOnce(new Dictionary<long, long> { [drill.LastMember] = given });
    }

    [Fact]
    public async Task Two_processes_at_one_midnight_wipe_each_member_once_between_them_and_show_the_same_boards()
    {
        Needs.PostgreSql();
        await using var drill = await NightDrill.Arrange(DatabaseProvider.PostgreSql, 12_000, beforeMidnight: TimeSpan.FromSeconds(25));
        await using var one = drill.Run();
        await using var two = drill.Run();
        await Task.WhenAll(one.Answers("/health/ready"), two.Answers("/health/ready"));

        await Eventually.Holds(async () => await Runs() is { Count: 2 } runs && runs.TrueForAll(run => run.Result == JobResult.Done), () => one.Written + two.Written,
            within: TimeSpan.FromMinutes(3), every: TimeSpan.FromMilliseconds(100));

        // Each member was wiped by one of them: what the two say that they have done adds up to the night.
        var runs = await Runs();
        Assert.Equal(2, runs.Select(run => run.Node).Distinct().Count());
        Assert.Equal(drill.Members, runs.Sum(run => int.Parse(Regex.Match(run.Report!, @"^\d+").Value, System.Globalization.CultureInfo.InvariantCulture)));
        await drill.AssertEachWasWipedOnce();

        var later = new[] { drill.LastMember, drill.LastMember - 1, drill.LastMember - 2 };
        foreach (var (member, number) in later.Select((member, index) => (member, index)))
            for (var times = 0; times <= number; times++)
                (await (times % 2 == 0 ? one : two).Client.PostAsJsonAsync("/api/v1/xp/awards", new { userId = member, source = "sniper_bonus", sourceId = times }, Stop)).EnsureSuccessStatusCode();
        await using var db = drill.Database.Open();
        var ledger = await db.Profiles.Where(p => p.TotalXp > 0).OrderByDescending(p => p.TotalXp).Select(p => new { p.UserId, p.TotalXp }).ToListAsync(Stop);
        Assert.Equal(later.Reverse(), ledger.Select(p => p.UserId));
        foreach (var node in new[] { one, two })
            foreach (var period in new[] { "day", "all" })
                await Eventually.Holds(async () => await Board(node, period) == string.Join(" ", ledger.Select(p => $"{p.UserId}:{p.TotalXp}")), () => node.Written);

        async Task<List<JobRun>> Runs()
        {
            await using var context = drill.Database.Open();
            return await context.Set<JobRun>().AsNoTracking().Where(run => run.Job == "press-pass-reset" && run.DueAt == drill.Day.Start).ToListAsync(Stop);
        }
    }

    private static async Task<string> Board(WebProcess node, string period)
    {
        using var answer = await node.Client.GetAsync($"/api/v1/leaderboards/xp?period={period}", Stop);
        return string.Join(" ", (await answer.Json()).GetProperty("entries").EnumerateArray().Select(row => $"{row.GetProperty("userId")}:{row.GetProperty("xp")}"));
    }

    // Keeps a sweep on PostgreSQL from its end until the process is dead.
    private static async Task<HydraXDb> HoldLastMember(NightDrill drill)
    {
        var db = drill.Database.Open();
        if (drill.Database.Provider != DatabaseProvider.PostgreSql) return db;
        await db.Database.BeginTransactionAsync(Stop);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM user_profiles WHERE user_id = {drill.LastMember} FOR UPDATE", Stop);
        return db;
    }
}
