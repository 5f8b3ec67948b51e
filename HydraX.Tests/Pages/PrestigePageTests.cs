using AngleSharp.Dom;
using Bunit;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web.Components.Layout;
using HydraX.Web.Pages.Home;
using HydraX.Web.Pages.Prestige;
using HydraX.Web.Pages.Profile;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class PrestigePageTests : PageTest
{
    private long kestrel;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        kestrel = await Core.Member("kestrel");
        Services.AddSingleton(Core.Get<PrestigeQuestions>()).AddSingleton(Core.Get<Promotions>());
        SignIn(kestrel, "kestrel");
    }

    [Fact]
    public async Task Below_field_marshal_the_way_is_shown_and_nothing_can_be_pressed()
    {
        await Core.Give(kestrel, 150_000);

        var page = await Open();

        Assert.Equal("149,995 XP to FIELD_MARSHAL", page.Find("h2").TextContent);
        Assert.Contains("149,995 XP are missing", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Take star", StringComparison.Ordinal));
        Assert.Equal(["before 300,000", "before FIELD_MARSHAL", "before 100"], page.FindAll("[aria-labelledby=again] del").Take(3).Select(d => d.TextContent));
        Assert.Contains("As it would be when you reach FIELD_MARSHAL.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("50", page.Find(".path [role=progressbar]").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public async Task All_that_is_kept_and_begins_again_is_shown_with_its_figures_before_it_is_asked_for()
    {
        await Core.Give(kestrel, 312_000);
        await Core.Progression.Buy(kestrel, "night_owl", "1", Stop);

        var page = await Open();

        Assert.Equal(
            ["XP balance311,005 XP", "Streak1 day", "Bought in the shop1 thing", "Achievements and badgesnone yet", "Squadnone", "TierNIBBLER", "Board of all time312,005 XP", "Boards of day, week and monthas they are"],
            page.FindAll("[aria-labelledby=keep] dt").Select(t => t.TextContent + t.NextElementSibling!.TextContent));
        Assert.Equal(["before 312,005", "before FIELD_MARSHAL", "before 102", "before 0", "before × 1.0"], page.FindAll("[aria-labelledby=again] del").Select(d => d.TextContent));
        Assert.Equal(["after 0", "after RECRUIT", "after 1", "after 1", "after × 1.1"], page.FindAll("[aria-labelledby=again] ins").Select(d => d.TextContent));
    }

    [Fact]
    public async Task It_is_confirmed_with_its_figures_celebrated_once_and_refused_no_more_than_it_is_done()
    {
        await Core.Give(kestrel, 312_000);
        var page = await Open();

        var taking = Button(page, "Take star 1").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("This is not taken back.", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(0, (await Core.Profile(kestrel)).PrestigeLevel);
        await Press(page.Find("dialog"), "Begin again with star 1").ClickAsync(new());
        await taking;

        Assert.Equal((1, 0), await Core.Profile(kestrel) is var p ? (p.PrestigeLevel, p.TotalXp) : default);
        Assert.Contains("Your first star", page.Find(".taken").TextContent, StringComparison.Ordinal);
        Assert.Contains("312,005 total XP are set aside for it; what you earn counts × 1.1 from now on.", page.Find(".taken").TextContent, StringComparison.Ordinal);
        await Press(page.Find(".taken"), "Begin again").ClickAsync(new());
        Assert.Empty(page.FindAll(".taken"));
        Assert.Empty((await Open()).FindAll(".taken"));
    }

    [Fact]
    public async Task Staying_changes_nothing()
    {
        await Core.Give(kestrel, 312_000);
        var page = await Open();

        var taking = Button(page, "Take star 1").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Take star 1?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Press(page.Find("dialog"), "Stay as I am").ClickAsync(new());
        await taking;

        Assert.Equal(0, (await Core.Profile(kestrel)).PrestigeLevel);
    }

    [Fact]
    public async Task On_a_press_pass_the_night_is_named()
    {
        await Core.Passes.Activate(kestrel, Stop);
        await Core.Give(kestrel, 312_000);

        var page = await Open();

        Assert.Contains("Tonight's wipe takes balance and total XP on 20 November at 00:00 UTC, in 12 hours, with or without a star. A star stays.", page.Find(".notice.warn").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_all_stars_is_told_so()
    {
        await Core.Data.Run(async work => (await work.LockMember(kestrel))!.Profile.PrestigeLevel = 10);
        await Core.Give(kestrel, 312_000);

        var page = await Open();

        Assert.Equal("All stars are yours", page.Find("h2").TextContent);
        Assert.Empty(page.FindAll("[aria-labelledby=keep], .notice"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_and_can_be_tried_again()
    {
        var page = default(IRenderedComponent<PrestigePage>);
        await using (await Outage())
        {
            page = await Open();
            Assert.Contains("The database does not answer.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        }
        await Button(page!, "Try again").ClickAsync(new());

        Assert.NotEmpty(page!.FindAll(".path"));
    }

    [Fact]
    public async Task A_promotion_stands_above_the_page_once_until_it_is_sent_away()
    {
        await Core.Give(kestrel, 1_200);
        var behind = Render<PromotionCard>(p => p.Add(c => c.UserId, kestrel));
        Assert.Empty(behind.FindAll(".promotion"));
        Assert.Equal(RankCode.Recruit, (await Core.Profile(kestrel)).RankSeen);
        behind.Instance.Dispose();
        JSInterop.Setup<bool>("hydrax.isSeen").SetResult(true);
        var card = Render<PromotionCard>(p => p.Add(c => c.UserId, kestrel));
        card.WaitForAssertion(() => Assert.Contains("Promoted: you are PRIVATE now", card.Markup, StringComparison.Ordinal));
        Assert.Contains("From RECRUIT, with 1,200 total XP. CORPORAL comes at 2,500.", card.Markup, StringComparison.Ordinal);

        await Press(card.Find(".promotion"), "Carry on").ClickAsync(new());
        Assert.Empty(card.FindAll(".promotion"));
        var elsewhere = Render<PromotionCard>(p => p.Add(c => c.UserId, kestrel));
        Assert.Empty(elsewhere.FindAll(".promotion"));

        Live.Posted([await Core.Give(kestrel, 2_000)]);
        await Eventually.Holds(() => card.FindAll(".promotion").Count + elsewhere.FindAll(".promotion").Count == 1);
    }

    [Fact]
    public async Task Home_and_profile_lead_there_while_it_is_open_and_the_profile_shows_what_a_star_gives()
    {
        await Core.Give(kestrel, 299_994);
        Assert.DoesNotContain("Prestige is open", await Home(), StringComparison.Ordinal);
        Assert.DoesNotContain("Prestige is open", await Profile(), StringComparison.Ordinal);

        await Core.Give(kestrel, 1);
        Assert.Contains("Prestige is open: star 1 can be taken.", await Home(), StringComparison.Ordinal);
        Assert.Contains("Prestige is open", await Profile(), StringComparison.Ordinal);
        await Core.Progression.Prestige(kestrel, 1, Stop);

        Assert.DoesNotContain("Prestige is open", await Home(), StringComparison.Ordinal);
        Assert.Contains("1 star: XP × 1.1", await Profile(), StringComparison.Ordinal);

        async Task<string> Home()
        {
            var page = Render<MemberHome>();
            await page.WaitForStateAsync(() => page.FindAll(".standing").Count > 0, TimeSpan.FromSeconds(20));
            return page.Markup;
        }

        async Task<string> Profile()
        {
            var page = Render<ProfilePage>(p => p.Add(x => x.Username, "kestrel"));
            await page.WaitForStateAsync(() => page.FindAll(".hero").Count > 0, TimeSpan.FromSeconds(20));
            return page.Markup;
        }
    }

    private async Task<IRenderedComponent<PrestigePage>> Open()
    {
        var page = Render<PrestigePage>();
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    private static IElement Press(IElement among, string text) => among.QuerySelectorAll("button").First(b => b.TextContent.Trim() == text);
}
