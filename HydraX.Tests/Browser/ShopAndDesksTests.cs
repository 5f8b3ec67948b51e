using System.Text;
using Deque.AxeCore.Playwright;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

public sealed class ShopAndDesksTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Addresses = [Urls.Shop, Urls.Prestige, Urls.Admin, Urls.AdminShop, Urls.AdminShopNew("extended_magazine"), Urls.AdminJobs, Urls.AdminDeliveries, Urls.AdminAudit, Urls.AdminEvents, Urls.AdminAchievements, Urls.AdminAchievement("first_blood"), Urls.AdminAchievement("new"), Urls.AdminBulk, Urls.AdminBulkOf("season_reset")];

    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Nothing_stands_in_the_way_of_anybody(int width, ColorScheme scheme)
    {
        var page = await Open(width, scheme);
        foreach (var address in Addresses)
        {
            await Go(page, address);

            var report = await page.RunAxe();

            Assert.Empty(report.Violations.SelectMany(v => v.Nodes.Select(n => $"{address} {v.Id}: {n.Target} {n.Html}")));
        }
    }

    [Theory]
    [InlineData(320, 100)]
    [InlineData(390, 200)]
    public async Task A_phone_scrolls_only_down(int width, int percent)
    {
        var page = await Open(width);
        foreach (var address in Addresses)
        {
            await Go(page, address);
            await page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");

            Assert.Equal((address, width), (address, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }
    }

    [Fact]
    public async Task A_title_is_bought_and_worn_with_the_keyboard_alone()
    {
        var page = await Open(1280);
        await Go(page, Urls.Shop);
        // Until its circuit has taken over, a page is a picture of itself.
        await Assertions.Expect(page.Locator("[data-live]").First).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy Early bird" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep my XP" })).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Early bird bought,", new() { Exact = false })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Early bird is yours already", new() { Exact = false })).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("article.offer", new() { HasText = "Early bird" }).GetByText("worn", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task However_much_a_page_shows_its_circuit_takes_over()
    {
        var page = await Open(1280);
        var text = string.Join(' ', Enumerable.Repeat("ẅörds", 500));
        await browser.Get<HydraXData>().Run(async work =>
        {
            var admin = await work.Db.Users.Where(u => !u.IsDemo).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync(work.Stop);
            for (var i = 0; i < 50; i++)
            {
                work.Db.Add(new OutboxMessage { Kind = "long", UserId = admin, Data = $$"""{"text":"{{text}}"}""", State = MessageState.Done, DedupeKey = $"long:{i}", CreatedAt = work.At, DueAt = work.At });
                browser.Get<AuditTrail>().Record(work, new(null, null, Origin.Web), "test.long", new("test", "1"), text, text);
                work.Db.Add(new JobRun { Job = "job-history", Node = "test", DueAt = work.At, StartedAt = work.At, EndedAt = work.At, Result = JobResult.Done, Report = text[..2_000] });
            }
        });
        var (drawn, trouble) = (0, new List<string>());
        page.Console += (_, message) =>
        {
            if (message.Type == "error") trouble.Add($"{page.Url}: {message.Text}");
        };
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (Encoding.Latin1.GetString(frame.Binary ?? []).Contains("JS.RenderBatch", StringComparison.Ordinal)) Interlocked.Increment(ref drawn);
        };

        foreach (var address in Addresses)
        {
            drawn = 0;
            await Go(page, address);
            await Eventually.Holds(() => Volatile.Read(ref drawn) > 0 || trouble.Count > 0, () => address);
        }

        Assert.Empty(trouble);
    }

    private async Task<IPage> Open(int width, ColorScheme scheme = ColorScheme.Dark)
    {
        var page = await browser.OpenAsAdmin(width, scheme);
        var data = browser.Get<HydraXData>();
        var heron = await data.Read(db => db.Users.Where(u => !u.IsDemo).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync());
        await browser.Get<Progression>().Grant(heron, 3_000, "for the test", "browser");
        await browser.Get<Progression>().Buy(heron, "xp_boost", "browser");
        if (!await data.Read(db => db.XpEvents.AnyAsync()))
        {
            var now = browser.Get<Clock>().GetUtcNow();
            await browser.Get<XpEvents>().Plan(new("Perfect days", "Three trades a day, all of them won", now.AddDays(5), now.AddDays(7), 1.5m, new([XpSource.PerfectDay], [TierCode.Apex])), "for the test", Actor.Job);
            await browser.Get<SeasonDesk>().Plan(new("Winter", "", UtcDay.Of(now).Date.AddDays(20), UtcDay.Of(now).Date.AddDays(40)), "for the test", Actor.Job);
        }
        await data.Run(async work =>
        {
            if (await work.Db.Outbox.AnyAsync(m => m.DedupeKey == "browser", work.Stop)) return;
            work.Db.Add(new OutboxMessage { Kind = "xp_earned", UserId = heron, Data = """{"amount":50}""", State = MessageState.Dead, Attempts = 12, LastError = "Telegram answered 400: chat not found", DedupeKey = "browser", CreatedAt = work.At, DueAt = work.At });
        });
        return page;
    }

    private static async Task Go(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("window.Blazor && !document.querySelector('.skeleton')");
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
    }
}
