using System.Net;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Account;

public sealed class SessionTests
{
    [Theory, EachProvider]
    public async Task A_stolen_cookie_is_worth_nothing_once_its_owner_has_signed_out(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");
        var thief = browser.Stolen();
        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/account/security")).Status);

        var page = await browser.Get("/account/security");
        var token = page.Document.QuerySelector("form[action='/account/logout'] input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        Assert.Equal("/", (await browser.Post("/account/logout", ("__RequestVerificationToken", token))).RedirectedTo);

        Assert.Equal("/account/ended", (await thief.Get("/account/security")).RedirectedTo);
        var row = await app.Data.Read(db => db.Sessions.SingleAsync());
        Assert.Equal(SessionEnd.SignedOut, row.EndReason);
    }

    // Either it is seen and ended with the others, or it finds the new stamp.
    [Theory, EachProvider]
    public async Task A_session_that_begins_with_the_old_password_while_it_is_changed_does_not_survive(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        var user = await app.Member("kestrel");
        for (var round = 0; round < 15; round++)
        {
            var stamp = (await app.User(user)).SecurityStamp;
            async Task Change()
            {
                await using var scope = app.Get<IServiceScopeFactory>().CreateAsyncScope();
                var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
                Assert.True((await users.UpdateSecurityStampAsync((await users.FindByIdAsync($"{user}"))!)).Succeeded);
            }
            var begins = Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.Get<SessionBook>().Begin(new(user, SignInMethod.Password, false, true, null, null, stamp))));
            await Task.WhenAll([.. begins, Task.Run(Change)]);

            Assert.Equal(0, await app.Data.Read(db => db.Sessions.CountAsync(s => s.UserId == user && s.EndedAt == null)));
        }
    }

    // Somebody who is just signing in when a second factor is set up must not be let in without it.
    [Theory, EachProvider]
    public async Task A_session_by_Telegram_that_begins_while_a_second_factor_is_set_up_does_not_survive(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        var (factors, by) = (app.Get<SecondFactors>(), new Actor(member.UserId, "kestrel", Origin.Web));
        for (var round = 0; round < 15; round++)
        {
            var offered = (await factors.Offer(member.UserId)).Value;
            var enters = Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            {
                await Task.Delay(2 * i);
                await using var scope = app.Get<IServiceScopeFactory>().CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
                await scope.ServiceProvider.GetRequiredService<SignInDesk>().ByProof(member.UserId, SignInMethod.MiniApp);
            }));
            await Task.WhenAll([.. enters, Task.Run(() => factors.Confirm(by, FactorRules.CodeAt(offered.Secret, TimeProvider.System.GetUtcNow())))]);

            Assert.Equal(0, await app.Data.Read(db => db.Sessions.CountAsync(s => s.UserId == member.UserId && s.EndedAt == null)));
            Assert.True((await factors.Remove(by)).Succeeded);
        }
    }

    [Fact]
    public async Task The_page_of_sessions_tells_device_network_and_way_of_signing_in()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");
        await app.SignedIn("kestrel");

        var rows = (await browser.Get("/account/security")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Contains("by password", row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Contains("this machine", row, StringComparison.Ordinal));
        Assert.Single(rows, row => row.Contains("this one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_page_was_drawn_from_is_not_kept_once_its_browser_is_gone()
    {
        await using var app = await AccountApp.Start();

        Assert.Equal(0, app.Get<IOptions<CircuitOptions>>().Value.PersistedCircuitInMemoryMaxRetained);
    }

    [Theory, EachProvider]
    public async Task A_session_of_one_node_is_one_of_every_node_and_ends_on_all(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");
        await using var other = app.Another();

        var there = browser.Stolen(other.Address);
        var page = await there.Get("/account/settings");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var token = page.Document.QuerySelector("form[action='/account/logout'] input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        Assert.Equal("/", (await there.Post("/account/logout", ("__RequestVerificationToken", token))).RedirectedTo);

        Assert.NotEqual(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);
    }
}
