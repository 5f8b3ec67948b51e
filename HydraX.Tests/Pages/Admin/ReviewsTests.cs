using Bunit;
using HydraX.Core.Abuse;
using HydraX.Core.Abuse.Names;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Users;
using HydraX.Tests.Abuse;
using HydraX.Web;
using HydraX.Web.Pages.Admin.Names;
using HydraX.Web.Pages.Admin.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class ReviewsTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<ReviewQuestions>()).AddSingleton(Core.Get<ReviewDesk>()).AddSingleton(Core.Get<ReviewOperations>()).AddSingleton(Core.Get<NameDesk>());
    }

    [Fact]
    public async Task The_queue_says_what_was_found_in_words_and_is_filtered_by_the_address()
    {
        var kestrel = await Core.Member("kestrel");
        await ReviewDeskTests.Item(Core, kestrel);
        await ReviewDeskTests.Item(Core, null, ReviewRule.FailuresFromAddress);
        var page = await Open<Reviews>();
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Contains("6 accounts signed in or registered from one address in 198.51.100.0/24 within 24 hours", page.Find("tbody").TextContent, StringComparison.Ordinal);

        page.FindAll("select")[1].Change("many_accounts");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.EndsWith("/admin/reviews?rule=many_accounts", Navigation.Uri, StringComparison.Ordinal);
        Navigation.NavigateTo(Urls.AdminReviewsOf("suspended", "moon"));
        page.WaitForAssertion(() => Assert.Contains("Nothing fits these filters", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_is_held_and_released_with_a_reason()
    {
        var kestrel = await Core.Member("kestrel");
        var item = await ReviewDeskTests.Item(Core, kestrel);
        Navigation.NavigateTo(Urls.AdminReviewsOf(null, null, null, item));
        var page = await Open<Reviews>();

        await Button(page, "Hold").ClickAsync(new());
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        page.Find("input[maxlength]").Change("looks like a farm");
        await Button(page, "Hold").ClickAsync(new());

        Assert.NotNull((await Core.User(kestrel)).HeldAt);
        Assert.Equal("kestrel is held", Said);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Hold");
        page.Find("input[maxlength]").Change("a family");
        await Button(page, "Release").ClickAsync(new());

        Assert.Null((await Core.User(kestrel)).HeldAt);
        Assert.Equal(("heron", "a family"), (Assert.Single(await Audited("reviews.released")).Actor, (await Audited("reviews.released"))[0].Why));
        page.WaitForAssertion(() => Assert.Contains("heron", page.Find("tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lines_of_a_finding_are_chosen_and_reversed_with_a_reason()
    {
        var kestrel = await Core.Member("kestrel");
        for (var trade = 1; trade <= 3; trade++) await Core.Progression.AwardXp(new(kestrel, HydraX.Core.Xp.XpSource.TradeWin, trade, "XAUUSD"), Stop);
        Navigation.NavigateTo(Urls.AdminReviewsOf(null, null, null, await FoundLinesTests.Item(Core, kestrel)));
        var page = await Open<Reviews>();
        await page.WaitForStateAsync(() => page.FindAll(".lines tbody tr").Count == 3, TimeSpan.FromSeconds(20));
        Assert.Contains("Win, XAUUSD", page.Find(".lines").TextContent, StringComparison.Ordinal);

        await Button(page, "Reverse").ClickAsync(new());
        Assert.Contains("Choose the lines first.", page.Markup, StringComparison.Ordinal);
        foreach (var at in new[] { 0, 1 }) page.FindAll(".lines input[type=checkbox]")[at].Change(true);
        Assert.Contains("Takes 100 XP in 2 lines, and what they had earned.", page.Markup, StringComparison.Ordinal);
        await Button(page, "Reverse").ClickAsync(new());
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        page.FindAll("input[maxlength]")[0].Change("made up");
        var pressed = Button(page, "Reverse").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Reverse 2 lines of kestrel?", page.Markup, StringComparison.Ordinal));
        await Button(page, "Reverse", "dialog button").ClickAsync(new());
        await pressed;

        Assert.Equal(50, (await Core.Profile(kestrel)).XpBalance);
        Assert.Equal("2 lines reversed, −100 XP", Said);
        Assert.Equal("made up", Assert.Single(await Audited("reviews.reversed")).Why);
        Assert.Single(page.FindAll(".lines tbody tr"));
    }

    [Fact]
    public async Task A_moderator_sees_no_lines()
    {
        var kestrel = await Core.Member("kestrel");
        await Core.Progression.AwardXp(new(kestrel, HydraX.Core.Xp.XpSource.TradeWin, 1), Stop);
        SignIn(Heron, "heron", Roles.Moderator);
        Navigation.NavigateTo(Urls.AdminReviewsOf(null, null, null, await FoundLinesTests.Item(Core, kestrel)));

        var page = await Open<Reviews>();

        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Release");
        Assert.DoesNotContain("The lines that it is about", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspending_asks_once_more()
    {
        var kestrel = await Core.Member("kestrel");
        Navigation.NavigateTo(Urls.AdminReviewsOf(null, null, null, await ReviewDeskTests.Item(Core, kestrel)));
        var page = await Open<Reviews>();
        page.Find("input[maxlength]").Change("twelve accounts");

        var pressed = Button(page, "Suspend", ".far button").ClickAsync(new());
        Assert.True((await Core.User(kestrel)).IsActive);
        await Button(page, "Suspend", "dialog button").ClickAsync(new());
        await pressed;

        Assert.Equal((false, "twelve accounts"), ((await Core.User(kestrel)).IsActive, (await Core.User(kestrel)).SuspendedReason));
    }

    [Fact]
    public async Task Of_a_farm_those_chosen_are_held_and_suspended_each_with_an_entry()
    {
        var farm = new List<long>();
        foreach (var name in new[] { "kestrel", "merlin", "hobby", "kite" }) farm.Add(await Core.Member(name));
        Navigation.NavigateTo(Urls.AdminReviewsOf(null, null, null, await ReviewDeskTests.Farm(Core, farm)));
        var page = await Open<Reviews>();
        page.Find("input[maxlength]").Change("a farm");
        foreach (var at in new[] { 1, 2 }) page.FindAll(".far input[type=checkbox]")[at].Change(true);

        await Button(page, "Hold").ClickAsync(new());

        Assert.Equal("3 accounts held", Said);
        Assert.Equal(3, (await Audited("reviews.held")).Count);
        Assert.Equal([true, true, true, false], (await Task.WhenAll(farm.Select(Core.User))).Select(u => u.HeldAt is not null).Order().Reverse());
        page.WaitForAssertion(() => Assert.Contains("(held)", page.Find(".far").TextContent, StringComparison.Ordinal));
        page.Find("input[maxlength]").Change("sold");
        await Button(page, "All", ".far button").ClickAsync(new());
        var pressed = Button(page, "Suspend", ".far button").ClickAsync(new());
        Assert.Contains("Suspend 4 accounts?", page.Find("dialog").TextContent, StringComparison.Ordinal);
        await Button(page, "Suspend", "dialog button").ClickAsync(new());
        await pressed;

        Assert.All(await Task.WhenAll(farm.Select(Core.User)), u => Assert.False(u.IsActive));
        Assert.Equal(4, (await Audited("reviews.suspended")).Count);
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_decided()
    {
        var kestrel = await Core.Member("kestrel");
        var item = await ReviewDeskTests.Item(Core, kestrel);
        Navigation.NavigateTo(Urls.AdminReviewsOf(null, null, null, item));
        var page = await Open<Reviews>();
        await Core.Get<ReviewDesk>().Release(item, "known to me", await ReviewDeskTests.Moderator(Core), Stop);
        page.Find("input[maxlength]").Change("looks like a farm");

        await Button(page, "Hold").ClickAsync(new());

        Assert.Contains("osprey released it on", page.Markup, StringComparison.Ordinal);
        Assert.Null((await Core.User(kestrel)).HeldAt);
    }

    [Fact]
    public async Task An_outage_is_said_and_passes()
    {
        await using (await Outage())
        await using (await Gone())
            Assert.Contains("The queue could not be read", (await Open<Reviews>()).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_looked_at_replaced_and_bios_cleared()
    {
        var kestrel = await Core.Member("kestrel");
        await Core.Get<ProfileSettings>().Describe(kestrel, "rude <b>words</b>", Stop);
        var page = await Open<NamesPage>();
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Contains("rude <b>words</b>", page.Find("tbody").TextContent, StringComparison.Ordinal);

        await Button(page, "Clear bio").ClickAsync(new());
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        page.Find("input[maxlength]").Change("rude");
        var pressed = Button(page, "Clear bio").ClickAsync(new());
        await Button(page, "Clear it", "dialog button").ClickAsync(new());
        await pressed;

        Assert.Null((await Core.Profile(kestrel)).Bio);
        Assert.Equal("The bio of kestrel is cleared", Said);
        await Button(page, "Mark 1 as seen").ClickAsync(new());
        Assert.Contains("All names and bios have been looked at", page.Markup, StringComparison.Ordinal);
    }

    private async Task<IAsyncDisposable> Gone()
    {
        await Core.Data.Run(work => work.Execute("ALTER TABLE review_items RENAME TO away"), Stop);
        return new Back(() => Core.Data.Run(work => work.Execute("ALTER TABLE away RENAME TO review_items")));
    }

    private sealed class Back(Func<Task> back) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await back();
    }
}
