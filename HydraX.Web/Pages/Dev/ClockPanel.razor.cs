using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Web.Components.Layout;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Dev;

/// <summary>Moves the clock of a rehearsal, for admins; what falls due on the way has run when it stops being busy.</summary>
public sealed partial class ClockPanel(Rehearsal rehearsal, Clock clock, Presence presence, FrameSignal frame, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private bool mayMove, isBusy;
    private string? typed, refusal, said;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => mayMove = (await presence.Who()).Has(Duty.MoveClock);

    /// <summary>Stops waiting; what has been begun is gone through with.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    /// <summary>The next time that the domain's clock shows this hour.</summary>
    private DateTimeOffset Next(int hour, int minute)
    {
        var today = UtcDay.Of(Now).Start.AddHours(hour).AddMinutes(minute);
        return today > Now ? today : today.AddDays(1);
    }

    private Task MoveToTyped()
    {
        if (DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var to)) return Move(to);
        refusal = "Give a date and a time.";
        return Task.CompletedTask;
    }

    private async Task Move(DateTimeOffset to)
    {
        (isBusy, refusal) = (true, null);
        try
        {
            var moved = await rehearsal.MoveTo(to, visit.ActorOf((await Authentication).User), gone.Token);
            refusal = moved.Problem?.Sentence;
            if (moved.Succeeded) said = $"It is {moved.Value.UtcDateTime.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)} UTC. Everything due until now has run.";
            frame.Raise();
        }
        finally
        {
            isBusy = false;
        }
    }
}
