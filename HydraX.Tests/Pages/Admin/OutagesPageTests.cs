using Bunit;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Days;
using HydraX.Web.Pages.Admin.Days;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class OutagesPageTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<Outages>()).AddSingleton(Core.Get<Clock>());
    }

    [Fact]
    public async Task Forgiving_a_day_asks_which_and_why_names_whom_it_touches_and_is_audited()
    {
        var page = await Open<OutagesPage>();
        Assert.Contains("No day was forgiven yet.", page.Markup, StringComparison.Ordinal);

        await Button(page, "Look whom it touches").ClickAsync(new());
        Assert.Contains("Choose the day first.", page.Markup, StringComparison.Ordinal);
        await page.Find("input[type=date]").ChangeAsync(new() { Value = "2026-11-18" });
        await Button(page, "Look whom it touches").ClickAsync(new());
        Assert.Contains("Say why first", page.Markup, StringComparison.Ordinal);
        await page.FindAll("input")[1].ChangeAsync(new() { Value = "The bot was away" });
        await page.Find("input[type=date]").ChangeAsync(new() { Value = "2020-01-01" });
        await Button(page, "Look whom it touches").ClickAsync(new());
        Assert.Contains("1 January 2020 is outside.", page.Markup, StringComparison.Ordinal);

        await page.Find("input[type=date]").ChangeAsync(new() { Value = "2026-11-18" });
        var forgiving = Button(page, "Look whom it touches").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Forgive 18 November 2026?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Empty(await Core.Get<Outages>().Latest(1, Stop));
        await Button(page, "Forgive it", "dialog button").ClickAsync(new());
        await forgiving;

        Assert.Equal("18 November 2026 is forgiven", Said);
        Assert.Contains("goes on", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        var entry = Assert.Single(await Audited("streaks.day-forgiven"));
        Assert.Equal(("heron", "2026-11-18", "The bot was away", "203.0.113.7"), (entry.Actor, entry.SubjectId, entry.Why, entry.Address));
    }
}
