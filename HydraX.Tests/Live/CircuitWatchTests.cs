using System.Security.Claims;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account;
using HydraX.Web.Live;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Tests.Live;

public sealed class CircuitWatchTests
{
    [Fact]
    public async Task A_circuit_whose_session_ends_hears_nothing_more_even_of_a_browser_that_stays()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var watch = await Opened(core, circuits, user);
        var (heard, ended) = (0, 0);
        watch.Ended += () => ended++;
        var inbound = watch.CreateInboundActivityHandler(_ =>
        {
            heard++;
            return Task.CompletedTask;
        });
        await inbound(null!);
        Assert.Equal((1, 0, 1), (heard, ended, circuits.Count(user)));

        await core.Get<Suspensions>().Suspend(user, "Spam", new(null, null, HydraX.Core.Audit.Origin.Web));

        await inbound(null!);
        Assert.Equal((1, 1, true), (heard, ended, watch.HasEnded));
    }

    [Fact]
    public async Task A_circuit_that_opens_after_its_session_ended_ends_at_once()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var circuits = new OpenCircuits(core.Get<SignIns>());

        var watch = await Opened(core, circuits, user, stamp: "of before");

        Assert.True(watch.HasEnded);
    }

    [Fact]
    public async Task Ending_one_session_leaves_the_members_other_ones_open()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (user, other) = (await core.Member(), await core.Member());
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var here = await Opened(core, circuits, user, session: "here");
        var elsewhere = await Opened(core, circuits, user, session: "elsewhere");
        var others = await Opened(core, circuits, other, session: "here");

        circuits.End(user, "here");
        Assert.Equal((true, false, false), (here.HasEnded, elsewhere.HasEnded, others.HasEnded));

        circuits.End(user);
        Assert.Equal((true, false), (elsewhere.HasEnded, others.HasEnded));
    }

    [Fact]
    public async Task A_circuit_that_closes_is_forgotten_and_a_visitors_one_never_known()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var watch = await Opened(core, circuits, user);
        var visitor = new CircuitWatch(circuits, core.Get<SignIns>(), new Known(new()), TimeProvider.System);
        await visitor.OnCircuitOpenedAsync(null!, default);
        Assert.Equal([user], circuits.Members);

        await watch.OnCircuitClosedAsync(null!, default);
        await visitor.OnCircuitClosedAsync(null!, default);

        Assert.Empty(circuits.Members);
    }

    private static async Task<CircuitWatch> Opened(TestCore core, OpenCircuits circuits, long user, string? stamp = null, string? session = null)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, $"{user}"), new(AccountClaims.Stamp, stamp ?? (await core.User(user)).SecurityStamp!) };
        if (session is not null) claims.Add(new(AccountClaims.Session, session));
        var watch = new CircuitWatch(circuits, core.Get<SignIns>(), new Known(new(new ClaimsIdentity(claims, "test"))), TimeProvider.System);
        await watch.OnCircuitOpenedAsync(null!, default);
        return watch;
    }

    private sealed class Known(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person));
    }
}
