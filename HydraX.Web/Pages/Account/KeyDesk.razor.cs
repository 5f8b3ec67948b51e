using System.Data.Common;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Keys;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace HydraX.Web.Pages.Account;

/// <summary>Makes, lists and revokes keys: a member's own, or for admins everybody's.</summary>
public sealed partial class KeyDesk(ApiKeys keys, KeyQuestions questions, Toasts toasts, Visit visit, RecentProof proof, IJSRuntime js) : IDisposable
{
    private static readonly IReadOnlyList<SelectField<int>.Option> Lives = [new(30, "in 30 days"), new(90, "in 90 days"), new(365, "in a year"), new(0, "not by itself")];

    private static readonly IReadOnlyList<SelectField<int>.Option> Overlaps = [new(0, "not at all"), new(1, "for an hour"), new(24, "for a day"), new(168, "for a week")];

    private readonly CancellationTokenSource gone = new();
    private readonly HashSet<string> ticked = [ApiScopes.Read];
    private ApiKeyText? made;
    private Confirm? ask, askReplace;
    private KeyLine? chosen;
    private Problem? refusal;
    private string? failed, name, addresses, why;
    private int days = 90, overlap = 24;
    private bool isBusy, isOfSomebodyElse;

    /// <summary>Whether the keys of everybody are shown, and scopes that only admins give are offered.</summary>
    [Parameter] public bool IsForAdmins { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public IReadOnlyList<KeyLine>? Lines { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string WhyHint => $"It is the key of {chosen?.Username}. The audit log keeps why.";

    private IEnumerable<ApiScope> Offered => ApiScopes.All.Where(scope => IsForAdmins || !scope.IsForAdmins);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Lines is null) await Load();
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
            Lines = await questions.Lines(IsForAdmins ? null : (await Me()).UserId!.Value, stop: gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = "The database does not answer. Nothing was changed. Try again in a moment.";
        }
    }

    private void Tick(string scope, bool on) => _ = on ? ticked.Add(scope) : ticked.Remove(scope);

    private async Task Make()
    {
        if (!await proof.Demand()) return;
        isBusy = true;
        var me = await Me();
        var outcome = await keys.Make(new(me.UserId!.Value, name ?? "", ticked, days == 0 ? null : days, addresses), me, gone.Token);
        isBusy = false;
        refusal = outcome.Problem;
        if (!outcome.Succeeded) return;
        (made, name, addresses) = (outcome.Value.Key, null, null);
        await Load();
    }

    private async Task Replace(KeyLine line)
    {
        var me = await Choose(line);
        if (!await askReplace!.Ask() || !IsExplained() || !await proof.Demand()) return;
        var outcome = await keys.Replace(line.ApiKeyId, TimeSpan.FromHours(overlap), me, why, gone.Token);
        if (outcome.Succeeded) made = outcome.Value.Key;
        else toasts.Refuse(outcome.Problem.Sentence);
        await Load();
    }

    private async Task Copy()
    {
        await js.InvokeVoidAsync("hydrax.copy", made!.Text);
        toasts.Say("Copied.");
    }

    private async Task Revoke(KeyLine line)
    {
        var me = await Choose(line);
        if (!await ask!.Ask() || !IsExplained()) return;
        var outcome = await keys.Revoke(line.ApiKeyId, me, why, gone.Token);
        if (outcome.Succeeded) toasts.Say($"{line.Name} is revoked.");
        else toasts.Refuse(outcome.Problem.Sentence);
        await Load();
    }

    private async Task<Actor> Choose(KeyLine line)
    {
        var me = await Me();
        (chosen, why, isOfSomebodyElse) = (line, null, line.UserId != me.UserId);
        StateHasChanged();
        return me;
    }

    private bool IsExplained()
    {
        if (!isOfSomebodyElse || AuditReason.Check(why) is not { } unexplained) return true;
        toasts.Refuse(unexplained.Sentence);
        return false;
    }

    private async Task<Actor> Me() => visit.ActorOf((await Authentication).User);
}
