using HydraX.Web.Pages.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages;

public sealed class PresenceTests : PageTest
{
    [Fact]
    public async Task A_page_left_open_keeps_no_streak_by_looking_again_and_whoever_acts_on_it_is_here()
    {
        var heron = await Core.Member("heron");
        SignIn(heron, "heron");
        var presence = Services.GetRequiredService<Presence>();
        Assert.Equal(heron, (await presence.Arrive()).UserId);
        Assert.Equal(1, await Days(heron));

        Core.Time.Midnight();
        await presence.Arrive();
        Assert.Equal(1, await Days(heron));
        await presence.Act();

        Assert.Equal(2, await Days(heron));
        Assert.Equal(2, (await Core.Profile(heron)).CurrentStreak);
    }

    [Fact]
    public async Task What_could_not_be_noted_is_noted_the_next_time()
    {
        var heron = await Core.Member("heron");
        SignIn(heron, "heron");
        var presence = Services.GetRequiredService<Presence>();
        await using (await Outage()) await Assert.ThrowsAnyAsync<Exception>(presence.Arrive);

        await presence.Arrive();

        Assert.Equal(1, await Days(heron));
    }

    private Task<int> Days(long user) => Core.Data.Read(db => db.ActivityDays.CountAsync(d => d.UserId == user, Xunit.TestContext.Current.CancellationToken), Xunit.TestContext.Current.CancellationToken);
}
