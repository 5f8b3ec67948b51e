using Bunit;
using HydraX.Core.Audit;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Pages.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Account;

public sealed class SessionListTests : PageTest
{
    private long kestrel;
    private string here = "";

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        kestrel = await Core.Member("kestrel");
        Services.AddSingleton(Core.Get<SessionBook>());
        here = await SignInFreshly(kestrel, "kestrel");
    }

    [Fact]
    public async Task One_is_ended_the_one_that_asks_goes_on_and_those_of_others_are_not_shown()
    {
        var (elsewhere, stranger) = (await Core.SignIn(kestrel), await Core.Member("osprey"));
        var theirs = await Core.SignIn(stranger);
        var page = Render<SessionList>();
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Single(page.FindAll("tbody .tag"), tag => tag.TextContent == "this one");

        await page.Find("tbody button").ClickAsync(new());

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal("Unknown device is signed out.", Toasts.Shown[^1].Text);
        Assert.Equal((true, false, true), (await Core.LetsIn(kestrel, here), await Core.LetsIn(kestrel, elsewhere), await Core.LetsIn(stranger, theirs)));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("End all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_but_this_one_are_ended_once_it_was_asked()
    {
        var others = new[] { await Core.SignIn(kestrel), await Core.SignIn(kestrel) };
        var page = Render<SessionList>();

        var kept = Button(page, "End all but this one").ClickAsync(new());
        Assert.Contains("2 of your browsers are signed out at once", page.Find(".confirm__says").TextContent, StringComparison.Ordinal);
        await page.FindAll(".confirm__acts button")[1].ClickAsync(new());
        await kept;
        foreach (var token in others) Assert.True(await Core.LetsIn(kestrel, token));

        var ending = Button(page, "End all but this one").ClickAsync(new());
        await page.FindAll(".confirm__acts button")[0].ClickAsync(new());
        await ending;

        foreach (var token in others) Assert.False(await Core.LetsIn(kestrel, token));
        Assert.True(await Core.LetsIn(kestrel, here));
        Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal("2 other browsers signed out.", Toasts.Shown[^1].Text);
        Assert.Equal("kestrel", Assert.Single((await Core.Get<AuditQuestions>().Page(new("sessions.ended"), null, 5, Stop)).Lines).Actor);
    }

    [Fact]
    public async Task One_that_ended_meanwhile_is_gone_and_nothing_else_happens()
    {
        var elsewhere = await Core.SignIn(kestrel);
        var page = Render<SessionList>();
        await Core.Get<SessionBook>().SignOut(kestrel, elsewhere, Stop);

        await page.Find("tbody button").ClickAsync(new());

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal(SessionEnd.SignedOut, await Core.Data.Read(db => db.Sessions.Where(s => s.EndedAt != null).Select(s => s.EndReason).SingleAsync(Stop), Stop));
        Assert.True(await Core.LetsIn(kestrel, here));
    }
}
