using HydraX.Core.Privacy.Exporting;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account.Privacy;

/// <summary>Asking for a copy, how far it is, and fetching it. Both acts ask for a fresh proof.</summary>
public sealed partial class ExportCard(Exports exports, RecentProof proof, NavigationManager navigation, Toasts toasts, Visit visit)
{
    private bool isBusy;

    /// <summary>The newest copy; null if there is none.</summary>
    [Parameter, EditorRequired] public ExportShown? Export { get; set; }

    /// <summary>Raised once something was done.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private double Share => Export is { Rows: > 0 } under ? (double)under.RowsDone / under.Rows : 0;

    private string Under => Export is { Rows: > 0 } under ? $"{Figures.Count(under.RowsDone)} of {Figures.Count(under.Rows)} rows" : "about to begin";

    private string Size => Export!.Bytes < 1_000_000 ? $"{Figures.Count(Math.Max(1, Export.Bytes / 1_000))} kB" : $"{Export.Bytes / 1_000_000m:0.0} MB";

    private async Task Ask()
    {
        if (!await proof.Demand()) return;
        isBusy = true;
        var asked = await exports.Ask(visit.ActorOf((await Authentication).User));
        isBusy = false;
        if (asked.Succeeded) toasts.Say("Your copy is being made.");
        else toasts.Refuse(asked.Problem.Sentence);
        await OnChanged.InvokeAsync();
    }

    private async Task Fetch()
    {
        if (!await proof.Demand()) return;
        var link = await exports.Link(Export!.ExportId, NeedHandler.CallerOf((await Authentication).User).UserId!.Value);
        if (link.Succeeded) navigation.NavigateTo(Urls.DataExport(link.Value), forceLoad: true);
        else toasts.Refuse(link.Problem.Sentence);
        await OnChanged.InvokeAsync();
    }
}
