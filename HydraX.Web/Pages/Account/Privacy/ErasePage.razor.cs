using HydraX.Core.Data.Holdings;
using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Erasing;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Hosting;
using HydraX.Web.Privacy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account.Privacy;

/// <summary>Where a member asks to be forgotten, with what goes and what stays before their eyes.</summary>
public sealed partial class ErasePage(PrivacyQuestions questions, Erasures erasures, PrivacyMail mail, RecentProof proof, Visit visit)
{
    private AskedErasure? asked;
    private string? name, typed, refused;
    private bool isBusy;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private IReadOnlyList<Sum.Entry> Lines =>
    [
        new("Goes", Figures.Count(questions.Kinds.Count(k => k.AtErasure == AtErasure.Deleted)) + " kinds"),
        new("Stays without your name", Figures.Count(questions.Kinds.Count(k => k.AtErasure == AtErasure.Overwritten)) + " kinds"),
        new("Stays, and never named you", Figures.Count(questions.Kinds.Count(k => k.AtErasure == AtErasure.Kept)) + " kinds"),
    ];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => name = (await Authentication).User.Identity?.Name;

    private async Task Ask()
    {
        refused = string.Equals(typed?.Trim(), name, StringComparison.OrdinalIgnoreCase) ? null : $"Type {name}, so that it is no slip of the hand.";
        if (refused is not null || !await proof.Demand()) return;
        isBusy = true;
        var by = visit.ActorOf((await Authentication).User);
        var outcome = await erasures.Ask(by);
        isBusy = false;
        refused = outcome.Problem?.Sentence;
        if (!outcome.Succeeded) return;
        asked = outcome.Value;
        await mail.Waits(by.UserId!.Value, asked);
    }
}
