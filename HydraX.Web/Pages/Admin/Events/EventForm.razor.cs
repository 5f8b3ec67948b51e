using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Events;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Events;

/// <summary>The form of an event, with what a win would bring in it.</summary>
public sealed partial class EventForm(XpEvents events, TierCatalog catalog, Clock clock, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly HashSet<XpSource> sources = [];
    private readonly HashSet<TierCode> tiers = [];
    private Confirm? confirm;
    private EventDraft? draft;
    private Problem? refused;
    private string? name, description, startsAt, endsAt, why;
    private decimal? factor = 2m;
    private bool isBusy;

    /// <summary>The event that is changed; without one another is planned.</summary>
    [Parameter] public EventLine? Of { get; set; }

    /// <summary>Raised with what was done, in words.</summary>
    [Parameter] public EventCallback<string> OnDone { get; set; }

    /// <summary>Raised when a change is left.</summary>
    [Parameter] public EventCallback OnLeft { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private EventScope Scope => new([.. sources.Order()], [.. tiers.Order()]);

    // A win, or where it multiplies none whatever comes first.
    private XpSource Source => Scope.Has(XpSource.TradeWin) ? XpSource.TradeWin : sources.Min();

    private string Example => Source == XpSource.TradeWin ? "a win" : $"one of the {EventWords.Plural(Source)}";

    private bool IsOnWeekend => When(startsAt) is { } from && When(endsAt) is { } to && to > from && to - from <= EventRules.Longest && EventRules.TouchesWeekend(from, to);

    private List<(TierCode Tier, long Without, long In, long OnWeekend)> Examples => factor is not (> 1m and <= XpRules.LargestFactor)
        ? []
        : [.. Enum.GetValues<TierCode>().Where(Scope.Has).Select(tier => (tier, Xp(tier, 1m, false), Xp(tier, factor.Value, false), Xp(tier, factor.Value, true)))];

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Of is not { Event: var one }) return;
        (name, description, factor) = (one.Name, one.Description, one.Factor);
        (startsAt, endsAt) = (Typed(one.StartsAt), Typed(one.EndsAt));
        sources.UnionWith(one.Scope.Sources);
        tiers.UnionWith(one.Scope.Tiers);
    }

    /// <summary>Lets go of what is still being done.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Save()
    {
        refused = Fault();
        if (refused is null)
        {
            draft = new EventDraft(name ?? "", description ?? "", When(startsAt)!.Value, When(endsAt)!.Value, factor!.Value, Scope).Tidy();
            refused = EventRules.Check(draft, clock.GetUtcNow());
        }
        StateHasChanged();
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        var by = visit.ActorOf((await Authentication).User);
        var done = Of is { } line ? await events.Change(line.Event.EventId, line.Revision, draft!, why, by, gone.Token) : await events.Plan(draft!, why, by, gone.Token);
        (isBusy, refused) = (false, done.Problem);
        if (!done.Succeeded)
        {
            StateHasChanged();
            return;
        }
        var said = Of is null ? $"{done.Value.Name} is planned" : $"{done.Value.Name} is changed";
        Clear();
        await OnDone.InvokeAsync(said);
    }

    private Problem? Fault() =>
        When(startsAt) is null ? Problem.Of("events.window", "Choose when it begins first, in UTC.")
        : When(endsAt) is null ? Problem.Of("events.window", "Choose when it ends first, in UTC.")
        : factor is null ? Problem.Of("events.factor", "Say what it multiplies by first.")
        : AuditReason.Check(why);

    private void Clear()
    {
        (name, description, startsAt, endsAt, why, factor, draft) = (null, null, null, null, null, 2m, null);
        sources.Clear();
        tiers.Clear();
    }

    private long Xp(TierCode tier, decimal by, bool isWeekend) => EventRules.Example(Source, catalog.Current[tier].XpBonus, by, isWeekend).Amount;

    private static void Choose<T>(HashSet<T> chosen, T one, bool isChosen)
    {
        if (isChosen) chosen.Add(one);
        else chosen.Remove(one);
    }

    private static DateTimeOffset? When(string? typed) =>
        DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string Typed(DateTimeOffset at) => at.UtcDateTime.ToString(at.Ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture);
}
