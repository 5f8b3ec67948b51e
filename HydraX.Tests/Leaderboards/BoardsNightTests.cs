using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Leaderboards;

public sealed class BoardsNightTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task From_midnight_on_a_Press_Pass_member_is_off_every_board_before_the_sweep_and_after(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (pass, other) = (await core.MemberOnPass(), await core.Member());
        await core.Give(pass, 1_500);
        await core.Give(other, 10);
        Assert.Equal((1_500, 1_500, 1_500, 1_500), await core.Scores(pass));

        core.Time.Midnight();
        Assert.Equal((0, 0, 0, 0), await core.Scores(pass));
        Assert.Equal((0, 10, 10, 10), await core.Scores(other));

        await core.Night.Wipe(Stop);
        Assert.Equal((0, 0, 0, 0), await core.Scores(pass));
        await core.Give(pass, 25);
        Assert.Equal((25, 25, 25, 25), await core.Scores(pass));
        await core.AssertAsIfCountedNow("after the wipe");
    }

    [Theory, EachProvider]
    public async Task XP_earned_after_midnight_counts_before_the_sweep_comes_by(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var pass = await core.MemberOnPass();
        await core.Give(pass, 500);
        core.Time.Midnight();

        await core.Give(pass, 30);

        Assert.Equal((30, 30, 30, 30), await core.Scores(pass));
        await core.Night.Wipe(Stop);
        Assert.Equal((30, 30, 30, 30), await core.Scores(pass));
        Assert.Equal(RankCode.Recruit, (await core.Get<Boards>().Show(BoardPeriod.Day, stop: Stop)).Top[0].Rank);
    }

    [Theory, EachProvider]
    public async Task A_node_that_starts_after_midnight_shows_the_wipe_that_no_sweep_has_written(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var pass = await core.MemberOnPass();
        await core.Give(pass, 500);
        core.Time.Midnight();

        await using var starting = await core.SecondNode();

        Assert.Equal((0, 0, 0, 0), await starting.Scores(pass));
    }

    [Theory, EachProvider]
    public async Task A_wipe_of_the_night_before_that_is_read_after_midnight_lets_nothing_show_that_tonights_takes(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var pass = await core.MemberOnPass();
        await core.Give(pass, 10);
        Assert.Equal((10, 10, 10, 10), await core.Scores(pass));
        core.Time.Midnight();
        // Their own doing writes the first night's wipe; the boards read it after the second midnight only.
        await core.Give(pass, 20);
        core.Time.Midnight();

        Assert.Equal((0, 0, 0, 0), await core.Scores(pass));
        await core.Night.Wipe(Stop);
        await core.AssertAsIfCountedNow("after both wipes");
    }

    [Theory, EachProvider]
    public async Task Deactivating_takes_the_days_XP_off_at_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var pass = await core.MemberOnPass();
        await core.Give(pass, 500);
        await core.Passes.Deactivate(pass, Stop);
        await core.Give(pass, 7);

        Assert.Equal((7, 7, 7, 7), await core.Scores(pass));
        await core.AssertAsIfCountedNow("after deactivation");
    }

    [Theory, EachProvider]
    public async Task A_wipe_leaves_what_prestiges_had_set_aside(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 300_000);
        await core.Prestige(user);
        await core.Passes.Activate(user, Stop);
        await core.Give(user, 60);
        Assert.Equal(300_060, (await core.Scores(user)).All);

        core.Time.Midnight();

        Assert.Equal((0, 0, 0, 300_000), await core.Scores(user));
        await core.Night.Wipe(Stop);
        Assert.Equal((0, 0, 0, 300_000), await core.Scores(user));
        await core.AssertAsIfCountedNow("prestige, then wipe");
    }

    [Theory, EachProvider]
    public async Task A_wipe_undone_by_an_earlier_payment_gives_the_places_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 500);
        var paidAt = core.Clock.GetUtcNow();
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        await core.Give(user, 20);
        Assert.Equal((20, 20, 20, 20), await core.Scores(user));

        await core.Convert(user, paidAt);

        Assert.Equal((20, 520, 520, 520), await core.Scores(user));
        await core.AssertAsIfCountedNow("after the restoring");
        await core.Give(user, 1);
        Assert.Equal((21, 521, 521, 521), await core.Scores(user));
    }

    [Theory, EachProvider]
    public async Task A_wipe_that_was_shown_but_never_came_is_taken_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 500);
        Assert.Equal(500, (await core.Scores(user)).All);
        var paidAt = core.Clock.GetUtcNow();
        core.Time.Midnight();
        Assert.Equal((0, 0, 0, 0), await core.Scores(user));

        await core.Convert(user, paidAt);
        core.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((0, 500, 500, 500), await core.Scores(user));
        await core.AssertAsIfCountedNow("after the payment");
    }

    // Whatever happens in whatever order, a node that read the ledger on has the boards of one that counts them now.
    [Theory, EachProvider]
    public async Task Boards_read_on_through_any_history_equal_boards_counted_anew(DatabaseProvider provider)
    {
        for (var seed = 1; seed <= 4; seed++) await LiveThrough(provider, seed);
    }

    private static async Task LiveThrough(DatabaseProvider provider, int seed)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        var random = new Random(seed);
        var users = new List<long>();
        for (var i = 0; i < 6; i++) users.Add(await core.Member());
        var lines = new List<long>();
        for (var step = 1; step <= 120; step++)
        {
            await Happens(core, random, users[random.Next(users.Count)], lines);
            if (step % 3 == 0) await core.Scores(users[0]);
            if (step % 20 > 0) continue;
            await core.AssertAsIfCountedNow($"seed {seed}, step {step}, {core.Time.Now:u}");
            Assert.Empty((await core.Get<XpVerification>().All(stop: Stop)).Faults);
        }
    }

    private static async Task Happens(TestCore core, Random random, long user, List<long> lines)
    {
        switch (random.Next(12))
        {
            case 0: await core.Passes.Activate(user, Stop); break;
            case 1: await core.Passes.Deactivate(user, Stop); break;
            case 2: await core.Spend(user, random.Next(1, 40)); break;
            case 3: await core.Prestige(user); break;
            case 4: core.Time.Advance(TimeSpan.FromHours(random.Next(1, 20))); break;
            case 5: await core.Night.Wipe(Stop); break;
            case 6 when lines.Count > 0: await core.Progression.Correct(lines[random.Next(lines.Count)], "by chance", Stop); break;
            case 7: await core.Change(user, row => row.IsActive = !row.IsActive); core.Time.Advance(TimeSpan.FromSeconds(6)); break;
            case 8: await core.Convert(user, core.Clock.GetUtcNow().AddHours(-random.Next(30))); core.Time.Advance(TimeSpan.FromMinutes(2)); break;
            default: lines.Add((await core.Give(user, random.Next(1, 90))).TransactionId); break;
        }
    }
}
