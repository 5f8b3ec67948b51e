using Bunit;
using HydraX.Tests.Support;
using HydraX.Web.Components.Ui.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Components.Ui.Notices;

public sealed class ToastsTests : BunitContext
{
    private readonly SteppedTime time = new();
    private readonly Toasts toasts;

    public ToastsTests()
    {
        Services.AddSingleton<TimeProvider>(time);
        Services.AddScoped<Toasts>();
        toasts = Services.GetRequiredService<Toasts>();
    }

    [Fact]
    public void A_message_shows_in_a_polite_region_and_goes_after_its_time()
    {
        var tray = Render<ToastTray>();
        toasts.Say("Signal skipped");

        tray.WaitForAssertion(() => Assert.Contains("Signal skipped", tray.Find("[aria-live=polite]").TextContent, StringComparison.Ordinal));

        time.Advance(Toasts.Stay);
        tray.WaitForAssertion(() => Assert.Empty(tray.FindAll(".toast")));
    }

    [Fact]
    public void Undo_takes_it_back_once_and_hides_the_message()
    {
        var undone = 0;
        var tray = Render<ToastTray>();
        toasts.Say("Signal skipped", () => { undone++; return Task.CompletedTask; });

        tray.WaitForElement(".toast .act").Click();

        Assert.Equal(1, undone);
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public void A_message_without_an_undo_offers_none()
    {
        var tray = Render<ToastTray>();
        toasts.Refuse("Not bought: 67 XP short");

        tray.WaitForAssertion(() => Assert.Single(tray.FindAll(".toast.bad")));
        Assert.Empty(tray.FindAll(".act"));
    }

    [Fact]
    public void Hiding_one_leaves_the_others()
    {
        toasts.Say("One");
        toasts.Say("Two");

        toasts.Hide(toasts.Shown[0]);

        Assert.Equal("Two", Assert.Single(toasts.Shown).Text);
    }
}
