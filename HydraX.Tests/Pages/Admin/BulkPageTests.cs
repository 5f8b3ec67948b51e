using Bunit;
using HydraX.Core.Admin.Bulk;
using HydraX.Web;
using HydraX.Web.Pages.Admin.Bulk;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class BulkPageTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<BulkQuestions>()).AddSingleton(Core.Get<BulkOperations>()).AddSingleton(Core.Get<BulkRuns>());
    }

    [Fact]
    public async Task An_award_is_looked_at_first_then_given_and_can_be_undone()
    {
        var kestrel = await Core.Member("kestrel");
        await Core.Give(kestrel, 950);
        var page = await Open<BulkPage>();
        Assert.Contains("Nothing was done in bulk yet", page.Markup, StringComparison.Ordinal);

        await Button(page, "Look what it would do").ClickAsync(new());
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        Explain(page, "thank you");
        page.Find("textarea").Change("kestrel nobody_here");
        await Button(page, "Look what it would do").ClickAsync(new());
        Assert.Contains("Nobody who is active has the name nobody_here.", page.Markup, StringComparison.Ordinal);
        page.Find("textarea").Change("kestrel");
        await Button(page, "Look what it would do").ClickAsync(new());
        Assert.Contains("RECRUIT → PRIVATE", page.Markup, StringComparison.Ordinal);
        Assert.Equal(950, (await Core.Profile(kestrel)).XpBalance);

        var giving = Button(page, "Give 100 XP to 1 member").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("thank you", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Button(page, "Give it", "dialog button").ClickAsync(new());
        await giving;

        await page.WaitForAssertionAsync(() => Assert.Contains("1 of 1, 100 XP given", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal(1_050, (await Core.Profile(kestrel)).XpBalance);
        Assert.Equal("thank you", Assert.Single(await Audited("xp.bulk-started")).Why);

        await Button(page, "Undo").ClickAsync(new());
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        page.FindAll("input[maxlength]")[^1].Change("by mistake");
        var undoing = Button(page, "Undo").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("XP taken back", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Button(page, "Undo it", "dialog button").ClickAsync(new());
        await undoing;

        await page.WaitForAssertionAsync(() => Assert.Contains("1 of 1, 100 XP taken back", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal(950, (await Core.Profile(kestrel)).XpBalance);
        Assert.Equal("by mistake", Assert.Single(await Audited("xp.bulk-undone")).Why);
    }

    [Fact]
    public async Task A_season_is_chosen_by_the_address_and_its_ranks_are_shown_before_and_after()
    {
        await Core.Give(await Core.Member("kestrel"), 3_000);
        Navigation.NavigateTo(Urls.AdminBulkOf("season_reset"));
        var page = await Open<BulkPage>();
        Explain(page, "spring");

        await Button(page, "Look what it would do").ClickAsync(new());

        Assert.Contains("CORPORAL → RECRUIT", page.Markup, StringComparison.Ordinal);
        Assert.Contains("2,400", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Begin the season for 1 member");
    }
}
