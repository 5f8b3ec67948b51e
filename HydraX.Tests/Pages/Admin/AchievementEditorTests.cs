using Bunit;
using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Web.Pages.Admin.Achievements;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class AchievementEditorTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<AchievementDeskQuestions>()).AddSingleton(Core.Get<AchievementOperations>()).AddSingleton(Core.Get<AchievementBook>()).AddSingleton(Core.Get<BackwardGrants>());
    }

    [Fact]
    public async Task One_is_made_of_menus_previewed_with_names_and_stands_in_the_audit_log()
    {
        var wren = await Core.Member("wren");
        for (var trade = 1; trade <= 3; trade++) await Core.Progression.AwardXp(new(wren, XpSource.TradeWin, trade), Stop);
        var page = await Editor("new");
        Fill(page, "Code", "three_wins");
        Fill(page, "Name", "Three wins");
        Fill(page, "What it takes", "Win three trades in one week.");
        Choose(page, "Badge", "Silver");
        Fill(page, "Reward", "200");
        Assert.Contains("Pays 300 XP", page.Markup, StringComparison.Ordinal);
        Choose(page, "Over", "Week");
        Fill(page, "Value", "3");

        await Button(page, "Look").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("wren", page.Find(".names").TextContent, StringComparison.Ordinal));
        await Button(page, "Make it").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Say why", page.Markup, StringComparison.Ordinal));
        Fill(page, "Why", "the members asked");
        await Button(page, "Make it").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("Three wins is saved", Said));
        Assert.EndsWith("/admin/achievements/three_wins", Navigation.Uri, StringComparison.Ordinal);
        var made = Core.Get<AchievementBook>().InForce.ByCode["three_wins"];
        Assert.Equal("3 trades won in one week", Assert.Single(made.Conditions).Is.Words);
        var entry = Assert.Single(await Audited("achievements.made"));
        Assert.Equal(("heron", "three_wins", "the members asked"), (entry.Actor, entry.SubjectId, entry.Why));
    }

    [Fact]
    public async Task What_nobody_could_earn_is_refused_with_the_reason()
    {
        var page = await Editor("new");
        Fill(page, "Code", "many_days");
        Fill(page, "Name", "Many days");
        Fill(page, "What it takes", "Be here twice a day.");
        Choose(page, "What", "days_here");
        Choose(page, "Over", "Day");
        Fill(page, "Value", "2");
        Fill(page, "Why", "a joke");

        await Button(page, "Make it").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Days with activity in one day is never more than 1, so nobody could ever reach 2.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(Core.Get<AchievementBook>().InForce.All);
    }

    [Fact]
    public async Task Granting_backwards_asks_with_its_figures_and_shows_how_far_it_is()
    {
        var wren = await Core.Member("wren");
        await Core.Progression.AwardXp(new(wren, XpSource.TradeWin, 1), Stop);
        await Made("first_win");
        var page = await Editor("first_win");

        await Button(page, "Look whom it reaches").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Say why first, for the record.", page.Markup, StringComparison.Ordinal));
        Fill(page, "Why it is granted", "they won before");
        var granting = Button(page, "Look whom it reaches").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Grant First win backwards?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(["Members who get it1", "XP each10", "XP in all10"], page.FindAll("dialog dt").Select(t => t.TextContent + t.NextElementSibling!.TextContent));
        await Button(page, "Grant it to 1", "dialog button").ClickAsync(new());
        await granting;

        page.WaitForAssertion(() => Assert.Contains("1 of 1", page.Markup, StringComparison.Ordinal));
        Assert.Equal(60, (await Core.Profile(wren)).XpBalance);
        Assert.Equal("they won before", Assert.Single(await Audited("achievements.granted-backwards")).Why);
    }

    [Fact]
    public async Task A_change_that_somebody_else_has_overtaken_is_not_saved_and_the_history_tells_each()
    {
        await Made("first_win");
        var page = await Editor("first_win");
        Assert.True((await Core.Get<AchievementOperations>().Save(Draft("first_win") with { XpReward = 30 }, 1, "worth more", await Core.Staff(), Stop)).Succeeded);

        Fill(page, "Reward", "20");
        Fill(page, "Why", "a little more");
        await Button(page, "Save").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Somebody has changed First win while you did.", page.Markup, StringComparison.Ordinal));
        page = await Editor("first_win");
        Assert.Contains("2: worth more", page.Markup, StringComparison.Ordinal);
        Assert.Contains("10 XP, pays 10", page.Markup, StringComparison.Ordinal);
        Assert.Contains("30 XP, pays 30", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_names_what_it_takes_and_who_holds_it()
    {
        var wren = await Core.Member("wren");
        await Made("first_win");
        await Core.Progression.AwardXp(new(wren, XpSource.TradeWin, 1), Stop);

        var page = await Open<AchievementsDesk>();

        var row = page.Find("tbody tr");
        Assert.Equal(["First win", "Combat", "BRONZE", "1 trade won", "10", "1"], row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    private static AchievementDraft Draft(string code) => new(code, "First win", "Win a trade.", AchievementCategory.Combat, BadgeTier.Bronze, [new("trades_won", Comparison.AtLeast, 1)], 10);

    private async Task Made(string code) => Assert.True((await Core.Data.Run(work => Core.Get<AchievementBook>().Save(work, Draft(code), null, Heron, "new"), Stop)).Succeeded);

    private async Task<IRenderedComponent<AchievementEditor>> Editor(string code)
    {
        var page = Render<AchievementEditor>(parameters => parameters.Add(p => p.Code, code));
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    private static AngleSharp.Dom.IElement Control(IRenderedComponent<IComponent> page, string label) =>
        page.Find($"#{page.FindAll("label").First(l => l.TextContent.Trim() == label).GetAttribute("for")}");

    private static void Fill(IRenderedComponent<IComponent> page, string label, string value) => Control(page, label).Change(value);

    private static void Choose(IRenderedComponent<IComponent> page, string label, string value) => Control(page, label).Change(value);
}
