using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Protection;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Protection;

/// <summary>The ring of keys, and replacing the one in use.</summary>
public sealed partial class ProtectionPage(ProtectionQuestions questions, ProtectionOperations operations, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private string? failed, refused, why;
    private bool isBusy;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public ProtectionView? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
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
            View = await questions.View(gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Replace()
    {
        refused = string.IsNullOrWhiteSpace(why) ? "Say why: the audit log is told." : null;
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        StateHasChanged();
        var replaced = await operations.ReplaceKey(why, visit.ActorOf((await Authentication).User), gone.Token);
        (isBusy, refused) = (false, replaced.Problem?.Sentence);
        if (!replaced.Succeeded) return;
        why = null;
        toasts.Say($"Key k{replaced.Value} is used in six minutes.");
        await Load();
    }

    private static string Says(RingKeyState state) => state switch
    {
        RingKeyState.Announced => "used in a moment",
        RingKeyState.Present => "in use",
        RingKeyState.Leaving => "being replaced",
        _ => "opens old backups",
    };
}
