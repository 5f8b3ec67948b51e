using Deque.AxeCore.Playwright;
using HydraX.Core.Admin.Support;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class StaffPagesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Why = "They say that their pass has not begun";

    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Support_asks_looks_and_ends_it_and_the_member_sees_it(int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsAdmin(width, scheme);
        var (member, found) = (await Member($"merlin{width}"), new List<string>());
        await Look(page, Urls.AdminRoles, found);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Look(page, Urls.AdminUser(member), found);

        await Look(page, Urls.AdminLook(member), found);
        await Live(page);
        await page.GetByLabel("Why").FillAsync("too short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look for an hour" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Say why, in 10 to 500 characters")).ToBeVisibleAsync();
        await page.GetByLabel("Why").FillAsync(Why);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look for an hour" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What they may do, and why" })).ToBeVisibleAsync();
        await Look(page, Urls.AdminLook(member), found);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await page.Locator("main input:not([type=search]), main textarea").AllAsync());
        await Live(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "I have seen enough" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You may not look at present")).ToBeVisibleAsync();
        Assert.Empty(found);
    }

    [Fact]
    public async Task The_member_ends_it_and_the_page_that_is_open_shows_nothing_more()
    {
        var member = await Member("whimbrel");
        var page = await browser.OpenAsAdmin(1280);
        await Go(page, Urls.AdminLook(member));
        await Live(page);
        await page.GetByLabel("Why").FillAsync(Why);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look for an hour" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You may look until")).ToBeVisibleAsync();

        var grants = browser.Get<SupportGrants>();
        Assert.True((await grants.End((await grants.Of(member))[0].SupportGrantId, new Actor(member, "whimbrel", Origin.Web))).Succeeded);

        await Assertions.Expect(page.GetByText("You may not look at present")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("XP ledger")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_member_reads_who_of_the_staff_has_looked_and_ends_it()
    {
        Needs.Browser();
        var member = await Member("dunlin_the_second");
        var support = new Actor(await Member("spoonbill"), "spoonbill", Origin.Web);
        await browser.Get<HydraXData>().Run(work => work.GiveRole(support.UserId!.Value, Roles.Support));
        Assert.True((await browser.Get<SupportGrants>().Take(member, Why, support)).Succeeded);
        var page = await browser.OpenAs("dunlin_the_second", 390, ColorScheme.Light);
        var found = new List<string>();

        await Look(page, Urls.Security, found);
        await Live(page);
        await Assertions.Expect(page.GetByText(Why)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the look of spoonbill" }).ClickAsync();

        await Assertions.Expect(page.GetByText("ended by dunlin_the_second")).ToBeVisibleAsync();
        Assert.Empty(found);
    }

    private async Task<long> Member(string name) => (await browser.Get<Arrivals>().FromTelegram(new(Random.Shared.NextInt64(1_000_000, 9_000_000), name, null))).UserId;

    private static async Task Look(IPage page, string address, List<string> found)
    {
        await Go(page, address);
        var report = await page.RunAxe();
        found.AddRange(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{address} {v.Id}: {n.Target} {n.Html}")));
    }

    private static Task Live(IPage page) => Assertions.Expect(page.Locator("[data-live]").First).ToBeAttachedAsync();

    private static async Task Go(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("window.Blazor && !document.querySelector('.skeleton')");
        await Assertions.Expect(page.Locator("h1").First).ToBeVisibleAsync();
    }
}
