using AngleSharp.Dom;
using Bunit;
using HydraX.Core.Admin.Shelf;
using HydraX.Web;
using HydraX.Web.Pages.Admin.Shelf;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class ShelfPageTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<ShelfQuestions>()).AddSingleton(Core.Get<ShelfOperations>());
    }

    [Fact]
    public async Task Every_item_stands_there_with_its_state_its_terms_and_what_it_brought()
    {
        await Core.Give(await Core.Member("kestrel"), 5_000);

        var page = await Open<ShelfPage>();

        Assert.Equal(await Core.Data.Read(db => db.ShopItems.CountAsync(Stop), Stop), page.FindAll("tbody tr").Count);
        Assert.Contains("for sale", Row(page, "Night owl").TextContent, StringComparison.Ordinal);
        Assert.Contains("shots cannot be fired here yet", Row(page, "Extra shot").TextContent, StringComparison.Ordinal);
        Assert.Contains("FANG and up, 1 each", Row(page, "Vanguard").TextContent, StringComparison.Ordinal);
        Assert.Contains("XP boost, factor 1.5, minutes 60", Row(page, "XP boost ×1.5").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_is_changed_with_what_changes_before_the_eyes_and_a_reason_and_stands_in_the_history()
    {
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        var page = await OpenAt("xp_boost");
        await Input(page, "Price").ChangeAsync(new() { Value = "-5" });
        await Button(page, "Look at the changes").ClickAsync(new());
        Assert.Contains("A price is 1 to 1,000,000 XP, not -5.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        await Input(page, "Price").ChangeAsync(new() { Value = "900" });
        await Input(page, "Factor").ChangeAsync(new() { Value = "9" });
        Explain(page, "Too cheap");
        await Button(page, "Look at the changes").ClickAsync(new());
        Assert.Contains("Factor is a number from 1.05 to 5", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        await Input(page, "Factor").ChangeAsync(new() { Value = "2" });

        var saving = Button(page, "Look at the changes").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Change XP boost ×1.5?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(["price", "factor"], page.FindAll("dialog dt").Select(t => t.TextContent));
        await Button(page, "Save", "dialog button").ClickAsync(new());
        await saving;

        Assert.Equal("XP boost ×1.5 is changed", Said);
        Assert.Equal((900, """{"factor":2,"minutes":60}"""), await Core.Data.Read(db => db.ShopItems.SingleAsync(i => i.Code == "xp_boost", Stop), Stop) is var item ? (item.Price, item.EffectData) : default);
        var entry = Assert.Single(await Audited("shop.item-edited"));
        Assert.Equal(("heron", "Too cheap", "203.0.113.7"), (entry.Actor, entry.Why, entry.Address));
        page.WaitForAssertion(() => Assert.Equal(["before 800", "before 1.5"], page.FindAll("table .diff del").Select(d => d.TextContent)));
        Assert.Contains("Too cheap", page.Find("table tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal("900", Input(page, "Price").GetAttribute("value"));
    }

    [Fact]
    public async Task A_new_item_is_made_from_fields_and_menus_alone()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.AdminShopNew("profile_frame"));
        var page = await Open<ShelfPage>();
        await Input(page, "Code").ChangeAsync(new() { Value = "night_owl" });
        await Input(page, "Name").ChangeAsync(new() { Value = "Second aurora" });
        await Input(page, "Price").ChangeAsync(new() { Value = "4000" });
        await Input(page, "Frame").ChangeAsync(new() { Value = "aurora" });
        await Input(page, "What it does, in words").ChangeAsync(new() { Value = "Another way to the lights." });
        Explain(page);

        await Put();
        Assert.Contains("There is an item night_owl already", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        await Input(page, "Code").ChangeAsync(new() { Value = "second_aurora" });
        await Put();

        Assert.Equal("Second aurora is on the shelf", Said);
        Assert.Equal((4_000, 1, """{"frame":"aurora"}"""), await Core.Data.Read(db => db.ShopItems.SingleAsync(i => i.Code == "second_aurora", Stop), Stop) is var item ? (item.Price, item.MemberLimit, item.EffectData) : default);

        async Task Put()
        {
            var putting = Button(page, "Put it on the shelf").ClickAsync(new());
            page.WaitForAssertion(() => Assert.Contains("Put Second aurora on the shelf?", page.Find("dialog").TextContent, StringComparison.Ordinal));
            await Button(page, "Put it there", "dialog button").ClickAsync(new());
            await putting;
        }
    }

    [Fact]
    public async Task Retiring_asks_for_a_reason_and_says_that_what_was_bought_stays()
    {
        var page = await OpenAt("old_hand");
        await Button(page, "Retire it").ClickAsync(new());
        Assert.Contains("Say why", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Explain(page, "Nobody wants it");

        var retiring = Button(page, "Retire it").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nobody can buy it any more. The 0 that were bought stay; you may bring it back.", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Button(page, "Retire it", "dialog button").ClickAsync(new());
        await retiring;

        Assert.Contains("retired", Row(page, "Old hand").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Bring it back"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_and_can_be_tried_again()
    {
        await using (var db = Core.Database.Open()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE shop_items RENAME TO gone", Stop);
        var page = await Open<ShelfPage>();
        Assert.Contains("The database does not answer.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);

        await using (var db = Core.Database.Open()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE gone RENAME TO shop_items", Stop);
        await Button(page, "Try again").ClickAsync(new());

        Assert.NotEmpty(page.FindAll("tbody tr"));
    }

    private async Task<IRenderedComponent<ShelfPage>> OpenAt(string code)
    {
        var id = await Core.Data.Read(db => db.ShopItems.Where(i => i.Code == code).Select(i => i.ItemId).SingleAsync(Stop), Stop);
        Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.AdminShopItem(id));
        return await Open<ShelfPage>();
    }

    private static IElement Input(IRenderedComponent<ShelfPage> page, string label) =>
        page.Find($"#{page.FindAll("label").First(l => l.TextContent.Trim() == label).GetAttribute("for")}");

    private static IElement Row(IRenderedComponent<ShelfPage> page, string name) => page.FindAll("section.card table tbody tr").First(row => row.QuerySelector("td.lead b")?.TextContent == name);
}
