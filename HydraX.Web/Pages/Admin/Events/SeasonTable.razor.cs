using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Seasons;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Events;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Events;

/// <summary>The seasons, and the form for one of them.</summary>
public sealed partial class SeasonTable(SeasonDesk seasons, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private Asked asks = new("", "", "", false);
    private SeasonLine? changes;
    private Problem? refused;
    private string? name, description, startsOn, endsOn, why;
    private bool isBusy;

    /// <summary>The seasons, the one that begins last first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<SeasonLine> Lines { get; set; } = [];

    /// <summary>Domain time when they were asked for.</summary>
    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    /// <summary>Raised with what was done, in words.</summary>
    [Parameter] public EventCallback<string> OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private DateOnly Today => UtcDay.Of(Now).Date;

    /// <summary>Lets go of what is still being done.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private bool Runs(SeasonLine line) => line.Runs(Today);

    private string State(SeasonLine line) => line.CancelledAt is not null ? "withdrawn" : Runs(line) ? "on" : line.IsAhead(Today) ? "ahead" : "over";

    private void Take(SeasonLine line)
    {
        changes = line;
        refused = null;
        (name, description, startsOn, endsOn) = (line.Season.Name, line.Season.Description, Iso(line.Season.StartsOn), Iso(line.Season.EndsOn));
    }

    private void Leave()
    {
        changes = null;
        refused = null;
        (name, description, startsOn, endsOn, why) = (null, null, null, null, null);
    }

    private Task Save()
    {
        if (Day(endsOn) is not { } last) return Refuse("Choose the last day first, in UTC.");
        if (changes is { } running && Runs(running))
        {
            return Ask(new($"Move the last day of {running.Season.Name}?", "Move it", $"It closes on {EventWords.Day(last)} at 24:00 UTC instead of {EventWords.Day(running.Season.EndsOn)}. What was earned in it stays.", false),
                async by => (await seasons.EndOn(running.Season.SeasonId, running.Revision, last, why, by, gone.Token)).Select(row => $"{row.Name} closes on {EventWords.Day(row.EndsOn)}"));
        }
        if (Day(startsOn) is not { } first) return Refuse("Choose the first day first, in UTC.");
        var draft = new SeasonDraft(name ?? "", description ?? "", first, last);
        var days = $"{EventWords.Day(first)} to {EventWords.Day(last)}, {Spoken.Number(last.DayNumber - first.DayNumber + 1, "day")}. Its board opens at 00:00 UTC. Once it has begun, only its last day can still be moved.";
        return changes is { } line
            ? Ask(new($"Change {line.Season.Name}?", "Change it", days, false), async by => (await seasons.Change(line.Season.SeasonId, line.Revision, draft, why, by, gone.Token)).Select(row => $"{row.Name} is changed"))
            : Ask(new($"Plan {draft.Tidy().Name}?", "Plan it", days, false), async by => (await seasons.Plan(draft, why, by, gone.Token)).Select(row => $"{row.Name} is planned"));
    }

    private Task Withdraw(SeasonLine line) => Ask(new($"Withdraw {line.Season.Name}?", "Withdraw it", $"It would have gone from {EventWords.Days(line.Season)}. Members no longer see it.", true),
        async by => (await seasons.Withdraw(line.Season.SeasonId, why, by, gone.Token)).Select(row => $"{row.Name} is withdrawn"));

    private async Task Ask(Asked asked, Func<Actor, Task<Outcome<string>>> act)
    {
        refused = AuditReason.Check(why);
        asks = asked;
        StateHasChanged();
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        var done = await act(visit.ActorOf((await Authentication).User));
        isBusy = false;
        if (done.Succeeded) Leave();
        else refused = done.Problem;
        StateHasChanged();
        if (done.Succeeded) await OnDone.InvokeAsync(done.Value);
    }

    private Task Refuse(string sentence)
    {
        refused = Problem.Of("seasons.days", sentence);
        return Task.CompletedTask;
    }

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Asked(string Title, string Do, string Says, bool IsLoss);
}
