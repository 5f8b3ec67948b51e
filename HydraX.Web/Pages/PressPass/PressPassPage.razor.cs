using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.PressPass;

/// <summary>The Press Pass before, during and after: what is at stake, tonight's XP, its nights, and what no wipe takes.</summary>
public sealed partial class PressPassPage(PressPassQuestions questions, PassChanges passes, Progression progression, Presence presence, FrameSignal frame, Toasts toasts,
    NavigationManager navigation, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? activating, deactivating;
    private Problem? refusal;
    private Night? wiped;
    private string? failed;
    private string purchase = NewPurchase();
    private bool isBusy;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public PressPassView? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    [CascadingParameter] private MemberZone? MemberZone { get; set; }

    private MemberZone Zone => MemberZone ?? MemberZone.Utc;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await presence.Arrive();
        if (View is null) await Load();
        else Notice();
    }

    // Only a page that somebody can see has shown the wipe; the one drawn on the server may never arrive.
    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (wiped is not null && View?.Unseen is { } news && news.At == wiped.At)
        {
            View = View with { Unseen = null };
            await passes.WipeSeen(View.UserId, news.At, gone.Token);
        }
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            var userId = (await presence.Arrive()).UserId!.Value;
            View = await questions.Of(userId, gone.Token);
            failed = null;
            if (View is null) navigation.NotFound();
            else Notice();
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    // The card stays until it is sent away, also when the page asks again after it was marked as seen.
    private void Notice() => wiped = View?.Unseen ?? wiped;

    private async Task Wiped()
    {
        await Load();
        frame.Raise();
    }

    // Whoever sends the card away is here on the new day.
    private async Task BeginDay()
    {
        wiped = null;
        await presence.Act();
        await Load();
        frame.Raise();
    }

    private async Task Activate()
    {
        if (!await activating!.Ask()) return;
        var me = visit.ActorOf((await Authentication).User);
        var changed = await Act(() => passes.Activate(me, gone.Token));
        if (changed is not null) toasts.Say($"The Press Pass runs until {PassWords.Instant(changed.EndsAt, Zone)}.");
    }

    private async Task Deactivate()
    {
        if (!await deactivating!.Ask()) return;
        var me = visit.ActorOf((await Authentication).User);
        var changed = await Act(() => passes.Deactivate(me, gone.Token));
        if (changed is not null) toasts.Say(changed.Wiped > 0 ? $"Deactivated. {Figures.Count(changed.Wiped)} XP wiped." : "Deactivated. There was no XP to wipe.");
    }

    private async Task Buy(ShopFit item)
    {
        // One key for one press: a second one while the first is on its way buys nothing twice.
        var bought = await Act(() => progression.BuyAt(View!.UserId, item.Code, item.Price, purchase, gone.Token));
        purchase = NewPurchase();
        if (bought is not null) toasts.Say($"{bought.Name} is yours. {Figures.Count(bought.Balance)} XP left.");
    }

    private async Task<T?> Act<T>(Func<Task<Outcome<T>>> act) where T : class
    {
        isBusy = true;
        try
        {
            await presence.Act();
            var outcome = await act();
            refusal = outcome.Problem;
            await Load();
            frame.Raise();
            return outcome.Succeeded ? outcome.Value : null;
        }
        catch (DbException)
        {
            refusal = Problem.Of("page.no-database", PageWords.NoDatabase);
            return null;
        }
        finally
        {
            isBusy = false;
        }
    }

    private static string NewPurchase() => $"web:{Guid.NewGuid():N}";
}
