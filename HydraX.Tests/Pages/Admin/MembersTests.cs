using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Member = HydraX.Web.Pages.Admin.Users.Member;
using MemberList = HydraX.Web.Pages.Admin.Users.Users;

namespace HydraX.Tests.Pages.Admin;

public sealed class MembersTests : BunitContext, IAsyncLifetime
{
    private readonly Toasts toasts = new(TimeProvider.System);
    private TestCore core = null!;
    private long heron, kestrel;

    public async ValueTask InitializeAsync()
    {
        core = await TestCore.Create(DatabaseProvider.Sqlite);
        (heron, kestrel) = ((await core.Staff(name: "heron")).UserId!.Value, await core.Member("kestrel"));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddSingleton(core.Get<MemberDeskQuestions>()).AddSingleton(core.Get<MemberOperations>()).AddSingleton(core.Get<HydraX.Core.Xp.XpVerification>()).AddSingleton(core.Get<HydraX.Core.Achievements.Metrics.MetricVerification>()).AddSingleton(core.Get<Suspensions>()).AddSingleton(core.Progression).AddSingleton(core.Get<HydraX.Core.Shop.ShopQuestions>()).AddSingleton(core.Get<SignIns>());
        Services.AddSingleton(core.Get<HydraX.Core.Privacy.Erasing.Erasures>()).AddSingleton(core.Get<HydraX.Core.Privacy.Exporting.Exports>());
        TestMail.AddTo(Services);
        Services.AddSingleton(TimeProvider.System).AddSingleton(toasts).AddSingleton<LiveChanges>().AddSingleton<OpenCircuits>().AddSingleton(new Visit { Address = "203.0.113.7" });
        AddAuthorization().SetAuthorized("heron").SetRoles(Roles.Admin).SetClaims(new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, $"{heron}"));
        SetRendererInfo(new("Server", true));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await core.DisposeAsync();
    }

    [Fact]
    public async Task Members_are_listed_latest_first_and_what_is_looked_for_stands_in_the_address()
    {
        await core.Get<Suspensions>().Suspend(kestrel, "Spam", new(heron, "heron", Origin.Web));
        var page = Render<MemberList>();
        Assert.Equal(["kestrel", "heron"], page.FindAll("tbody a").Select(a => a.TextContent));
        Assert.Equal(Urls.AdminUser(kestrel), page.Find("tbody a").GetAttribute("href"));
        Assert.Equal("suspended", page.Find("tbody .tag").TextContent);

        await page.Find("input[type=search]").ChangeAsync(new ChangeEventArgs { Value = " her " });

        Assert.EndsWith("/admin/users?q=her", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(["heron"], page.FindAll("tbody a").Select(a => a.TextContent));
    }

    [Fact]
    public void Nobody_fits_says_so_and_leads_back()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/users?q=nobody&tier=APEX&status=past_due");

        var page = Render<MemberList>();

        Assert.Contains("Nobody fits that.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(Urls.AdminUsers, page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_grant_says_what_will_happen_and_happens_once_it_is_confirmed()
    {
        await core.Give(kestrel, 50);
        var page = await Open();
        await Type(page, "XP to grant", "250");

        await Press(page, "Grant XP");
        Assert.Contains("Say why first", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);

        await Type(page, "Why, for the record", "Beta tester");
        var asked = Press(page, "Grant XP");
        Assert.Contains("The balance becomes 300.", page.Find(".confirm__says").TextContent, StringComparison.Ordinal);
        Assert.Contains("Why: Beta tester", page.Find(".confirm__says").TextContent, StringComparison.Ordinal);
        await Answer(page, yes: true);
        await asked;

        Assert.Equal(300, (await core.Profile(kestrel)).XpBalance);
        Assert.Equal("250 XP granted", Assert.Single(toasts.Shown).Text);
        Assert.Contains("+250", page.Find("tbody").TextContent, StringComparison.Ordinal);
        var line = Assert.Single((await core.Get<AuditQuestions>().Page(new("xp.granted"), null, 10)).Lines);
        Assert.Equal(("heron", "203.0.113.7", "Beta tester"), (line.Actor, line.Address, line.Why));
    }

    [Fact]
    public async Task The_safe_answer_changes_nothing()
    {
        var page = await Open();
        await Type(page, "Why, for the record", "Spam");

        var asked = Press(page, "Suspend");
        await Answer(page, yes: false);
        await asked;

        Assert.True((await core.User(kestrel)).IsActive);
    }

    [Fact]
    public async Task Suspending_and_reinstating_turn_the_page_over()
    {
        var page = await Open();
        await Do(page, "Suspend", "Spam in squads");
        Assert.Contains("Spam in squads", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.False((await core.User(kestrel)).IsActive);

        await Do(page, "Reinstate", "Settled");
        Assert.Empty(page.FindAll(".notice.bad"));
        Assert.True((await core.User(kestrel)).IsActive);
    }

    [Fact]
    public async Task Upon_a_written_request_an_erasure_begins_and_a_second_press_is_told_of_it()
    {
        var page = await Open();
        await Do(page, "Erase on written request", "By letter, passport seen");

        Assert.NotNull(await core.Get<HydraX.Core.Privacy.Erasing.Erasures>().Of(kestrel));
        Assert.Equal("kestrel is erased in 7 days", toasts.Shown.Last().Text);
        await Do(page, "Erase on written request", "By letter, once more");
        Assert.Contains("asked for already", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_suspended_member_alone_a_copy_is_made_upon_a_written_request_and_the_link_is_not_shown()
    {
        var page = await Open();
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim().StartsWith("Copy of data", StringComparison.Ordinal));
        await Do(page, "Suspend", "Spam in squads");

        await Do(page, "Copy of data on written request", "By letter, passport seen");

        Assert.Equal("The copy is being made for kestrel", toasts.Shown.Last().Text);
        Assert.True((await core.Get<HydraX.Core.Privacy.Exporting.Exports>().Of(kestrel))!.IsUnderWay);
        Assert.DoesNotContain("token=", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_is_corrected_from_the_ledger_and_then_marked()
    {
        var given = await core.Give(kestrel, 50);
        var page = await Open();
        await Type(page, "Why, for the record", "Wrong member");

        var asked = page.Find($"button[aria-label='Correct line {given.TransactionId}']").ClickAsync(new());
        await Answer(page, yes: true);
        await asked;

        Assert.Equal(0, (await core.Profile(kestrel)).XpBalance);
        Assert.Contains("corrected", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button[aria-label^='Correct line']"));
    }

    [Fact]
    public async Task Ledger_and_counters_are_checked_and_counters_are_counted_anew_with_a_reason()
    {
        await core.Progression.AwardXp(new(kestrel, HydraX.Core.Xp.XpSource.TradeWin, 1));
        var page = await Open();
        await Press(page, "Check ledger and counters");
        Assert.Contains("The ledger adds up", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The counters are right", page.Markup, StringComparison.Ordinal);
        await core.Data.Run(work => work.Execute($"UPDATE member_metrics SET total = 5 WHERE metric = 'trades_won' AND user_id = {kestrel}"));

        await Press(page, "Check ledger and counters");
        Assert.Contains("trades won: of all time 5, by the lines 1", page.Markup, StringComparison.Ordinal);
        await Press(page, "Count anew");
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        await Type(page, "Why they are counted anew", "a doubt");
        await Press(page, "Count anew");

        Assert.Contains("The counters are right", page.Markup, StringComparison.Ordinal);
        Assert.Equal("1 counter counted anew", toasts.Shown.Last().Text);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Count anew");
    }

    [Fact]
    public async Task Roles_and_passes_are_given_with_a_word_of_what_it_means()
    {
        var page = await Open();
        await Do(page, "Make Moderator", "Helps in squads");
        Assert.Contains(page.FindAll(".tag.accent"), t => t.TextContent == "Moderator");
        await Do(page, "Take Moderator", "Left");
        Assert.Empty(page.FindAll(".tag.accent"));

        await Type(page, "Days of another Press Pass", "5");
        await Do(page, "Grant Press Pass", "Outage");
        Assert.Contains("7 to 30 days, not 5", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        await Type(page, "Days of another Press Pass", "10");
        await Do(page, "Grant Press Pass", "Outage");
        Assert.Contains("10 days, granted by heron", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_nobodys_says_so() =>
        Assert.Contains("There is no member 999.", Render<Member>(p => p.Add(m => m.UserId, 999)).Markup, StringComparison.Ordinal);

    private async Task<IRenderedComponent<Member>> Open()
    {
        var page = Render<Member>(p => p.Add(m => m.UserId, kestrel));
        await page.WaitForElementAsync("#acts");
        return page;
    }

    private static async Task Do(IRenderedComponent<Member> page, string words, string why)
    {
        await Type(page, "Why, for the record", why);
        var asked = Press(page, words);
        await Answer(page, yes: true);
        await asked;
    }

    private static Task Type(IRenderedComponent<Member> page, string label, string text)
    {
        var id = page.FindAll("label").First(l => l.TextContent.Trim() == label).GetAttribute("for");
        return page.Find($"#{id}").ChangeAsync(new ChangeEventArgs { Value = text });
    }

    private static Task Press(IRenderedComponent<Member> page, string words) => page.FindAll("button").First(b => b.TextContent.Trim() == words).ClickAsync(new());

    private static Task Answer(IRenderedComponent<Member> page, bool yes) => page.FindAll(".confirm__acts button")[yes ? 0 : 1].ClickAsync(new());
}
