using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Tiers;

/// <summary>All revisions of the tiers, each with before and after, and the way back to it.</summary>
public sealed partial class History(TierDeskQuestions questions, TierOperations operations, NavigationManager navigation, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private TierDeskHistory? history;
    private TierDeskLine? chosen;
    private IReadOnlyList<Diff.Change> changes = [];
    private IReadOnlyList<Sum.Entry> touches = [];
    private Confirm? review;
    private Problem? refusal;
    private string? failed;
    private bool isBusy;

    /// <summary>Shows revisions before this number.</summary>
    [SupplyParameterFromQuery] public int? Before { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Load();

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
            history = await questions.History(Before, gone.Token);
            (failed, refusal) = (null, null);
        }
        catch (DbException)
        {
            failed = "The database does not answer. Try again in a moment.";
        }
    }

    private async Task Return(TierDeskLine line)
    {
        var lineup = await questions.LineupOf(line.Revision.Number, gone.Token);
        refusal = lineup.Problem;
        if (!lineup.Succeeded) return;
        chosen = line;
        changes = TierWords.Drawn(TierRules.Difference(history!.InForce.Lineup.Sheet, lineup.Value.Sheet));
        touches = TierWords.Drawn(TierTouches.Of(history.InForce.Lineup, lineup.Value, PriceApplies.FromNextRenewal, history.Heads));
        StateHasChanged();
        if (await review!.Ask()) await Finish(line.Revision.Number);
    }

    private async Task Finish(int number)
    {
        isBusy = true;
        var outcome = await operations.Return(number, history!.InForce.Number, PriceApplies.FromNextRenewal, visit.ActorOf((await Authentication).User), gone.Token);
        isBusy = false;
        refusal = outcome.Problem;
        if (!outcome.Succeeded) return;
        toasts.Say($"Revision {outcome.Value.InForce.Number} is in force, as revision {number} was");
        if (Before is null) await Load();
        else navigation.NavigateTo(Urls.AdminTierHistory());
    }
}
