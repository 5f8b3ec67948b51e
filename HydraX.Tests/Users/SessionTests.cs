using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users;

public sealed class SessionTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:42:1:aaaa::7", "2001:db8:42::/48")]
    [InlineData("::1", "this machine")]
    [InlineData("127.0.0.1", "this machine")]
    [InlineData("nowhere", null)]
    [InlineData(null, null)]
    public void A_place_is_as_coarse_as_a_member_needs_to_know_their_own(string? address, string? place) => Assert.Equal(place, SessionRules.Coarse(address));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15", "Safari on macOS")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone")]
    [InlineData("curl/8.9.1", "Unknown device")]
    [InlineData("<script>alert(1)</script> Linux", "A browser on Linux")]
    [InlineData(null, "Unknown device")]
    public void A_device_is_told_in_words_of_ours(string? userAgent, string device) => Assert.Equal(device, SessionRules.Device(userAgent));

    [Theory, EachProvider]
    public async Task A_session_holds_while_it_is_used_and_never_beyond_its_end(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var (brief, staying) = (await core.SignIn(user, stays: false), await core.SignIn(user));

        core.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        Assert.True(await core.LetsIn(user, brief));
        core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await core.LetsIn(user, brief)); // at the limit it is over
        Assert.True(await core.LetsIn(user, staying));

        for (var day = 0; day < 89; day += 10)
        {
            core.Time.Advance(TimeSpan.FromDays(10));
            if (day < 80) await core.Get<SessionBook>().Touch([SessionRules.HashOf(staying)]);
        }
        Assert.False(await core.LetsIn(user, staying)); // used all the time, and 90 days old
    }

    [Theory, EachProvider]
    public async Task Staff_is_signed_out_sooner_whatever_it_ticked(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Data.Run(work => work.GiveRole(user, Roles.Moderator));
        var token = await core.SignIn(user, stays: true);

        core.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await core.LetsIn(user, token));
        core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await core.LetsIn(user, token));
    }

    [Theory, EachProvider]
    public async Task A_member_sees_and_ends_their_own_sessions_and_nobody_elses(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (user, stranger) = (await core.Member("kestrel"), await core.Member("heron"));
        var (first, here, theirs) = (await core.SignIn(user), await core.SignIn(user), await core.SignIn(stranger));
        var book = core.Get<SessionBook>();
        Assert.True(await other.LetsIn(user, first));

        var lines = await book.Of(user, here);
        Assert.Equal((2, 1, "203.0.113.0/24"), (lines.Count, lines.Count(l => l.IsThis), lines[0].Place));
        Assert.Equal("sessions.unknown", (await book.End(stranger, lines[0].SessionId)).Problem!.Code);

        Assert.True((await book.End(user, lines.Single(l => !l.IsThis).SessionId)).Succeeded);
        Assert.False(await core.LetsIn(user, first));
        Assert.True(await core.LetsIn(user, here));
        await Eventually.Holds(async () => !await other.LetsIn(user, first), within: TimeSpan.FromSeconds(10));

        var third = await core.SignIn(user);
        Assert.Equal(1, (await book.EndOthers(new(user, "kestrel", Origin.Web), here)).Value);
        Assert.Equal((false, true, true), (await core.LetsIn(user, third), await core.LetsIn(user, here), await core.LetsIn(stranger, theirs)));
        await book.SignOut(user, here);
        Assert.False(await core.LetsIn(user, here));
        Assert.Empty(await book.Of(user, null));
    }

    [Theory, EachProvider]
    public async Task Ending_sessions_is_recorded_where_some_ended_and_nowhere_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        var by = new Actor(user, "kestrel", Origin.Web, "203.0.113.7");
        var here = await core.SignIn(user);

        Assert.Equal(0, (await core.Get<SessionBook>().EndOthers(by, here)).Value);
        Assert.Empty(await Ended());
        await core.SignIn(user);
        Assert.True((await core.Get<ProfileSettings>().SignOutEverywhere(by)).Succeeded);
        Assert.True((await core.Get<ProfileSettings>().SignOutEverywhere(by)).Succeeded);
        Assert.Equal(("kestrel", "203.0.113.7", """{"count":2}"""), Assert.Single(await Ended()) is var line ? (line.Actor, line.Address, line.After) : default);

        here = await core.SignIn(user);
        await core.Get<Suspensions>().Suspend(user, "Spam", Actor.Job);
        Assert.Equal(Members.Suspended, (await core.Get<SessionBook>().EndOthers(by, here)).Problem);

        async Task<IReadOnlyList<AuditLine>> Ended() => (await core.Get<AuditQuestions>().Page(new("sessions.ended"), null, 10)).Lines;
    }

    [Theory, EachProvider]
    public async Task Of_too_many_sessions_the_one_unused_for_longest_gives_way_also_when_all_begin_at_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var first = await core.SignIn(user);
        core.Time.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, SessionRules.Most + 5).Select(_ => core.SignIn(user)));

        Assert.Equal(SessionRules.Most, (await core.Get<SessionBook>().Of(user, null)).Count);
        Assert.False(await core.LetsIn(user, first));
    }

    [Theory, EachProvider]
    public async Task A_password_that_changed_while_somebody_signed_in_with_the_old_one_lets_nobody_in(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var proof = new Proof(user, SignInMethod.Password, false, true, null, null, (await core.User(user)).SecurityStamp);
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, "another")));

        Assert.Equal("sessions.void", (await core.Get<SessionBook>().Begin(proof)).Problem!.Code);
        Assert.Equal("users.unknown", (await core.Get<SessionBook>().Begin(proof with { UserId = 999 })).Problem!.Code);
    }
}
