using HydraX.Tests.Support;
using HydraX.Web.Telegram;

namespace HydraX.Tests.Pages.Dev;

public sealed class BotConsoleTests
{
    private const long Ana = 701;

    [Fact]
    public async Task A_number_is_shared_by_the_button_that_the_bot_puts_up_and_is_kept_sealed()
    {
        await using var site = await TestSite.Start();
        await site.Caller().GetAsync("/health/live");
        var console = site.Get<BotConsole>();

        await console.Say(Ana, "/phone");
        await Eventually.Holds(() => console.AsksForContact(Ana), () => string.Join(" | ", console.Messages(Ana).Select(m => m.Html)));
        await console.Share(Ana);
        await Eventually.Holds(() => console.Messages(Ana).Any(m => m.IsFromBot && m.Html.Contains("is verified", StringComparison.Ordinal)), () => string.Join(" | ", console.Messages(Ana).Select(m => m.Html)));

        Assert.False(console.AsksForContact(Ana));
        Assert.Contains("phone_number", console.LastUpdate(Ana), StringComparison.Ordinal);
        Assert.DoesNotContain("436600000701", console.LastUpdate(Ana), StringComparison.Ordinal);
    }
}
