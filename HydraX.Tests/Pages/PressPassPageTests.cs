using Bunit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Pages.PressPass;

namespace HydraX.Tests.Pages;

public sealed class PressPassPageTests : PageTest
{
    private long dunlin;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        dunlin = await Core.Member("dunlin");
        SignIn(dunlin, "dunlin");
    }

    [Fact]
    public async Task Before_it_names_what_is_at_stake_and_asks()
    {
        await Core.Give(dunlin, 1_240);
        var page = Draw();

        // The page itself is the day's first activity.
        Assert.Equal("1,245", page.Find(".figure-88").TextContent);
        Assert.Equal("Activate, 1,245 XP at stake", Dialog(page, "Activate the Press Pass?").QuerySelector("button:not(.main)")!.TextContent);
        var says = Dialog(page, "Activate the Press Pass?").TextContent;
        Assert.Contains("The first wipe is at 00:00 UTC, in 12 h 0 min", says, StringComparison.Ordinal);
        Assert.Contains("1,245 XP, and with them the rank PRIVATE", says, StringComparison.Ordinal);
        Assert.Contains("It lasts 7 days, until 26 Nov 2026, 12:00 UTC, and is one per person.", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_now_changes_nothing_and_yes_starts_the_pass()
    {
        var page = Draw();

        Button(page, "Activate the Press Pass").Click();
        Answer(page, "Activate the Press Pass?", "Not now");
        Assert.False((await Core.Profile(dunlin)).PressPassActive);
        Button(page, "Activate the Press Pass").Click();
        Answer(page, "Activate the Press Pass?", "Activate");

        page.WaitForAssertion(() => Assert.Equal("Press Pass, day 1 of 7", page.Find("h1").TextContent));
        Assert.True((await Core.Profile(dunlin)).PressPassActive);
        Assert.Contains("The Press Pass runs until 26 Nov 2026, 12:00 UTC.", Toasts.Shown[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tonight_is_one_number_that_adds_up_and_a_countdown_to_midnight()
    {
        await Core.Passes.Activate(dunlin);
        await Core.Progression.AwardXp(new(dunlin, XpSource.TradeWin, 1, "EURUSD"));
        var page = Draw();

        Assert.Equal("55", page.Find(".figure-88").TextContent);
        Assert.Equal(["Win, EURUSD", "Daily login", "Tonight"], page.FindAll(".tonight__made dt").Select(d => d.TextContent));
        Assert.Equal(["50", "5", "55"], page.FindAll(".tonight__made dd").Select(d => d.TextContent));
        Assert.Equal($"{new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()}", page.Find(".countdown.big").GetAttribute("data-until"));
        Assert.Equal("50.00", page.Find("[role=progressbar]").GetAttribute("aria-valuenow") + ".00");
    }

    [Fact]
    public async Task Times_are_drawn_in_the_members_zone_beside_UTC()
    {
        await Core.Passes.Activate(dunlin);

        var page = Render<PressPassPage>(p => p.AddCascadingValue(MemberZone.Of("Europe/Berlin")));

        Assert.Contains("at 00:00 UTC, 01:00 for you", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Ends 26 Nov 2026, 13:00.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deactivating_says_that_the_wipe_is_settled_on_the_spot_and_with_how_much()
    {
        await Core.Passes.Activate(dunlin);
        await Core.Give(dunlin, 428);
        var page = Draw();

        var dialog = Dialog(page, "Deactivate the Press Pass?");
        Assert.Contains("settled on the spot: 433 XP go now, not at 00:00 UTC", dialog.TextContent, StringComparison.Ordinal);
        Button(page, "Deactivate").Click();
        Answer(page, "Deactivate the Press Pass?", "Deactivate, lose 433 XP");

        page.WaitForAssertion(() => Assert.Equal("Press Pass, resting", page.Find("h1").TextContent));
        Assert.Equal(0, (await Core.Profile(dunlin)).XpBalance);
        Assert.Equal("Deactivated. 433 XP wiped.", Toasts.Shown[0].Text);
        Assert.Contains("settled by deactivation", page.Find(".timeline").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".after"));
    }

    [Fact]
    public async Task From_midnight_on_nothing_is_left_and_the_wipe_is_shown_once_before_any_job_has_run()
    {
        await Core.Passes.Activate(dunlin);
        await Core.Give(dunlin, 428);
        var page = Draw();
        Assert.Empty(page.FindAll(".after"));

        Core.Time.Midnight();
        await page.InvokeAsync(() => page.FindComponents<Countdown>().Single(c => c.Instance.Class!.Contains("big", StringComparison.Ordinal)).Instance.OnElapsed.InvokeAsync());

        page.WaitForAssertion(() => Assert.Contains("433 XP wiped at 00:00 UTC", page.Find(".after").TextContent, StringComparison.Ordinal));
        // The page has looked by itself, and nobody is there yet: the new day's login comes in with what they do.
        Assert.Equal("0", page.Find(".figure-88").TextContent);
        Assert.Contains("Thu 19 Nov", (await Core.Get<PressPassQuestions>().Of(dunlin))!.Columns[0].Day.ToString("ddd d MMM", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        Live.Changed(dunlin);
        Assert.NotEmpty(page.FindAll(".after"));
        Button(page, "Start day 2").Click();
        page.WaitForAssertion(() => Assert.Equal("5", page.Find(".figure-88").TextContent));
        Assert.Empty(page.FindAll(".after"));
        Assert.Empty(Draw().FindAll(".after"));
    }

    [Fact]
    public async Task What_it_could_buy_is_bought_on_the_spot()
    {
        await Core.Passes.Activate(dunlin);
        await Core.Give(dunlin, 628);
        var page = Draw();

        Button(page, "Buy, 133 left").Click();

        page.WaitForAssertion(() => Assert.Equal("133", page.Find(".figure-88").TextContent));
        Assert.Equal("Steady hand is yours. 133 XP left.", Toasts.Shown[0].Text);
        Assert.Equal("Steady hand", (await Core.Profile(dunlin)).Title);
    }

    [Fact]
    public async Task What_was_refused_says_why()
    {
        var page = Draw();
        await Core.Data.Run(work =>
        {
            work.Db.Add(new HydraX.Core.Billing.Subscription { UserId = dunlin, Tier = TierCode.Fang, Status = SubscriptionStatus.Active, Price = 89m });
            return Task.CompletedTask;
        });

        Button(page, "Activate the Press Pass").Click();
        Answer(page, "Activate the Press Pass?", "Activate");

        page.WaitForAssertion(() => Assert.Contains("A paid subscription runs.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_used_pass_shows_its_nights_and_what_no_wipe_took()
    {
        await Core.Passes.Activate(dunlin);
        await Core.Give(dunlin, 100);
        Core.Time.Advance(TimeSpan.FromDays(8));
        var page = Draw();

        Assert.Equal("Press Pass, used", page.Find("h1").TextContent);
        Assert.Contains("100 XP wiped", page.Find(".timeline").TextContent, StringComparison.Ordinal);
        Assert.Equal(["105", "100", "1", "100"], page.FindAll(".shadow dd").Select(d => d.TextContent));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.StartsWith("Activate the", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_last_day_says_that_nothing_is_wiped_any_more()
    {
        await Core.Passes.Activate(dunlin);
        Core.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(2));
        var page = Draw();

        Assert.Equal("Press Pass, last day", page.Find("h1").TextContent);
        Assert.Contains("No wipe is left", page.Markup, StringComparison.Ordinal);
        Assert.Equal("02:00:00", page.Find(".countdown.big [data-left]").TextContent.PadLeft(8, '0'));
    }

    [Fact]
    public async Task While_the_database_is_away_it_says_so_and_tries_again()
    {
        await Core.Get<HydraX.Core.Progress.Activity>().Note(dunlin);
        await using (await Outage())
        {
            Assert.Contains("The database does not answer.", Draw().Find("[role=alert]").TextContent, StringComparison.Ordinal);
        }

        var page = Draw();
        Assert.Equal("Press Pass", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    private IRenderedComponent<PressPassPage> Draw()
    {
        var page = Render<PressPassPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }

    private static AngleSharp.Dom.IElement Dialog(IRenderedComponent<PressPassPage> page, string title) =>
        page.FindAll("dialog").Single(d => d.QuerySelector("h2")!.TextContent == title);

    private static void Answer(IRenderedComponent<PressPassPage> page, string title, string answer) =>
        Dialog(page, title).QuerySelectorAll("button").First(b => b.TextContent.StartsWith(answer, StringComparison.Ordinal)).Click();
}
