using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Progress;

public sealed class ActivityTests
{
    [Theory, EachProvider]
    public async Task Streak_counts_each_day_once_however_many_nodes_see_it_and_ends_with_a_day_left_out(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? core : other).Get<Activity>().Note(user)));
        Assert.Equal(1, (await core.Profile(user)).CurrentStreak);

        for (var day = 0; day < 2; day++)
        {
            core.Time.Midnight();
            await core.Get<Activity>().Note(user);
        }
        Assert.Equal(3, (await core.Get<HomeQuestions>().Of(user))!.Streak);

        core.Time.Midnight();
        Assert.Equal(3, (await core.Get<HomeQuestions>().Of(user))!.Streak);
        core.Time.Midnight();
        var home = await core.Get<HomeQuestions>().Of(user);
        Assert.Equal((0, 3), (home!.Streak, home.BestStreak));

        await core.Get<Activity>().Note(user);
        Assert.Equal(1, (await core.Profile(user)).CurrentStreak);
    }

    [Theory, EachProvider]
    public async Task A_process_that_dies_between_streak_and_daily_login_gives_both_once_in_the_end(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Streaks>().Note(user);
        await using var next = await core.SecondNode();

        var awarded = await next.Get<Activity>().Note(user);

        Assert.Equal(XpSource.DailyLogin, awarded!.Entry.Source);
        Assert.Null(await next.Get<Activity>().Note(user));
        var profile = await core.Profile(user);
        Assert.Equal((1, 5), (profile.CurrentStreak, profile.TotalXp));
    }

    [Fact]
    public async Task Streak_goes_by_the_members_own_days_and_the_daily_login_by_days_in_UTC()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        await core.Data.Run(async work => (await work.LockMember(user))!.Profile.TimeZone = "Asia/Tokyo");
        core.Time.Midnight();
        core.Time.Advance(TimeSpan.FromHours(14));
        await core.Get<Activity>().Note(user);

        core.Time.Advance(TimeSpan.FromHours(1));
        await core.Get<Activity>().Note(user);

        Assert.Equal(2, (await core.Profile(user)).CurrentStreak);
        Assert.Single(await core.Ledger(user), line => line.SourceType == XpSource.DailyLogin.Code());
    }

    [Fact]
    public async Task Nothing_is_noted_of_who_is_suspended()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        await core.Get<Suspensions>().Suspend(user, "Spam", HydraX.Core.Audit.Actor.Job);

        Assert.Null(await core.Get<Activity>().Note(user));

        Assert.Equal(0, (await core.Profile(user)).CurrentStreak);
    }
}
