using Bunit;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Tests.Leaderboards;
using HydraX.Web;
using HydraX.Web.Pages.Leaderboards;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class HallPageTests : PageTest
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<HallQuestions>()).AddSingleton(Core.Get<BoardKinds>());
    }

    [Fact]
    public void Before_the_first_week_is_over_it_says_when_it_stands_here()
    {
        Assert.Contains("No week is over yet. The first one stands here a few minutes after midnight UTC.", Draw().Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_week_is_chosen_and_who_is_gone_keeps_the_place_without_the_name()
    {
        var (osprey, heron) = (await Core.Member("osprey"), await Core.Member("heron"));
        await Core.Give(osprey, 500);
        await Core.Give(heron, 300);
        Core.Time.Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        await Core.Give(heron, 70);
        Core.Time.Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(11 + 2, await Core.Get<BoardFreeze>().Freeze(Stop));
        await Core.Change(osprey, user => (user.IsActive, user.ErasedAt) = (false, Core.Time.Now));
        SignIn(heron, "heron");

        var page = Draw();
        Assert.Contains("23 to 29 November 2026", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["heron, 70 XP", "deleted member, 500 XP"], page.FindAll(".wins span").Select(span => span.TextContent));

        Navigation.NavigateTo(page.FindAll(".wins a")[1].GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Contains("16 to 22 November 2026", page.Find(".above").TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/leaderboards/hall-of-fame?period=week&start=2026-11-16", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(["deleted member", "heron"], page.FindAll(".podium .name").Select(name => name.TextContent));
        Assert.Equal(Urls.Hall("week", new DateOnly(2026, 11, 23)), page.Find(".pager a").GetAttribute("href"));
        Assert.Contains("me", page.FindAll(".podium > li")[1].ClassList);
    }

    [Theory]
    [InlineData("?period=all", "There is no hall of fame for “all”.")]
    [InlineData("?period=week&start=2026-11-17", "No frozen board began on “2026-11-17”.")]
    [InlineData("?period=week&start=yesterday", "No frozen board began on “yesterday”.")]
    public void What_does_not_exist_says_so(string query, string says)
    {
        Navigation.NavigateTo(Urls.HallOfFame + query);

        Assert.Contains(says, Draw().Find(".empty").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<HallPage> Draw()
    {
        var page = Render<HallPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }
}
