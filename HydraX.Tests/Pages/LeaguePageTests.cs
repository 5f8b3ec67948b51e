using Bunit;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Tests.Leaderboards;
using HydraX.Web;
using HydraX.Web.Pages.Leaderboards;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class LeaguePageTests : PageTest
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    private readonly List<long> users = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<LeagueQuestions>()).AddSingleton(Core.Get<BoardKinds>());
        for (var i = 0; i < 5; i++)
        {
            users.Add(await Core.Member($"bird{i}"));
            await Core.Give(users[i], 100 - i);
        }
        await Core.Data.Run(work =>
        {
            work.Db.AddRange(users.Select(user => new LeagueMember { UserId = user, Division = Division.Steel }));
            return Task.CompletedTask;
        }, Stop);
        SignIn(users[2], "bird2");
    }

    [Fact]
    public async Task The_own_group_says_who_goes_up_and_who_goes_down_in_colour_and_word()
    {
        await Monday();
        foreach (var user in users.Take(4)) await Core.Give(user, 50 + user);
        await Core.Get<HydraX.Core.Leaderboards.Boards>().Follow(Stop);

        var page = Draw();

        Assert.Equal(["bird3", "bird2", "bird1", "bird0", "bird4"], page.FindAll(".place a").Select(a => a.TextContent));
        Assert.Equal(["goes up", "goes down"], page.FindAll(".place .tag").Select(tag => tag.TextContent));
        Assert.Contains("You", page.Find(".place.me").TextContent, StringComparison.Ordinal);
        Assert.Contains("The first 1 go up, if they have XP. The last 1, and whoever has no XP, go down.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("you", page.FindAll("dt").Single(d => d.TextContent == "Steel").NextElementSibling!.TextContent);
    }

    [Fact]
    public async Task After_the_week_it_says_what_became_of_it()
    {
        await Monday();
        await Core.Give(users[2], 40);
        Core.Time.Advance(TimeSpan.FromDays(7));
        await Core.Get<LeagueRounds>().Run(Stop);

        var page = Draw();

        var card = page.FindAll(".card").Single(c => c.TextContent.Contains("Last week", StringComparison.Ordinal));
        Assert.Equal(["Steel", "1 of 5", "40", "up to Titanium"], card.QuerySelectorAll("dd").Select(d => d.TextContent));
        Assert.Contains("Titanium division", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_draw_without_XP_and_hidden_it_says_why_there_is_no_group()
    {
        Assert.Contains("This week's groups are being drawn.", Draw().Find(".empty").TextContent, StringComparison.Ordinal);

        await Monday();
        SignIn(await Core.Member("late"), "late");
        Assert.Contains("Your next XP puts you into one within ten minutes.", Draw().Find(".empty").TextContent, StringComparison.Ordinal);

        await Core.Change(users[2], user => user.Profile!.Visibility = HydraX.Core.Kernel.Visibility.Hidden);
        Core.Time.Advance(TimeSpan.FromSeconds(6));
        await Core.Get<HydraX.Core.Leaderboards.Boards>().Follow(Stop);
        SignIn(users[2], "bird2");
        var page = Draw();
        Assert.Contains("you are in no league", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.Settings, page.Find(".empty a").GetAttribute("href"));
    }

    private async Task Monday()
    {
        Core.Time.Now = new(2026, 11, 23, 0, 5, 0, TimeSpan.Zero);
        await Core.Get<LeagueRounds>().Run(Stop);
    }

    private IRenderedComponent<LeaguePage> Draw()
    {
        var page = Render<LeaguePage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }
}
