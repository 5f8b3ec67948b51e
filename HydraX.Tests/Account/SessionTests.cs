using System.Net;
using HydraX.Core.Data;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
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
}
