using HydraX.Core.Users.Changes;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account;

/// <summary>The changes of an account that wait for their time, each with a way to stop it. Without any it is not there.</summary>
public sealed partial class ChangesCard(AccountChanges changes, Toasts toasts, Visit visit)
{
    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public IReadOnlyList<WaitingChange>? Waiting { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Waiting is null) await Load();
    }

    private async Task Load() => Waiting = await changes.Of(AccountClaims.UserId((await Authentication).User)!.Value);

    private async Task Stop(WaitingChange change)
    {
        var stopped = await changes.Stop(change.ChangeId, visit.ActorOf((await Authentication).User));
        if (stopped.Succeeded) toasts.Say("Stopped: your account stays as it is.");
        else toasts.Refuse(stopped.Problem.Sentence);
        await Load();
    }

    private static string Says(ChangeKind kind) =>
        kind == ChangeKind.TelegramMove ? "Your account is going to move to another Telegram account" : "All second factors are going to be taken out";
}
