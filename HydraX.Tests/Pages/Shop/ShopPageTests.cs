using AngleSharp.Dom;
using Bunit;
using HydraX.Core.Audit;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Pages.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Shop;

public sealed class ShopPageTests : PageTest
{
    private long kestrel;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        kestrel = await Core.Member("kestrel");
        Services.AddSingleton(Core.Get<ShopQuestions>()).AddSingleton(Core.Get<XpShop>());
        SignIn(kestrel, "kestrel");
    }

    [Fact]
    public async Task Each_item_says_what_it_costs_and_why_it_cannot_be_bought()
    {
        await Core.Give(kestrel, 1_000);

        var page = await Open();

        Assert.Equal(["To use", "Titles", "Frames"], page.FindAll(".shelf-head").Select(h => h.TextContent));
        Assert.Equal(14, page.FindAll("article.offer").Count);
        Assert.Equal("1,005", page.Find(".stat__value").FirstChild!.TextContent.Trim());
        Assert.NotNull(Card(page, "XP boost ×1.5").QuerySelector("button"));
        Assert.Equal("Cool head costs 1,500 XP and you have 1,005: 495 XP are missing.", Card(page, "Cool head").QuerySelector(".refusal")!.TextContent.Trim());
        Assert.StartsWith("This needs FANG or higher", Card(page, "Vanguard").QuerySelector(".refusal")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("kestrel Night owl", Card(page, "Night owl").QuerySelector(".preview")!.TextContent);
        Assert.All(page.FindAll("article.offer"), card => Assert.NotNull(card.QuerySelector("svg")));
        Assert.Contains("Nothing yet.", page.FindAll("section.card")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_freeze_is_held_until_a_day_uses_it_and_a_third_is_refused()
    {
        await Core.Give(kestrel, 1_000);
        var page = await Open();
        Assert.Contains("0 of 2", page.FindAll(".stat")[2].TextContent, StringComparison.Ordinal);

        await Core.Progression.Buy(kestrel, "streak_freeze", "1", Stop);
        await Core.Progression.Buy(kestrel, "streak_freeze", "2", Stop);
        page = await Open();

        Assert.Contains("2 of 2", page.FindAll(".stat")[2].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("You hold 2 streak freezes", Card(page, "Streak freeze").QuerySelector(".refusal")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("until it is used", page.FindAll("section.card")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buying_asks_first_with_its_figures_and_then_says_what_is_left()
    {
        await Core.Give(kestrel, 1_000);
        var page = await Open();

        var buying = Press(Card(page, "XP boost ×1.5"), "Buy").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Buy XP boost ×1.5?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(["Balance1,005", "XP boost ×1.5−800", "Left205"], page.FindAll("dialog dt").Select(t => t.TextContent + t.NextElementSibling!.TextContent));
        Assert.Equal(1_005, (await Core.Profile(kestrel)).XpBalance);
        await Press(page.Find("dialog"), "Buy for 800 XP").ClickAsync(new());
        await buying;

        Assert.Equal("XP boost ×1.5 bought, 205 XP left", Assert.Single(Toasts.Shown).Text);
        Assert.Equal(205, (await Core.Profile(kestrel)).XpBalance);
        Assert.Contains("×1.5", page.FindAll(".stat")[1].TextContent, StringComparison.Ordinal);
        var bought = Assert.Single(page.FindAll("tbody tr"));
        Assert.Contains("runs until 13:00", bought.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeping_the_xp_buys_nothing()
    {
        await Core.Give(kestrel, 1_000);
        var page = await Open();

        var buying = Press(Card(page, "XP boost ×1.5"), "Buy").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Buy XP boost", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Press(page.Find("dialog"), "Keep my XP").ClickAsync(new());
        await buying;

        Assert.Equal(1_005, (await Core.Profile(kestrel)).XpBalance);
    }

    [Fact]
    public async Task What_was_refused_meanwhile_is_said_in_the_doors_words()
    {
        await Core.Give(kestrel, 800);
        var page = await Open();
        await Core.Progression.Buy(kestrel, "xp_boost", "by the bot", Stop);

        var buying = Press(Card(page, "Steady hand"), "Buy").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Buy Steady hand?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Press(page.Find("dialog"), "Buy for 500 XP").ClickAsync(new());
        await buying;

        var said = Assert.Single(Toasts.Shown);
        Assert.Equal((true, "Steady hand costs 500 XP and you have 5: 495 XP are missing."), (said.IsBad, said.Text));
        Assert.Equal("5", page.Find(".stat__value").FirstChild!.TextContent.Trim());
    }

    [Fact]
    public async Task Titles_are_changed_for_another_of_ones_own_and_put_off()
    {
        await Core.Give(kestrel, 2_000);
        await Core.Progression.Buy(kestrel, "steady_hand", "1", Stop);
        await Core.Progression.Buy(kestrel, "night_owl", "2", Stop);
        var page = await Open();
        Assert.Contains("worn", Card(page, "Night owl").TextContent, StringComparison.Ordinal);

        await Press(Card(page, "Steady hand"), "Wear").ClickAsync(new());
        Assert.Equal("Steady hand", (await Core.Profile(kestrel)).Title);
        await Press(page.FindAll(".stat")[3], "Wear none").ClickAsync(new());

        Assert.Null((await Core.Profile(kestrel)).Title);
        Assert.Contains("Wear one of yours below.", page.FindAll(".stat")[3].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_is_seen_around_ones_own_insignia_worn_changed_and_put_off()
    {
        await Core.Give(kestrel, 9_000);
        var page = await Open();
        Assert.NotNull(Card(page, "Ember frame").QuerySelector(".worn.w-ember svg[aria-label=SERGEANT]"));
        await Core.Progression.Buy(kestrel, "frame_ember", "1", Stop);
        await Core.Progression.Buy(kestrel, "frame_laurel", "2", Stop);
        page = await Open();
        Assert.Contains("worn", Card(page, "Laurel frame").QuerySelector(".deal")!.TextContent, StringComparison.Ordinal);

        await Press(Card(page, "Ember frame"), "Wear").ClickAsync(new());
        Assert.Equal(("ember", "You wear the Ember frame now"), ((await Core.Profile(kestrel)).WornFrame, Toasts.Shown[^1].Text));
        await Press(page.FindAll(".stat")[3], "No frame").ClickAsync(new());

        Assert.Null((await Core.Profile(kestrel)).WornFrame);
        Assert.DoesNotContain("Frame:", page.FindAll(".stat")[3].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_changed_meanwhile_is_named_and_the_next_press_buys_at_it()
    {
        await Core.Give(kestrel, 3_000);
        var page = await Open();
        await Tests.Shop.BuyTests.Change(Core, "xp_boost", item => item.Price = 900);

        await Buy("Buy for 800 XP");
        Assert.Equal("The price of XP boost ×1.5 changed from 800 to 900 XP while you looked: press again to buy at 900.", Toasts.Shown[^1].Text);
        Assert.Equal(3_005, (await Core.Profile(kestrel)).XpBalance);
        await Buy("Buy for 900 XP");

        Assert.Equal(2_105, (await Core.Profile(kestrel)).XpBalance);

        async Task Buy(string how)
        {
            var buying = Press(Card(page, "XP boost ×1.5"), "Buy").ClickAsync(new());
            page.WaitForAssertion(() => Assert.Contains(how, page.Find("dialog").TextContent, StringComparison.Ordinal));
            await Press(page.Find("dialog"), how).ClickAsync(new());
            await buying;
        }
    }

    [Fact]
    public async Task On_a_press_pass_the_wipe_is_counted_down_and_what_stays_is_said()
    {
        await Core.Passes.Activate(kestrel, Stop);

        var page = await Open();

        var countdown = page.Find(".edged [role=timer]");
        Assert.Equal("12:00:00", countdown.TextContent.Trim());
        Assert.Contains("What you buy stays.", page.Find(".edged").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purchases_are_paged_and_a_refund_stands_beside_its_purchase()
    {
        await Core.Give(kestrel, 20_000);
        for (var i = 0; i < 12; i++) await Core.Progression.Buy(kestrel, "xp_boost", $"{i}", Stop);
        var first = (await Core.Get<ShopQuestions>().History(kestrel, null, 20, Stop)).Lines[^1];
        await Core.Progression.Refund(first.PurchaseId, "asked for", Actor.Job, Stop);
        var page = await Open();
        Assert.Equal(10, page.FindAll("tbody tr").Count);

        Navigation.NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));

        Assert.Contains("refunded", page.FindAll("tbody tr")[^1].TextContent, StringComparison.Ordinal);
        Assert.Contains("800 XP back: asked for", page.FindAll("tbody tr")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.Shop, page.Find("a[rel=prev]").GetAttribute("href"));
    }

    [Fact]
    public async Task Xp_that_comes_in_elsewhere_shows_at_once()
    {
        var page = await Open();

        var given = await Core.Give(kestrel, 600);
        Live.Posted([given]);

        page.WaitForAssertion(() => Assert.NotNull(Card(page, "Steady hand").QuerySelector("button")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_and_can_be_tried_again()
    {
        await Core.Get<Activity>().Note(kestrel, Stop);
        await using (var db = Core.Database.Open()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE shop_items RENAME TO gone", Stop);
        var page = await Open();
        Assert.Contains("The database does not answer.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);

        await using (var db = Core.Database.Open()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE gone RENAME TO shop_items", Stop);
        await Press(page.Find(".notice.bad"), "Try again").ClickAsync(new());

        Assert.NotEmpty(page.FindAll("article.offer"));
    }

    private async Task<IRenderedComponent<ShopPage>> Open()
    {
        var page = Render<ShopPage>();
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    private static IElement Card(IRenderedComponent<ShopPage> page, string name) => page.FindAll("article.offer").Single(a => a.QuerySelector("h3")!.TextContent == name);

    private static IElement Press(IElement among, string text) => among.QuerySelectorAll("button").First(b => b.TextContent.Trim() == text);
}
