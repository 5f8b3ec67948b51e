using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;

namespace HydraX.Tests.Users;

public sealed class SuspensionTests
{
    [Theory, EachProvider]
    public async Task A_suspended_member_is_out_at_once_here_and_a_moment_later_elsewhere(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (admin, user) = (await core.Staff(Roles.Moderator, "heron"), await core.Member("kestrel"));
        var (token, stamp) = (await core.SignIn(user), (await core.User(user)).SecurityStamp);
        var ended = new List<long>();
        core.Get<SignIns>().Ended += (who, _) => ended.Add(who);
        Assert.True(await core.LetsIn(user, token));
        Assert.True(await other.LetsIn(user, token));

        Assert.True((await core.Get<Suspensions>().Suspend(user, " Spam in squads ", admin)).Succeeded);

        Assert.Equal([user], ended);
        var here = (await core.Get<SignIns>().Of(user))!;
        Assert.Equal((false, "Spam in squads", 0), (here.IsActive, here.SuspendedReason, here.Sessions.Count));
        Assert.False(await core.LetsIn(user, token));
        Assert.NotEqual(stamp, (await core.User(user)).SecurityStamp);
        await Eventually.Holds(async () => !(await other.Get<SignIns>().Of(user))!.IsActive, within: TimeSpan.FromSeconds(10));
        Assert.False((await core.Get<UserDirectory>().ByName("kestrel"))!.IsActive);

        var line = Assert.Single((await core.Get<AuditQuestions>().Page(new("users.suspended"), null, 10, default)).Lines);
        Assert.Equal(("heron", "kestrel", "Spam in squads"), (line.Actor, line.Subject, line.Why));
    }

    [Theory, EachProvider]
    public async Task A_reinstated_member_may_sign_in_again_but_old_sessions_stay_over(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (admin, user) = (await core.Staff(Roles.Moderator), await core.Member());
        var token = await core.SignIn(user);
        await core.Get<Suspensions>().Suspend(user, "Spam", admin);
        Assert.Equal("users.suspended", (await core.Get<SessionBook>().Begin(new(user, SignInMethod.Password, false, true, null, null))).Problem!.Code);

        Assert.True((await core.Get<Suspensions>().Reinstate(user, "Settled", admin)).Succeeded);

        var state = (await core.Get<SignIns>().Of(user))!;
        Assert.Equal((true, null), (state.IsActive, state.SuspendedReason));
        Assert.False(await core.LetsIn(user, token));
        Assert.True(await core.LetsIn(user, await core.SignIn(user)));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var suspensions = core.Get<Suspensions>();
        var (admin, user) = (await core.Staff(Roles.Moderator), await core.Member());

        Assert.Equal("users.suspend-reason", (await suspensions.Suspend(user, "  ", admin)).Problem!.Code);
        Assert.Equal("users.suspend-reason", (await suspensions.Suspend(user, new string('x', 501), admin)).Problem!.Code);
        Assert.Equal("users.suspend-self", (await suspensions.Suspend(admin.UserId!.Value, "Tired", admin)).Problem!.Code);
        Assert.Equal("users.unknown", (await suspensions.Suspend(999, "Who?", admin)).Problem!.Code);
        Assert.Equal("users.not-suspended", (await suspensions.Reinstate(user, "Why not", admin)).Problem!.Code);
        Assert.True((await suspensions.Suspend(user, "Spam", admin)).Succeeded);
        Assert.Equal("users.suspended-already", (await suspensions.Suspend(user, "Again", admin)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task Of_two_admins_who_suspend_each_other_at_the_same_instant_one_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (await core.Staff(), await core.Staff());

            var first = Task.Run(() => core.Get<Suspensions>().Suspend(two.UserId!.Value, "You first", one));
            var second = Task.Run(() => other.Get<Suspensions>().Suspend(one.UserId!.Value, "No, you", two));
            var outcomes = new[] { await first, await second };

            Assert.Single(outcomes, o => o.Succeeded);
            Assert.Single(outcomes, o => o.Problem == Members.Suspended);
        }
    }
}
