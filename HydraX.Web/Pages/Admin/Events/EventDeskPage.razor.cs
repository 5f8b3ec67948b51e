using System.Data.Common;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Events;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Events;

/// <summary>Events and seasons as staff makes them.</summary>
public sealed partial class EventDeskPage(EventQuestions questions, SeasonQuestions seasons, XpEvents events, Clock clock, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private Asked asks = new("", "", "");
    private EventLine? changes;
    private Problem? refused;
    private string? failed, why;
    private bool isBusy;

    /// <summary>What the page shows.</summary>
    /// <param name="Before">The past events asked for: those planned before this one.</param>
    /// <param name="Now">Domain time when it was asked.</param>
    /// <param name="Events">Events.</param>
    /// <param name="Seasons">Seasons, the one that begins last first.</param>
    public sealed record Screen(long? Before, DateTimeOffset Now, EventDesk Events, IReadOnlyList<SeasonLine> Seasons);

    /// <summary>Past events that were planned before this one; the latest without it.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (View is null || View.Before != Before) await Load();
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
            var (before, now) = (Before, clock.GetUtcNow());
            View = new(before, now, await questions.Desk(now, before, gone.Token), await seasons.Latest(gone.Token));
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Done(string said)
    {
        toasts.Say(said);
        (changes, refused) = (null, null);
        await Load();
    }

    private Task Withdraw(EventLine line) => Ask(
        new($"Withdraw {line.Event.Name}?", "Withdraw it", $"It would have multiplied from {EventWords.Window(line.Event.StartsAt, line.Event.EndsAt)}. Members no longer see it."),
        async by => (await events.Withdraw(line.Event.EventId, why, by, gone.Token)).Select(row => $"{row.Name} is withdrawn"));

    private Task EndEarly(EventLine line) => Ask(
        new($"End {line.Event.Name} early?", "End it", $"It ends {EventRules.Notice.TotalSeconds:0} seconds from now, at the same instant everywhere, instead of {EventWords.At(line.Event.EndsAt)}. What was earned in it stays as it is. It does not begin again."),
        async by => (await events.EndEarly(line.Event.EventId, why, by, gone.Token)).Select(row => $"{row.Name} ends {EventWords.At(row.EndsAt)}"));

    private async Task Ask(Asked asked, Func<Actor, Task<Outcome<string>>> act)
    {
        refused = AuditReason.Check(why);
        asks = asked;
        StateHasChanged();
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        var done = await act(visit.ActorOf((await Authentication).User));
        (isBusy, refused) = (false, done.Problem);
        if (done.Succeeded)
        {
            toasts.Say(done.Value);
            why = null;
        }
        await Load();
        StateHasChanged();
    }

    private sealed record Asked(string Title, string Do, string Says);
}
