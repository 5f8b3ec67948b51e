using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Consents;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Privacy;

/// <summary>Erasures, texts and retention, for staff.</summary>
public sealed partial class PrivacyDesk(PrivacyQuestions questions, ConsentBook consents, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private ConsentPurpose purpose;
    private string? failed, refused, title, body, why;
    private bool isBusy;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public PrivacyDeskView? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private IReadOnlyList<SelectField<ConsentPurpose>.Option> Choices => [.. View!.Texts.Select(t => new SelectField<ConsentPurpose>.Option(t.Purpose, t.Title))];

    private ShownText Shown => View!.Texts.First(t => t.Purpose == purpose);

    private string Consequence => ConsentRules.IsAboutText(purpose)
        ? $"{Spoken.Number(View!.Agreed.GetValueOrDefault(purpose), "member")} who agreed to this or an earlier version are asked to agree anew. The versions before stay readable."
        : "Whoever agreed goes on agreeing. The versions before stay readable.";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
        else Choose(purpose);
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
            View = await questions.Desk(gone.Token);
            failed = null;
            Choose(purpose);
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Choose(ConsentPurpose of)
    {
        purpose = of;
        (title, body, why, refused) = (Shown.Title, Shown.Body, null, null);
    }

    private async Task Publish()
    {
        refused = ConsentRules.Check(title ?? "", body ?? "", why ?? "")?.Sentence;
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        StateHasChanged();
        var published = await consents.Publish(purpose, Shown.Version, title!, body!, why!, visit.ActorOf((await Authentication).User), gone.Token);
        (isBusy, refused) = (false, published.Problem?.Sentence);
        if (!published.Succeeded) return;
        toasts.Say($"Version {published.Value} holds from now on.");
        await Load();
    }
}
