using System.Security.Claims;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account;
using HydraX.Web.Hosting.Limits;
using HydraX.Web.Live;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Live;

public sealed class CircuitWatchTests
{
    // A page that is redrawn by others' awards is acknowledged by the browser of somebody who has gone home.
    [Theory]
    [InlineData(nameof(Messages.OnRenderCompleted), false)]
    [InlineData(nameof(Messages.EndInvokeJSFromDotNet), false)]
    [InlineData(nameof(Messages.BeginInvokeDotNetFromJS), true)]
    [InlineData(nameof(Messages.OnLocationChanged), true)]
    public async Task What_a_browser_answers_by_itself_is_no_use_of_the_page(string message, bool isUse)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var watch = await Opened(core, new OpenCircuits(core.Get<SignIns>()), await core.Member());
        var inbound = watch.CreateInboundActivityHandler(_ => Task.CompletedTask);
        watch.TakeUse();

        await new CircuitConnection.Filter().InvokeMethodAsync(
            new(new Caller(), EmptyServices.Instance, new Messages(), typeof(Messages).GetMethod(message)!, []),
            async _ =>
            {
                await inbound(null!);
                return null;
            });

        Assert.Equal(isUse, watch.TakeUse());
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }

    private sealed class Messages : Hub
    {
        public void OnRenderCompleted() { }

        public void EndInvokeJSFromDotNet() { }

        public void BeginInvokeDotNetFromJS() { }

        public void OnLocationChanged() { }
    }

    private sealed class Caller : HubCallerContext
    {
        public override string ConnectionId => "one";
        public override string? UserIdentifier => null;
        public override ClaimsPrincipal? User => null;
        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();
        public override IFeatureCollection Features { get; } = new FeatureCollection();
        public override CancellationToken ConnectionAborted => default;

        public override void Abort() { }
    }

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

        await core.Get<Suspensions>().Suspend(user, "Spam", HydraX.Core.Audit.Actor.Job);

        await inbound(null!);
        Assert.Equal((1, 1, true), (heard, ended, watch.HasEnded));
    }

    [Fact]
    public async Task A_circuit_that_opens_after_its_session_ended_ends_at_once()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var circuits = new OpenCircuits(core.Get<SignIns>());

        var watch = await Opened(core, circuits, user, "of another day");

        Assert.True(watch.HasEnded);
    }

    [Fact]
    public async Task Ending_one_session_leaves_the_members_other_ones_open()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (user, other) = (await core.Member(), await core.Member());
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var token = await core.SignIn(user);
        var here = await Opened(core, circuits, user, token);
        var elsewhere = await Opened(core, circuits, user);
        var others = await Opened(core, circuits, other);

        circuits.End(user, SessionRules.HashOf(token));
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
        var visitor = new CircuitWatch(circuits, core.Get<SignIns>(), new Known(new()), Limits, TimeProvider.System, NullLogger<CircuitWatch>.Instance);
        await visitor.OnCircuitOpenedAsync(null!, default);
        Assert.Equal([user], circuits.Members);

        await watch.OnCircuitClosedAsync(null!, default);
        await visitor.OnCircuitClosedAsync(null!, default);

        Assert.Empty(circuits.Members);
    }

    [Fact]
    public async Task A_page_left_open_counts_as_use_only_while_somebody_does_something_and_ends_when_idle_for_too_long()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var token = await core.SignIn(user, stays: false);
        var watch = await Opened(core, circuits, user, token);
        Assert.Empty(await Beat(TimeSpan.Zero));

        await watch.CreateInboundActivityHandler(_ => Task.CompletedTask)(null!);
        Assert.Equal([SessionRules.HashOf(token)], await Beat(SessionRules.UseNotedEvery));
        await core.Get<SessionBook>().Touch([SessionRules.HashOf(token)]);
        Assert.Empty(await Beat(SessionRules.UseNotedEvery));
        Assert.False(watch.HasEnded);
        Assert.Empty(await Beat(TimeSpan.FromHours(12)));
        Assert.True(watch.HasEnded);

        async Task<IReadOnlyCollection<string>> Beat(TimeSpan later)
        {
            core.Time.Advance(later);
            return circuits.EndUnless(user, (await core.Get<SignIns>().Pulses([user]))[user].State, core.Time.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_page_ends_when_its_member_has_other_roles_than_when_it_was_opened()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var watch = await Opened(core, circuits, user);
        await core.Data.Run(work => work.GiveRole(user, Roles.Moderator));

        circuits.EndUnless(user, (await core.Get<SignIns>().Pulses([user]))[user].State, core.Time.GetUtcNow());

        Assert.True(watch.HasEnded);
    }

    // As fast as nobody's hands are: what is beyond the limit comes later and all of it, in order.
    [Fact]
    public async Task What_is_done_too_fast_waits_its_turn_in_order_and_nothing_of_it_is_lost()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var watch = await Opened(core, new OpenCircuits(core.Get<SignIns>()), await core.Member());
        var heard = new List<int>();
        var acts = Enumerable.Range(0, 15).Select(n => watch.CreateInboundActivityHandler(_ =>
        {
            heard.Add(n);
            return Task.CompletedTask;
        })(null!)).ToList();
        Assert.Equal(Enumerable.Range(0, 10), heard);

        for (var i = 0; i < 5; i++)
        {
            core.Time.Advance(TimeSpan.FromMilliseconds(500));
            await acts[10 + i];
        }

        Assert.Equal(Enumerable.Range(0, 15), heard);
        Assert.False(watch.HasEnded);
    }

    [Fact]
    public async Task A_page_from_which_too_much_goes_on_coming_is_closed_and_opening_another_does_not_help()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (user, other) = (await core.Member(), await core.Member());
        var circuits = new OpenCircuits(core.Get<SignIns>());
        var (watch, others) = (await Opened(core, circuits, user), await Opened(core, circuits, other));
        var (heard, ended) = (0, 0);
        watch.Ended += () => ended++;
        for (var i = 0; i < 21; i++) _ = Act(watch);
        Assert.Equal((10, 1, true, true), (heard, ended, watch.HasEnded, watch.WasTooFast));

        await watch.OnCircuitClosedAsync(null!, default);
        var again = await Opened(core, circuits, user);
        await Act(again);
        Assert.Equal((10, true), (heard, again.WasTooFast));
        await Act(others);
        Assert.Equal((11, false), (heard, others.HasEnded));
        // Left alone for a while it is as if nothing had been.
        core.Time.Advance(TimeSpan.FromSeconds(11));
        var later = await Opened(core, circuits, user);
        for (var i = 0; i < 10; i++) await Act(later);
        Assert.Equal(21, heard);

        Task Act(CircuitWatch page) => page.CreateInboundActivityHandler(_ =>
        {
            heard++;
            return Task.CompletedTask;
        })(null!);
    }

    private static IOptions<LimitOptions> Limits => Options.Create(new LimitOptions { ActsAtOnce = 10, ActsPerSecond = 2 });

    private static async Task<CircuitWatch> Opened(TestCore core, OpenCircuits circuits, long user, string? token = null)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, $"{user}"), new(ClaimTypes.Role, Roles.Member), new(AccountClaims.Session, token ?? await core.SignIn(user)) };
        var watch = new CircuitWatch(circuits, core.Get<SignIns>(), new Known(new(new ClaimsIdentity(claims, "test"))), Limits, core.Time, NullLogger<CircuitWatch>.Instance);
        await watch.OnCircuitOpenedAsync(null!, default);
        return watch;
    }

    private sealed class Known(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person));
    }
}
