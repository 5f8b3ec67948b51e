using HydraX.Core.Users;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account;

/// <summary>The telephone number, masked, and taking it out.</summary>
public sealed partial class PhoneCard(PhoneNumbers phones, RecentProof proof, Toasts toasts, Visit visit)
{
    private bool isBusy;

    /// <summary>The member's settings.</summary>
    [Parameter, EditorRequired] public SettingsShown Settings { get; set; } = default!;

    /// <summary>Raised once the number is gone.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task Remove()
    {
        if (!await proof.Demand()) return;
        isBusy = true;
        var removed = await phones.Remove(visit.ActorOf((await Authentication).User));
        isBusy = false;
        if (removed.Succeeded) toasts.Say("Your telephone number was taken out.");
        else toasts.Refuse(removed.Problem.Sentence);
        await OnChanged.InvokeAsync();
    }
}
