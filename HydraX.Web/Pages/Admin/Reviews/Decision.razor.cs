using HydraX.Core.Abuse;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Reviews;

/// <summary>What staff decides about one item: of several members whom it names, about those chosen.</summary>
public sealed partial class Decision(ReviewDesk desk, Toasts toasts, Visit visit)
{
    private readonly HashSet<long> chosen = [];
    private Confirm? confirm;
    private Problem? refused;
    private string? why;
    private bool isBusy;
    private int doneTo;

    /// <summary>The item.</summary>
    [Parameter, EditorRequired] public ReviewLine Line { get; set; } = default!;

    /// <summary>Where the panel is closed.</summary>
    [Parameter, EditorRequired] public string CloseUrl { get; set; } = "";

    /// <summary>Raised after something was decided, or turned out to be.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsAboutXp => Line.UserId is not null && FoundLines.Days(Line.Rule, Line.Evidence) is not null;

    private bool IsDecided => Line.State is ReviewState.Released or ReviewState.Suspended;

    // About whom something can still be decided here; of what was released nobody.
    private IReadOnlyList<NamedMember> Open => Line.State == ReviewState.Released ? [] :
    [
        .. Line.UserId is { } userId && !IsDecided ? [new NamedMember(userId, Line.Username!, IsActive: true, Line.State == ReviewState.Held)] : Array.Empty<NamedMember>(),
        .. Line.Others.Where(one => one.IsActive),
    ];

    private IReadOnlyList<NamedMember> Chosen => [.. Open.Where(one => chosen.Contains(one.UserId))];

    private string Whom => Chosen is [var one] ? one.Username : Spoken.Number(Chosen.Count, "account");

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Line.UserId is { } userId) chosen.Add(userId);
    }

    private void Choose(long userId, bool isChosen)
    {
        if (isChosen) chosen.Add(userId);
        else chosen.Remove(userId);
    }

    private void ChooseAll() => chosen.UnionWith(Open.Select(one => one.UserId));

    private async Task Release()
    {
        if (HasReason()) await Done((await desk.Release(Line.ReviewItemId, why!, await By())).Problem, "It is released");
    }

    private async Task Hold()
    {
        if (HasReason() && HasChosen()) await Do([.. Chosen.Where(one => !one.IsHeld)], "held", (one, by) => one == Line.UserId ? desk.Hold(Line.ReviewItemId, why!, by) : desk.HoldNamed(Line.ReviewItemId, one, why!, by));
    }

    private async Task Suspend()
    {
        if (HasReason() && HasChosen() && await confirm!.Ask())
            await Do(Chosen, "suspended", (one, by) => one == Line.UserId ? desk.Suspend(Line.ReviewItemId, why!, by) : desk.SuspendNamed(Line.ReviewItemId, one, why!, by));
    }

    private bool HasReason()
    {
        refused = string.IsNullOrWhiteSpace(why) ? Problem.Of("reviews.reason", "Say why first: the reason stands in the audit log.") : null;
        doneTo = 0;
        StateHasChanged();
        return refused is null;
    }

    private bool HasChosen()
    {
        if (Chosen.Count == 0) refused = Problem.Of("reviews.nobody", "Choose whom first.");
        StateHasChanged();
        return refused is null;
    }

    // One after another, each with its own locks and its own entry: who is refused keeps nobody else from being decided about.
    private async Task Do(IReadOnlyList<NamedMember> whom, string did, Func<long, Actor, Task<Outcome>> decide)
    {
        isBusy = true;
        var (by, refusals) = (await By(), new List<string>());
        foreach (var one in whom)
            if ((await decide(one.UserId, by)).Problem is { } problem) refusals.Add(whom.Count == 1 ? problem.Sentence : $"{one.Username}: {problem.Sentence}");
            else doneTo++;
        await Done(refusals.Count == 0 ? null : Problem.Of("reviews.some", string.Join(" ", refusals)), whom is [var only] ? $"{only.Username} is {did}" : $"{Spoken.Number(doneTo, "account")} {did}");
    }

    private async Task Done(Problem? problem, string said)
    {
        (isBusy, refused) = (false, problem);
        if (refused is null)
        {
            toasts.Say(said);
            why = null;
        }
        await OnDone.InvokeAsync();
    }

    private async Task<Actor> By() => visit.ActorOf((await Authentication).User);
}
