using AngleSharp.Dom;
using Bunit;
using HydraX.Core.Achievements;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Pages.Achievements;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Achievements;

public sealed class AchievementsPageTests : PageTest
{
    private long kestrel;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        kestrel = await Core.Member("kestrel");
        Services.AddSingleton(Core.Get<TrophyCase>());
        SignIn(kestrel, "kestrel");
        await Define("first_win", BadgeTier.Gold, 1);
        await Define("ten_wins", BadgeTier.Silver, 10, draft => draft with { Follows = "first_win" });
        await Define("three_wins", BadgeTier.Bronze, 3);
        await Define("secret_win", BadgeTier.Bronze, 50, draft => draft with { IsHidden = true });
    }

    [Fact]
    public async Task Progress_is_shown_a_chain_says_what_opens_it_and_a_secret_is_only_counted()
    {
        await Win(1);

        var page = await Open();

        Assert.Equal("1", page.FindAll(".stat__value")[0].FirstChild!.TextContent.Trim());
        Assert.Contains("1 secret one besides", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Earned", Card(page, "first_win").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 10", Card(page, "ten_wins").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 of 3", Card(page, "three_wins").QuerySelector("[role=progressbar]")!.GetAttribute("aria-valuetext"));
        Assert.DoesNotContain("secret_win", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_later_in_a_chain_waits_for_what_is_before_it()
    {
        var page = await Open();

        Assert.Contains("Opens with first_win", Card(page, "ten_wins").TextContent, StringComparison.Ordinal);
        Assert.Null(Card(page, "ten_wins").QuerySelector("[role=progressbar]"));
        Assert.Contains("Your first badge will stand here", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Three goals are drawn for you", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_badge_is_shown_and_hidden_by_its_button_and_a_sixth_is_refused()
    {
        for (var i = 0; i < 5; i++) await Define($"easy_{i}", BadgeTier.Bronze, 1);
        await Win(1);
        var page = await Open();

        await Press(page, "first_win", "Show");
        Assert.Equal("first_win is shown", Toasts.Shown[^1].Text);
        Assert.Equal("first_win, GOLD", page.Find(".showcase li").GetAttribute("title"));
        for (var i = 0; i < 4; i++) await Press(page, $"easy_{i}", "Show");

        Assert.Equal(5, page.FindAll(".showcase li").Count);
        Assert.Null(Card(page, "easy_4").QuerySelector("button"));
        var refused = await Core.Get<TrophyCase>().Show(kestrel, ["first_win", "easy_0", "easy_1", "easy_2", "easy_3", "easy_4"], Stop);
        Assert.Equal("achievements.showcase-full", refused.Problem?.Code);
        Assert.Equal("achievements.not-earned", (await Core.Get<TrophyCase>().Show(kestrel, ["ten_wins"], Stop)).Problem?.Code);

        await Press(page, "first_win", "Hide");
        Assert.Equal(["easy_0", "easy_1", "easy_2", "easy_3"], page.FindAll(".showcase li").Select(l => l.GetAttribute("title")!.Split(',')[0]));
    }

    [Fact]
    public async Task The_goals_of_the_week_stand_with_how_far_they_have_come()
    {
        await Core.Data.Run(async work =>
        {
            var member = (await work.LockMember(kestrel))!;
            (member.Profile.GoalsOf, member.Profile.Goals) = (new(2026, 11, 16), """[{"metric":"trades_won","target":4,"reward":100,"met":false,"times":0},{"metric":"days_here","target":1,"reward":50,"met":true,"times":1}]""");
        }, Stop);
        await Win(1);

        var page = await Open();

        Assert.Equal(["4 trades won +100 XP", "1 day with activity met, +50 XP"], page.FindAll(".goals li p:first-child").Select(p => string.Join(' ', p.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("1 of 4", page.Find(".goals").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_shown_and_nothing_leads_back_to_all()
    {
        await Win(1);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/achievements?only=earned");

        var page = await Open();

        Assert.Equal(["first_win"], page.FindAll("article.trophy").Select(a => a.GetAttribute("aria-label")));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/achievements?only=mentoring");
        Assert.Contains("Nothing here is left to earn.", (await Open()).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_the_page_says_so_and_tries_again()
    {
        IRenderedComponent<AchievementsPage> page;
        await using (await Outage())
        {
            page = Render<AchievementsPage>();
            page.WaitForAssertion(() => Assert.Contains("could not be read", page.Markup, StringComparison.Ordinal));
        }
        await Button(page, "Try again").ClickAsync(new());

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("article.trophy")));
    }

    private async Task Win(int trades)
    {
        for (var trade = 1; trade <= trades; trade++) await Core.Progression.AwardXp(new(kestrel, XpSource.TradeWin, trade), Stop);
    }

    private async Task Define(string code, BadgeTier tier, long wins, Func<AchievementDraft, AchievementDraft>? change = null)
    {
        var draft = new AchievementDraft(code, code, $"Win {wins}.", AchievementCategory.Combat, tier, [new("trades_won", Comparison.AtLeast, wins)], 10);
        Assert.Null((await Core.Data.Run(work => Core.Get<AchievementBook>().Save(work, change is null ? draft : change(draft), null, null, "for the test"), Stop)).Problem);
    }

    private async Task<IRenderedComponent<AchievementsPage>> Open()
    {
        var page = Render<AchievementsPage>();
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    private static IElement Card(IRenderedComponent<AchievementsPage> page, string name) => page.Find($"article[aria-label='{name}']");

    private static async Task Press(IRenderedComponent<AchievementsPage> page, string name, string button)
    {
        await Card(page, name).QuerySelectorAll("button").Single(b => b.TextContent == button).ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotEqual(button, Card(page, name).QuerySelector("button")?.TextContent));
    }
}
