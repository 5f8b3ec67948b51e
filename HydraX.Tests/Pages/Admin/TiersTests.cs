using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using History = HydraX.Web.Pages.Admin.Tiers.History;
using Page = HydraX.Web.Pages.Admin.Tiers.Tiers;

namespace HydraX.Tests.Pages.Admin;

public sealed class TiersTests : BunitContext, IAsyncLifetime
{
    private TestCore core = null!;
    private long heron;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        core = await TestCore.Create(DatabaseProvider.Sqlite);
        heron = (await core.Staff(name: "heron")).UserId!.Value;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(core.Get<TierDeskQuestions>()).AddSingleton(core.Get<TierOperations>()).AddSingleton(core.Get<TierCatalog>());
        Services.AddSingleton(TimeProvider.System).AddSingleton<Toasts>().AddSingleton(new Visit { Address = "203.0.113.7" });
        AddAuthorization().SetAuthorized("heron").SetRoles(Roles.Admin)
            .SetClaims(new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, $"{heron}"));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await core.DisposeAsync();
    }

    [Fact]
    public async Task Five_tiers_stand_side_by_side_with_every_setting_and_how_many_are_in_each()
    {
        await core.Member("dunlin");

        var page = await Open();

        Assert.Equal(["PRESS_PASS0 members", "NIBBLER2 members", "FANG0 members", "COMMANDER0 members", "APEX0 members"], page.FindAll("thead th").Select(h => h.TextContent));
        Assert.Equal(TierForm.All.Count, page.FindAll("tbody tr:not(.group)").Count);
        Assert.Equal("39.00", Control(page, "NIBBLER, Monthly price in USD").GetAttribute("value"));
        Assert.Equal("no limit", Control(page, "APEX, Shots a day empty is unlimited").GetAttribute("placeholder"));
        Assert.Equal("85, 87, 89, 91", Control(page, "FANG, Least TCS, chaingun shots 1 to 4").GetAttribute("value"));
        Assert.Contains("Revision 1, live since", page.Find(".page-head p").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody yet.", page.Markup, StringComparison.Ordinal);
        Assert.True(Button(page, "Review and save revision 2").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_a_press_pass_has_through_apex_access_and_what_it_always_has_cannot_be_switched()
    {
        var page = await Open();

        foreach (var label in new[] { "PRESS_PASS, stealth_mode", "PRESS_PASS, xp_reset_nightly", "PRESS_PASS, Monthly price in USD" })
            Assert.True(Control(page, label).HasAttribute("disabled"), label);
        Assert.True(Control(page, "PRESS_PASS, stealth_mode").HasAttribute("checked"));
        Assert.False(Control(page, "PRESS_PASS, auto_fire").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_changed_cell_keeps_its_old_value_in_sight_and_says_whom_it_touches()
    {
        var page = await Open();

        await Control(page, "NIBBLER, Monthly price in USD").ChangeAsync(new ChangeEventArgs { Value = "42" });
        await Control(page, "NIBBLER, Open trades at most").ChangeAsync(new ChangeEventArgs { Value = "2" });

        var cell = page.FindAll("td.changed")[0];
        Assert.Equal("was 39.00 USD", cell.QuerySelector(".field__was")!.TextContent);
        Assert.Equal("2 changes in this draft", page.Find("h2").TextContent);
        Assert.Equal(["NIBBLER, monthly price", "NIBBLER, open trades"], page.FindAll(".diff dt").Take(2).Select(d => d.TextContent));
        Assert.Equal(["NIBBLER, paying, from next renewal", "NIBBLER, at once", "Members told"], page.FindAll(".touched .sum dt").Select(d => d.TextContent));
        Assert.Equal(["0", "1", "0"], page.FindAll(".touched .sum dd").Select(d => d.TextContent));
        Assert.Contains("Editing a draft of revision 2.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_stands_in_its_cell_and_nothing_can_be_saved()
    {
        var page = await Open();

        await Control(page, "FANG, Shots a day empty is unlimited").ChangeAsync(new ChangeEventArgs { Value = "0" });

        Assert.Contains("FANG fire_settings.daily_shots is \"0\"; it must be a whole number from 1 to 998", page.Find(".field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", Control(page, "FANG, Shots a day empty is unlimited").GetAttribute("aria-invalid"));
        Assert.True(Button(page, "Review and save revision 2").HasAttribute("disabled"));
        Assert.Contains("One cell cannot be saved as typed.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_saved_after_the_review_with_who_and_from_where()
    {
        var page = await Open();
        await Control(page, "COMMANDER, stealth_mode").ChangeAsync(new ChangeEventArgs { Value = false });
        await Button(page, "Review and save revision 2").ClickAsync(new());
        Assert.Contains("Say why, for the record.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);

        await Control(page, "Why, for the record").ChangeAsync(new ChangeEventArgs { Value = "agreed 18 Nov" });
        var saving = Button(page, "Review and save revision 2").ClickAsync(new());
        Assert.Contains("COMMANDER, stealth_mode", page.Find("dialog .diff").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, core.Get<TierCatalog>().InForce.Number);
        await Button(page, "Save revision 2").ClickAsync(new());
        await saving;

        Assert.Equal(FeatureGrant.No, core.Get<TierCatalog>().Current[TierCode.Commander].Features[Feature.StealthMode]);
        var line = Assert.Single((await core.Get<AuditQuestions>().Page(new("tiers.revised"), null, 10, Stop)).Lines);
        Assert.Equal((heron, "heron", "203.0.113.7", "agreed 18 Nov"), (line.ActorUserId, line.Actor, line.Address, line.Why));
        Assert.Equal("Saved as revision 2", Services.GetRequiredService<Toasts>().Shown.Single().Text);
        Assert.Contains("Revision 2, live since", page.Find(".page-head p").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("td.changed"));
    }

    [Fact]
    public async Task The_safe_answer_saves_nothing_and_keeps_the_draft()
    {
        var page = await Open();
        await Control(page, "FANG, Shots a day empty is unlimited").ChangeAsync(new ChangeEventArgs { Value = "12" });
        await Control(page, "Why, for the record").ChangeAsync(new ChangeEventArgs { Value = "agreed 18 Nov" });

        var saving = Button(page, "Review and save revision 2").ClickAsync(new());
        await Button(page, "Keep editing").ClickAsync(new());
        await saving;

        Assert.Equal(1, core.Get<TierCatalog>().InForce.Number);
        Assert.Single(page.FindAll("td.changed"));
    }

    [Fact]
    public async Task A_second_admin_is_told_of_the_first_and_can_make_the_change_on_the_latest()
    {
        var page = await Open();
        await Control(page, "FANG, Shots a day empty is unlimited").ChangeAsync(new ChangeEventArgs { Value = "12" });
        await Control(page, "Why, for the record").ChangeAsync(new ChangeEventArgs { Value = "mine" });
        await core.Get<TierOperations>().Save(new(core.Get<TierCatalog>().Current.Sheet.With(TierCode.Apex, TierForm.MonthlyPrice, "199"), 1, "theirs", PriceApplies.FromNextRenewal), Actor.Start, Stop);

        var saving = Button(page, "Review and save revision 2").ClickAsync(new());
        await Button(page, "Save revision 2").ClickAsync(new());
        await saving;
        Assert.Contains("revision 2 was saved at 12:00 UTC on 19 November: \"theirs\"", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        await Button(page, "Make my changes on the latest").ClickAsync(new());

        Assert.Equal("199.00", Control(page, "APEX, Monthly price in USD").GetAttribute("value"));
        Assert.Equal("12", Control(page, "FANG, Shots a day empty is unlimited").GetAttribute("value"));
        Assert.Single(page.FindAll("td.changed"));
        Assert.False(Button(page, "Review and save revision 3").HasAttribute("disabled"));
    }

    [Fact]
    public async Task An_earlier_revision_is_one_click_and_a_yes_away()
    {
        await core.Get<TierOperations>().Save(new(core.Get<TierCatalog>().Current.Sheet.With(TierCode.Fang, TierForm.DailyShots, "12"), 1, "autumn", PriceApplies.FromNextRenewal), Actor.Start, Stop);
        var page = await Open();

        var returning = page.Find("[aria-label='Return to this: revision 1']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("FANG, shots a day", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Button(page, "Return to revision 1", "dialog button").ClickAsync(new());
        await returning;

        Assert.Equal((3, 10), (core.Get<TierCatalog>().InForce.Number, core.Get<TierCatalog>().Current[TierCode.Fang].DailyShots));
    }

    [Fact]
    public async Task A_phone_shows_the_tier_that_the_address_names()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.AdminTiersOf("FANG"));

        var page = await Open();

        Assert.Equal("FANG", page.Find(".segments [aria-current]").TextContent);
        Assert.Equal("FANG0 members", page.Find("thead th.shown").TextContent);
        Assert.All(page.FindAll("tbody tr:not(.group)"), row => Assert.Single(row.QuerySelectorAll("td.shown")));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_and_can_be_tried_again()
    {
        await using (var db = core.Database.Open()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE tier_revisions RENAME TO gone", Stop);
        var page = await Open();
        Assert.Contains("The database does not answer.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);

        await using (var db = core.Database.Open()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE gone RENAME TO tier_revisions", Stop);
        await Button(page, "Try again").ClickAsync(new());

        Assert.NotEmpty(page.FindAll(".setting-grid"));
    }

    [Fact]
    public async Task History_shows_before_and_after_and_returns()
    {
        await core.Get<TierOperations>().Save(new(core.Get<TierCatalog>().Current.Sheet.With(TierCode.Apex, TierForm.MonthlyPrice, "199"), 1, "APEX price 199.00", PriceApplies.NewSubscribersOnly), new(heron, "heron", Origin.Web), Stop);
        var page = Render<History>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("section.card").Count));

        var latest = page.FindAll("section.card")[0];
        Assert.Equal("2: APEX price 199.00", latest.QuerySelector("h2")!.TextContent);
        Assert.EndsWith(", heron", latest.QuerySelector("header span")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("before 188.00 USD", latest.TextContent, StringComparison.Ordinal);
        Assert.Contains("after 199.00 USD", latest.TextContent, StringComparison.Ordinal);
        Assert.Contains("new subscribers only", latest.TextContent, StringComparison.Ordinal);
        Assert.Contains("in force", latest.TextContent, StringComparison.Ordinal);
        var returning = page.Find("[aria-label='Return to this: revision 1']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("APEX, monthly price", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Button(page, "Return to revision 1", "dialog button").ClickAsync(new());
        await returning;

        Assert.Equal(188m, core.Get<TierCatalog>().Current[TierCode.Apex].MonthlyPrice);
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("section.card").Count));
    }

    [Fact]
    public void History_before_the_first_revision_is_empty_and_says_so()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.AdminTierHistory(1));

        var page = Render<History>();

        page.WaitForAssertion(() => Assert.Contains("There is nothing before that revision.", page.Markup, StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<Page>> Open()
    {
        var page = Render<Page>();
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }

    private static IElement Control(IRenderedComponent<Page> page, string label)
    {
        var found = page.FindAll("label").Single(l => l.TextContent.Trim() == label);
        return page.Find($"#{found.GetAttribute("for")}");
    }

    private static IElement Button<T>(IRenderedComponent<T> page, string text, string among = "button") where T : IComponent =>
        page.FindAll(among).First(b => b.TextContent.Trim() == text);
}
