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
using Microsoft.AspNetCore.Components.Routing;

namespace HydraX.Web.Pages.Admin.Tiers;

/// <summary>The tier editor: five tiers side by side, a draft, whom it touches, and the way back.</summary>
public sealed partial class Tiers(TierDeskQuestions questions, TierOperations operations, TierCatalog catalog, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private TierEditor? editor;
    private Confirm? review;
    private Asked asks = new("", "", "", [], [], null);
    private PriceApplies priceApplies;
    private Problem? refusal;
    private string? failed, why;
    private bool isBusy;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public TierDesk? Desk { get; set; }

    /// <summary>The tier that a phone shows.</summary>
    [SupplyParameterFromQuery] public string? Tier { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private TierCode Shown => Codes<TierCode>.TryParse(Tier, out var tier) ? tier : TierCode.Nibbler;

    private IReadOnlyList<TierTouch> Touches =>
        editor is { Lineup: { } lineup } ? TierTouches.Of(editor.Start.Lineup, lineup, priceApplies, Desk!.Heads) : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // What was carried over may have been overtaken while the circuit opened.
        if (Desk?.InForce.Number != catalog.InForce.Number) await Load();
        else editor = new(catalog.InForce);
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
            Desk = await questions.Desk(gone.Token);
            editor = new(catalog.InForce);
            failed = null;
        }
        catch (DbException)
        {
            failed = "The database does not answer. Nothing was changed. Try again in a moment.";
        }
    }

    private void Typed() => refusal = null;

    private void Discard()
    {
        editor!.Discard();
        refusal = null;
    }

    private async Task Save()
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            refusal = Problem.Of("tiers.reason-missing", "Say why, for the record.");
            return;
        }
        var number = editor!.Start.Number + 1;
        asks = new($"Save revision {number}?", $"Save revision {number}", "Keep editing", TierWords.Drawn(editor.Changes), TierWords.Drawn(Touches), $"Why: {why}");
        if (await Confirmed()) await Finish(by => operations.Save(new(editor.Sheet, editor.Start.Number, why, priceApplies), by, gone.Token));
    }

    private async Task Return(TierPast past)
    {
        var lineup = await questions.LineupOf(past.Number, gone.Token);
        if (!lineup.Succeeded)
        {
            refusal = lineup.Problem;
            return;
        }
        var (start, back) = (editor!.Start, lineup.Value);
        asks = new($"Return to revision {past.Number}?", $"Return to revision {past.Number}", $"Keep revision {start.Number}",
            TierWords.Drawn(TierRules.Difference(start.Lineup.Sheet, back.Sheet)), TierWords.Drawn(TierTouches.Of(start.Lineup, back, PriceApplies.FromNextRenewal, Desk!.Heads)),
            editor.IsChanged ? "The draft on this page is discarded." : null);
        if (await Confirmed()) await Finish(by => operations.Return(past.Number, start.Number, PriceApplies.FromNextRenewal, by, gone.Token));
    }

    private async Task<bool> Confirmed()
    {
        StateHasChanged();
        return await review!.Ask();
    }

    private async Task Finish(Func<Core.Audit.Actor, Task<Outcome<TiersRevised>>> act)
    {
        isBusy = true;
        var outcome = await act(visit.ActorOf((await Authentication).User));
        isBusy = false;
        refusal = outcome.Problem;
        if (!outcome.Succeeded) return;
        toasts.Say($"Saved as revision {outcome.Value.InForce.Number}");
        why = null;
        priceApplies = PriceApplies.FromNextRenewal;
        await Load();
    }

    private async Task MoveToLatest()
    {
        Desk = await questions.Desk(gone.Token);
        editor!.MoveTo(catalog.InForce);
        refusal = null;
    }

    private async Task Leave(LocationChangingContext context)
    {
        var staysHere = new Uri(context.TargetLocation, UriKind.RelativeOrAbsolute) is var to
            && (to.IsAbsoluteUri ? to.AbsolutePath : context.TargetLocation.Split('?')[0]) == Urls.AdminTiers;
        if (staysHere || editor?.IsChanged != true || review is null) return;
        asks = new("Leave without saving?", "Leave", "Stay here", TierWords.Drawn(editor.Changes), [], "These changes are lost.");
        if (!await Confirmed()) context.PreventNavigation();
    }

    private sealed record Asked(string Title, string Do, string Keep, IReadOnlyList<Diff.Change> Changes, IReadOnlyList<Sum.Entry> Touches, string? Note);
}
