using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users.Days;

public sealed class OutagesTests
{
    [Theory, EachProvider]
    public async Task A_freeze_protects_the_day_it_was_held_on_is_told_and_shows_in_the_year(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        await Live(core, user, "xx");
        await core.Give(user, 300);
        Assert.True((await core.Progression.Buy(user, "streak_freeze", "one")).Succeeded);

        core.Time.Midnight();
        var missed = core.Clock.Today.Date;
        core.Time.Midnight();
        var home = (await core.Get<HomeQuestions>().Of(user))!;
        Assert.Equal((2, 0, true), (home.Streak, home.Freezes, home.IsFrozen));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => core.Get<Activity>().Note(user)));

        var profile = await core.Profile(user);
        Assert.Equal((3, 0), (profile.CurrentStreak, profile.StreakFreezes));
        Assert.Single(await core.Told(user, StreakProtected.Kind));
        var view = (await core.Get<ProfileQuestions>().Of("kestrel", new(user, false), 30))!;
        Assert.Equal([new KeptDay(missed, null)], view.Kept);
    }

    [Theory, EachProvider]
    public async Task A_freeze_bought_after_a_day_was_over_does_not_protect_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await Live(core, user, "xx.");
        core.Time.Midnight();
        await core.Give(user, 300);

        // By a key of the API, which is no activity.
        Assert.True((await core.Progression.Buy(user, "streak_freeze", "late")).Succeeded);

        await core.Get<Activity>().Note(user);
        var profile = await core.Profile(user);
        Assert.Equal((1, 1), (profile.CurrentStreak, profile.StreakFreezes));
    }

    [Fact]
    public async Task A_third_freeze_is_refused_and_a_refund_takes_one_back_if_it_is_there()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var staff = await core.Staff();
        var user = await core.Member();
        await core.Give(user, 1_000);
        var first = await core.Progression.Buy(user, "streak_freeze", "1");
        await core.Progression.Buy(user, "streak_freeze", "2");

        var third = await core.Progression.Buy(user, "streak_freeze", "3");
        Assert.Equal("shop.enough-freezes", third.Problem?.Code);
        Assert.Equal(400, (await core.Profile(user)).XpBalance);

        Assert.Equal(300, (await core.Progression.Refund(first.Value.PurchaseId, "by mistake", staff)).Value.Given);
        Assert.Equal(1, (await core.Profile(user)).StreakFreezes);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_forgiven_day_gives_back_what_it_ended_to_everybody_once_and_leaves_the_others(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var staff = await core.Staff();
        var (broken, frozen, there, gone) = (await core.Member(), await core.Member(), await core.Member(), await core.Member());
        await core.Give(frozen, 300);
        await core.Progression.Buy(frozen, "streak_freeze", "f");
        var first = core.Clock.Today.Date;
        // Three days, the outage on the fourth, two days after it. One had been gone for a day before.
        await Live(core, (broken, "xxx.xx"), (frozen, "xxx.xx"), (there, "xxxxxx"), (gone, "xx..xx"));
        var outage = first.AddDays(3);
        Assert.Equal((2, 5, 6, 2), (await Streak(core, broken), await Streak(core, frozen), await Streak(core, there), await Streak(core, gone)));

        var preview = await core.Get<Outages>().Preview(outage, core.Clock.Today.Date);
        Assert.Equal(new OutagePreview(outage, Missed: 2, There: 1), preview.Value);
        Assert.True((await core.Get<Outages>().Forgive(outage, "The database was away", staff)).Succeeded);
        await using var other = await core.SecondNode();
        var restored = await Task.WhenAll(core.Get<Outages>().Restore(default), other.Get<Outages>().Restore(default));

        Assert.Equal(1, restored.Sum());
        Assert.Equal((5, 5, 6, 2), (await Streak(core, broken), await Streak(core, frozen), await Streak(core, there), await Streak(core, gone)));
        Assert.Equal(5, (await core.Profile(broken)).BestStreak);
        Assert.Equal(1, (await core.Profile(frozen)).StreakFreezes);
        Assert.Single(await core.Told(broken, StreakRestored.Kind));
        Assert.Empty(await core.Told(there, StreakRestored.Kind));
        var line = Assert.Single(await core.Get<Outages>().Latest(10));
        Assert.Equal((1, true), (line.RestoredMembers, line.RestoredAt is not null));
        Assert.Equal("streaks.forgiven", (await core.Get<Outages>().Forgive(outage, "Again", staff)).Problem?.Code);
        Assert.Equal(1, await core.Data.Read(db => db.Audit.CountAsync(e => e.Action == "streaks.day-forgiven")));
    }

    [Theory, EachProvider]
    public async Task Giving_back_that_was_killed_goes_on_where_it_was(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var staff = await core.Staff();
        var users = new List<long>();
        for (var i = 0; i < 3; i++) users.Add(await core.Member());
        var first = core.Clock.Today.Date;
        await Live(core, [.. users.Select(user => (user, "xx.x"))]);
        await core.Get<Outages>().Forgive(first.AddDays(2), "The bot was away", staff);
        // As if a block with the first member had been the last thing that was done.
        await core.Data.Run(work => work.Db.ForgivenDays.ExecuteUpdateAsync(set => set.SetProperty(f => f.RestoredUpTo, users[0])));

        Assert.Equal(2, await core.Get<Outages>().Restore(default));

        Assert.Equal((1, 3, 3), (await Streak(core, users[0]), await Streak(core, users[1]), await Streak(core, users[2])));
        Assert.Equal(0, await core.Get<Outages>().Restore(default));
    }

    [Theory, EachProvider]
    public async Task Of_two_accounts_that_become_one_the_days_of_both_make_the_run(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (stays, goes) = (await core.Member(), await core.Member());
        await core.Give(goes, 600);
        await core.Progression.Buy(goes, "streak_freeze", "1");
        await Live(core, (stays, "x.x.x"), (goes, "xx.xx"));

        await core.Data.Run(async work =>
        {
            var (to, from) = ((await work.LockMember(stays))!, (await work.LockMember(goes))!);
            await core.Get<Streaks>().Join(work, from, to);
        });

        var (profile, closed) = (await core.Profile(stays), await core.Profile(goes));
        Assert.Equal((5, 5, 0, 0), (profile.CurrentStreak, profile.BestStreak, profile.StreakFreezes, closed.StreakFreezes));
        Assert.Equal(5, await core.Data.Read(db => db.ActivityDays.CountAsync(d => d.UserId == stays && d.Kind == DayKind.Active)));
    }

    [Fact]
    public async Task A_day_forgiven_while_it_lasts_holds_the_streak_when_the_member_comes_back_late()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var staff = await core.Staff();
        var user = await core.Member();
        await Live(core, user, "xx");
        core.Time.Midnight();
        Assert.True((await core.Get<Outages>().Forgive(core.Clock.Today.Date, "Power", staff)).Succeeded);
        Assert.True((await core.Get<Outages>().Forgive(core.Clock.Today.Date.AddDays(1), "Power", staff)).Succeeded);

        // The machine is away, jobs and all, for the whole of both days.
        core.Time.Midnight();
        core.Time.Midnight();
        await core.Get<Activity>().Note(user);

        Assert.Equal(3, await Streak(core, user));
    }

    [Theory]
    [InlineData(-61, "streaks.day")]
    [InlineData(-60, null)]
    [InlineData(14, null)]
    [InlineData(15, "streaks.day")]
    public async Task Only_days_near_today_are_forgiven(int from, string? code)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        var done = await core.Get<Outages>().Forgive(core.Clock.Today.Date.AddDays(from), "Power", await core.Staff());

        Assert.Equal(code, done.Problem?.Code);
    }

    [Fact]
    public async Task It_takes_the_duty_and_a_reason()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var day = core.Clock.Today.Date;

        Assert.Equal("access.duty", (await core.Get<Outages>().Forgive(day, "Power", await core.Staff(Roles.Moderator))).Problem?.Code);
        Assert.Equal("streaks.reason", (await core.Get<Outages>().Forgive(day, "  ", await core.Staff())).Problem?.Code);
        Assert.Empty(await core.Get<Outages>().Latest(10));
    }

    // One letter a day from now on: x is a day with activity, a dot is one without. Ends on the last day.
    private static Task Live(TestCore core, long user, string days) => Live(core, (user, days));

    private static async Task Live(TestCore core, params (long User, string Days)[] members)
    {
        for (var day = 0; day < members[0].Days.Length; day++)
        {
            if (day > 0) core.Time.Midnight();
            foreach (var (user, days) in members)
                if (days[day] == 'x') await core.Get<Activity>().Note(user);
        }
    }

    private static async Task<int> Streak(TestCore core, long user) => (await core.Get<HomeQuestions>().Of(user))!.Streak;
}
