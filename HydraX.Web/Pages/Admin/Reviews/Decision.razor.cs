using HydraX.Core.Abuse;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Reviews;

/// <summary>What staff decides about one item.</summary>
public sealed partial class Decision(ReviewDesk desk, Toasts toasts, Visit visit)
{
    private Confirm? confirm;
    private Problem? refused;
    private string? why;
    private bool isBusy;

    /// <summary>The item.</summary>
    [Parameter, EditorRequired] public ReviewLine Line { get; set; } = default!;

    /// <summary>Where the panel is closed.</summary>
    [Parameter, EditorRequired] public string CloseUrl { get; set; } = "";

    /// <summary>Raised after something was decided, or turned out to be.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsDecided => Line.State is ReviewState.Released or ReviewState.Suspended;

    private string Name => Line.Username ?? "The address";

    private Task Release() => Do(desk.Release, "It is released");

    private Task Hold() => Do(desk.Hold, $"{Name} is held");

    private async Task Suspend()
    {
        if (HasReason() && await confirm!.Ask()) await Do(desk.Suspend, $"{Name} is suspended");
    }

    private bool HasReason()
    {
        refused = string.IsNullOrWhiteSpace(why) ? Problem.Of("reviews.reason", "Say why first: the reason stands in the audit log.") : null;
        StateHasChanged();
        return refused is null;
    }

    private async Task Do(Func<long, string, Actor, CancellationToken, Task<Outcome>> decide, string done)
    {
        if (!HasReason()) return;
        isBusy = true;
        refused = (await decide(Line.ReviewItemId, why!, visit.ActorOf((await Authentication).User), CancellationToken.None)).Problem;
        isBusy = false;
        if (refused is null)
        {
            toasts.Say(done);
            why = null;
        }
        await OnDone.InvokeAsync();
    }
}
