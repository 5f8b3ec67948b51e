using HydraX.Core.Admin.Support;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Admin;

public sealed class SupportGrantTests
{
    private const string Why = "They say that their pass has not begun";

    [Theory]
    [InlineData(null, null)]
    [InlineData("too short", null)]
    [InlineData("   too short   ", null)]
    [InlineData(" exactly 10 ", "exactly 10")]
    public void A_reason_has_ten_characters_at_least(string? text, string? kept) => Assert.Equal(kept, SupportRules.Why(text));

    [Fact]
    public void A_reason_has_500_characters_at_most() => Assert.Equal((500, null), (SupportRules.Why(new('x', 500))?.Length, SupportRules.Why(new('x', 501))));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void A_grants_end_is_exclusive(int seconds, bool runs)
    {
        var grant = new SupportGrant { Until = TestTime.Noon };

        Assert.Equal(runs, SupportRules.Runs(grant, TestTime.Noon.AddSeconds(seconds)));
        grant.EndedAt = TestTime.Noon.AddMinutes(-30);
        Assert.False(SupportRules.Runs(grant, TestTime.Noon.AddSeconds(seconds)));
    }

    [Theory, EachProvider]
    public async Task Without_a_grant_nothing_is_seen_and_with_one_only_for_its_hour(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        Assert.Equal("support.none", (await desk.Look()).Problem?.Code);

        Assert.True((await desk.Take()).Succeeded);

        var seen = (await desk.Look()).Value;
        Assert.Equal(("kestrel", "NIBBLER", Why, desk.Core.Time.Now.AddMinutes(60)), (seen.Desk.Line.Username, seen.Tier, seen.Grant.Why, seen.Grant.Until));
        Assert.Equal("k…l@example.org", seen.Desk.Line.Email);
        Assert.Contains(seen.Rights, r => !r.IsAllowed && r.Sentence.Contains("COMMANDER", StringComparison.Ordinal));
        Assert.NotEmpty(seen.Limits);
        desk.Core.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal("support.none", (await desk.Look()).Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task It_is_recorded_told_and_listed_and_reloading_floods_nothing(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);

        await desk.Take();
        for (var i = 0; i < 5; i++) await desk.Look();
        desk.Core.Time.Advance(SupportRules.OneLook);
        await desk.Look();

        var granted = Assert.Single(await desk.Audited("support.granted"));
        Assert.Equal(("heron", "kestrel", Why), (granted.Actor, granted.Subject, granted.Why));
        Assert.Equal(2, (await desk.Audited("support.looked")).Count);
        Assert.Contains(Why, Assert.Single(await desk.Core.Told(desk.User, SupportLooks.Kind)).Data, StringComparison.Ordinal);
        var line = Assert.Single(await desk.Grants.Of(desk.User));
        Assert.Equal(("heron", Why, 2, true), (line.Staff, line.Why, line.Looks, line.Runs));
    }

    [Theory, EachProvider]
    public async Task Of_requests_at_once_one_takes_the_grant(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(desk.Take)));

        Assert.Single(taken, t => t.Succeeded);
        Assert.All(taken.Where(t => !t.Succeeded), t => Assert.Equal("support.runs", t.Problem!.Code));
    }

    [Theory]
    [InlineData("member")]
    [InlineData("support")]
    [InlineData("admin")]
    public async Task The_member_whoever_looks_and_an_admin_end_it_and_nobody_else(string who)
    {
        await using var desk = await Desk.Open(DatabaseProvider.Sqlite);
        await desk.Take();
        var grant = (await desk.Grants.Of(desk.User))[0].SupportGrantId;
        foreach (var other in new[] { await desk.Core.Staff(Roles.Moderator), await desk.Core.Staff(Roles.Support), new Actor(await desk.Core.Member(), "merlin", Origin.Web) })
            Assert.Equal("access.duty", (await desk.Grants.End(grant, other)).Problem?.Code);
        Assert.Equal("access.duty", (await desk.Grants.End(999, desk.By)).Problem?.Code);

        var by = who switch { "member" => new Actor(desk.User, "kestrel", Origin.Web), "support" => desk.By, _ => await desk.Core.Staff(name: "chief") };
        Assert.True((await desk.Grants.End(grant, by)).Succeeded);

        Assert.Equal("support.none", (await desk.Look()).Problem?.Code);
        Assert.Equal("support.over", (await desk.Grants.End(grant, by)).Problem?.Code);
        Assert.Equal((false, by.Name), ((await desk.Grants.Latest())[0].Runs, (await desk.Grants.Latest())[0].EndedBy));
        Assert.Single(await desk.Audited("support.ended"));
    }

    [Fact]
    public async Task Nobody_takes_one_over_staff_but_an_admin_nor_over_themselves_nor_without_the_duty()
    {
        await using var desk = await Desk.Open(DatabaseProvider.Sqlite);
        var (finance, admin) = (await desk.Core.Staff(Roles.Finance), await desk.Core.Staff());

        Assert.Equal(DutyRules.StaffAccount, (await desk.Grants.Take(finance.UserId!.Value, Why, desk.By)).Problem);
        Assert.Equal("support.own", (await desk.Grants.Take(desk.By.UserId!.Value, Why, desk.By)).Problem?.Code);
        Assert.Equal("access.duty", (await desk.Grants.Take(desk.User, Why, finance)).Problem?.Code);
        Assert.Equal("support.reason", (await desk.Grants.Take(desk.User, "why not", desk.By)).Problem?.Code);
        Assert.Equal("users.unknown", (await desk.Grants.Take(999, Why, desk.By)).Problem?.Code);
        Assert.True((await desk.Grants.Take(finance.UserId!.Value, Why, admin)).Succeeded);
    }

    [Fact]
    public async Task A_grant_ends_with_the_role_and_holds_for_nobody_else()
    {
        await using var desk = await Desk.Open(DatabaseProvider.Sqlite);
        await desk.Take();
        Assert.Equal("support.none", (await desk.Core.Get<LookQuestions>().Of(desk.User, await desk.Core.Staff(Roles.Support))).Problem?.Code);

        await desk.Core.Data.Run(work => work.Db.UserRoles.Where(r => r.UserId == desk.By.UserId && r.RoleId == Roles.IdOf(Roles.Support)).ExecuteDeleteAsync());

        Assert.Equal("access.duty", (await desk.Look()).Problem?.Code);
    }

    private sealed record Desk(TestCore Core, Actor By, long User) : IAsyncDisposable
    {
        public SupportGrants Grants => Core.Get<SupportGrants>();

        public static async Task<Desk> Open(DatabaseProvider provider)
        {
            var core = await TestCore.Create(provider);
            return new(core, await core.Staff(Roles.Support, "heron"), (await core.Get<Arrivals>().FromWeb(new("kestrel", "kestrel@example.org", "hash"))).Value.UserId);
        }

        public Task<Outcome> Take() => Grants.Take(User, Why, By);

        public Task<Outcome<LookView>> Look() => Core.Get<LookQuestions>().Of(User, By);

        public async Task<IReadOnlyList<AuditLine>> Audited(string action) => (await Core.Get<AuditQuestions>().Page(new(action), null, 50)).Lines;

        public ValueTask DisposeAsync() => Core.DisposeAsync();
    }
}
