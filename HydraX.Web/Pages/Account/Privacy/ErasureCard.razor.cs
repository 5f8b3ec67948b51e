using HydraX.Core.Privacy.Erasing;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account.Privacy;

/// <summary>The way to being forgotten, and back while it waits.</summary>
public sealed partial class ErasureCard(Erasures erasures, Toasts toasts, Visit visit)
{
    private bool isBusy;

    /// <summary>The one that waits; null while nobody asked.</summary>
    [Parameter, EditorRequired] public WaitingErasure? Waits { get; set; }

    /// <summary>Raised once something was done.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task Keep()
    {
        isBusy = true;
        var kept = await erasures.Stop(visit.ActorOf((await Authentication).User));
        isBusy = false;
        if (kept.Succeeded) toasts.Say("Your account stays.");
        else toasts.Refuse(kept.Problem.Sentence);
        await OnChanged.InvokeAsync();
    }
}
