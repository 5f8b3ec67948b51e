using System.Net;
using System.Xml.Linq;
using HydraX.Core.Achievements;
using HydraX.Core.Screens;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Pages.Profile;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Pages;

public sealed class ShareCardTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_card_names_rank_level_xp_and_badges_and_is_seen_by_whoever_may_see_the_profile()
    {
        await using var site = await TestSite.Start(settings: ("Achievements:StartingSet", "true"));
        var osprey = await site.Member("osprey");
        await site.Get<Core.Progress.Progression>().AwardXp(new(osprey, XpSource.TradeWin, 1), Stop);
        var xp = (await site.Data.Read(db => db.Profiles.SingleAsync(p => p.UserId == osprey, Stop), Stop)).TotalXp;
        using var client = site.CreateClient();

        var answer = await client.GetAsync(Urls.ProfileCard("osprey", download: true), Stop);
        var svg = XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment; filename=hydrax-osprey.svg", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal($"osprey: RECRUIT, level {Core.Ranks.RankRules.Level(xp)}, {xp} XP. Badges: First blood", svg.Root!.Elements().Single(e => e.Name.LocalName == "title").Value);
        Assert.Contains(svg.Descendants(), e => e.Attribute("color")?.Value == "#CD7F32");

        await site.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == osprey).ExecuteUpdateAsync(set => set.SetProperty(p => p.Visibility, Visibility.Hidden), Stop), Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Urls.ProfileCard("osprey"), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Urls.ProfileCard("nobody"), Stop)).StatusCode);
    }

    [Fact]
    public async Task What_people_wrote_is_text_on_the_card_and_nothing_else()
    {
        await using var core = await TestCore.Create(Core.Data.DatabaseProvider.Sqlite);
        var user = await core.Member("osprey");
        await core.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == user).ExecuteUpdateAsync(set => set.SetProperty(p => p.Title, "<script>alert(1)</script>&\"'"), Stop), Stop);
        var view = (await core.Get<ProfileQuestions>().Of("osprey", new(null, false), 1, Stop))!;

        var svg = XDocument.Parse(ShareCard.Draw(view with { Badges = [.. Enum.GetValues<BadgeTier>().Take(5).Select(t => new EarnedBadge($"a{t}", $"<b>{t}</b>", "", t, default))] }));

        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "b");
        Assert.Contains(svg.Descendants(), e => e.Value.Contains("<script>alert(1)</script>&\"'", StringComparison.Ordinal));
        Assert.Equal(5, svg.Descendants().Count(e => e.Attribute("transform")?.Value.EndsWith(" 212)", StringComparison.Ordinal) == true));
    }
}
