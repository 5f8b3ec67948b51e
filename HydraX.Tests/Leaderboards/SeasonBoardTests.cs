using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;
using HydraX.Tests.Xp.Events;

namespace HydraX.Tests.Leaderboards;

public sealed class SeasonBoardTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_seasons_board_opens_empty_at_its_midnight_and_closes_at_its_last(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var season = await core.Plan(CalendarTests.NextSeason(core));
        await core.Give(user, 500);
        Assert.Equal(0, await OfSeason(core, user));
        Assert.Equal("No season runs now. The next one, Winter, begins on 20 November 2026 at 00:00 UTC.", core.Get<Boards>().Closed(BoardPeriod.Season)?.Sentence);

        core.Time.Midnight();
        Assert.Equal(0, await OfSeason(core, user));
        await core.Give(user, 30);
        core.Time.Now = core.Time.Now.AddDays(5);
        await core.Give(user, 4);
        Assert.Equal(34, await OfSeason(core, user));
        Assert.Null(core.Get<Boards>().Closed(BoardPeriod.Season));
        var view = await core.Get<Boards>().Show(BoardPeriod.Season, user, stop: Stop);
        Assert.Equal((34, "Winter", new UtcDay(season.StartsOn).Start, new UtcDay(season.EndsOn).End), (view.Own!.Score, view.Season!.Name, view.From!.Value, view.Until!.Value));
        Assert.Equal(6, (await core.Get<Boards>().OwnDays(BoardPeriod.Season, user, Stop)).Count);
        await core.AssertAsIfCountedNow("in the season");

        core.Time.Now = view.Until.Value.AddMicroseconds(-1);
        await core.Give(user, 1);
        Assert.Equal(35, await OfSeason(core, user));
        core.Time.Now = view.Until.Value;
        Assert.Equal(0, await OfSeason(core, user));
        Assert.Equal("boards.no-season", core.Get<Boards>().Closed(BoardPeriod.Season)?.Code);
        await core.Give(user, 9);
        Assert.Equal((0, 0), (await OfSeason(core, user), (await core.Profile(user)).XpOfSeason));
        await core.AssertAsIfCountedNow("after the season");
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task One_season_follows_another_without_a_day_between(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var first = await core.Plan(CalendarTests.NextSeason(core, "First"));
        await core.Plan(new SeasonDraft("Second", "", first.EndsOn.AddDays(1), first.EndsOn.AddDays(20)));
        core.Time.Now = new UtcDay(first.EndsOn).Start;
        await core.Give(user, 30);
        Assert.Equal(30, await OfSeason(core, user));

        core.Time.Midnight();
        Assert.Equal(0, await OfSeason(core, user));
        await core.Give(user, 4);

        Assert.Equal((4, 4), (await OfSeason(core, user), (await core.Profile(user)).XpOfSeason));
        await core.AssertAsIfCountedNow("in the second season");
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_wipe_a_correction_and_a_merge_do_to_the_season_what_they_do_to_the_month(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Plan(CalendarTests.NextSeason(core));
        core.Time.Midnight();
        core.Time.Advance(TimeSpan.FromHours(9));
        var (pass, corrected, stays, goes) = (await core.MemberOnPass(), await core.Member(), await core.Member(), await core.Member());
        await core.Give(pass, 100);
        var line = await core.Give(corrected, 40);
        await core.Give(corrected, 7);
        await core.Give(stays, 3);
        await core.Give(goes, 60);
        core.Time.Midnight();
        Assert.Equal(0, await OfSeason(core, pass));
        await core.Night.Wipe(Stop);
        await core.Progression.Correct(line.TransactionId, "not earned", Stop);
        await core.Post(goes, XpSource.AccountMerge, -60, -60, RewardKey.Merge(stays));
        await core.Post(stays, XpSource.AccountMerge, 60, 60, RewardKey.Merge(goes));

        Assert.Equal((0, 7, 3), (await OfSeason(core, pass), await OfSeason(core, corrected), await OfSeason(core, stays)));
        Assert.Equal((0, 7, 3), ((await core.Profile(pass)).XpOfSeason, (await core.Profile(corrected)).XpOfSeason, (await core.Profile(stays)).XpOfSeason));
        await core.AssertAsIfCountedNow("after all of it");
        Assert.Empty((await core.Get<XpVerification>().All(stop: Stop)).Faults);
    }

    [Theory, EachProvider]
    public async Task A_wipe_undone_by_an_earlier_payment_gives_back_what_the_season_had_weeks_ago(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Plan(new SeasonDraft("Winter", "", core.Clock.Today.Date.AddDays(1), core.Clock.Today.Date.AddDays(90)));
        var user = await core.Member();
        core.Time.Midnight();
        await core.Give(user, 100);
        core.Time.Now = core.Time.Now.AddDays(60);
        await core.Passes.Activate(user, Stop);
        await core.Give(user, 10);
        var paidAt = core.Clock.GetUtcNow();
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        Assert.Equal(0, await OfSeason(core, user));

        await core.Data.Run(async work => await core.Passes.Convert(work, (await Core.Users.Members.LockMember(work, user))!, paidAt), Stop);

        Assert.Equal((110, 110), (await OfSeason(core, user), (await core.Profile(user)).XpOfSeason));
        await core.AssertAsIfCountedNow("after the restoring");
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_last_day_that_is_moved_moves_the_boards_end_and_nothing_that_was_earned(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, staff, desk) = (await core.Member(), await core.Staff(), core.Get<SeasonDesk>());
        var season = await core.Plan(CalendarTests.NextSeason(core));
        core.Time.Midnight();
        await core.Give(user, 30);
        Assert.Equal(30, await OfSeason(core, user));

        await desk.EndOn(season.SeasonId, season.Revision, core.Clock.Today.Date, "Enough", staff, Stop);

        var view = await core.Get<Boards>().Show(BoardPeriod.Season, user, stop: Stop);
        Assert.Equal((30, core.Clock.Today.End), (view.Own!.Score, view.Until!.Value));
        core.Time.Midnight();
        Assert.Equal((0, "boards.no-season"), (await OfSeason(core, user), core.Get<Boards>().Closed(BoardPeriod.Season)?.Code));
        await core.AssertLedgerAddsUp(user);
    }

    // Whatever happens in whatever order, a node that read the ledger on has the boards of one that counts them now, over the ends of seasons too.
    [Theory, EachProvider]
    public async Task Boards_read_on_through_seasons_equal_boards_counted_anew(DatabaseProvider provider)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
            var first = await core.Plan(new SeasonDraft("First", "", new(2026, 11, 28), new(2026, 12, 5)));
            await core.Plan(new SeasonDraft("Second", "", first.EndsOn.AddDays(seed), first.EndsOn.AddDays(seed + 9)));
            var random = new Random(seed);
            var (users, lines) = (new List<long>(), new List<long>());
            for (var i = 0; i < 5; i++) users.Add(await core.Member());
            for (var step = 1; step <= 90; step++)
            {
                var user = users[random.Next(users.Count)];
                switch (random.Next(9))
                {
                    case 0: await core.Passes.Activate(user, Stop); break;
                    case 1: await core.Prestige(user); break;
                    case 2 or 3: core.Time.Advance(TimeSpan.FromHours(random.Next(6, 30))); break;
                    case 4: await core.Night.Wipe(Stop); break;
                    case 5 when lines.Count > 0: await core.Progression.Correct(lines[random.Next(lines.Count)], "by chance", Stop); break;
                    default: lines.Add((await core.Give(user, random.Next(1, 90))).TransactionId); break;
                }
                if (step % 3 == 0) await OfSeason(core, user);
                if (step % 15 > 0) continue;
                await core.AssertAsIfCountedNow($"seed {seed}, step {step}, {core.Time.Now:u}");
                Assert.Empty((await core.Get<XpVerification>().All(stop: Stop)).Faults);
            }
            Assert.True(core.Time.Now > new UtcDay(first.EndsOn).End, $"{core.Time.Now:u}");
        }
    }

    [Fact]
    public async Task A_sum_of_the_season_that_is_wrong_is_found_by_the_nightly_check()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        await core.Plan(CalendarTests.NextSeason(core));
        var user = await core.Member("whimbrel");
        core.Time.Midnight();
        await core.Give(user, 30);
        core.Time.Now = core.Time.Now.AddDays(9);
        await core.Data.Run(work => work.Execute("UPDATE user_profiles SET xp_of_season = 31"), Stop);

        var fault = Assert.Single((await core.Get<XpVerification>().All(stop: Stop)).Faults);

        Assert.Equal(("whimbrel", "XP of the season 31, by the lines 30"), (fault.Username, fault.Says));
    }

    private static async Task<long> OfSeason(TestCore core, long user)
    {
        await core.Get<Boards>().Follow(Stop);
        return (await core.Get<BoardFeed>().Today(Stop))[BoardPeriod.Season].Find(user)?.Score ?? 0;
    }
}
