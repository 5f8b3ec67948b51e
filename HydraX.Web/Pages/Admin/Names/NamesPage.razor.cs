using System.Data.Common;
using HydraX.Core.Abuse.Names;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Names;

/// <summary>The look at names and bios. From where it goes on stands in the address.</summary>
public sealed partial class NamesPage(NameDesk desk, Toasts toasts, Visit visit) : IDisposable
{
    private const int Rows = 50;

    private readonly CancellationTokenSource gone = new();
    private (DateTimeOffset, long)? shown;
    private Confirm? confirm;
    private Asked asks = new("", "", "");
    private NewWordsPage? view;
    private Problem? refused;
    private string? failed, why;
    private bool isBusy;

    /// <summary>Those after this instant, in microseconds since 1970.</summary>
    [SupplyParameterFromQuery] public long? At { get; set; }

    /// <summary>Of that instant those after this member.</summary>
    [SupplyParameterFromQuery] public long? After { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    // What no instant can be counts as nothing typed.
    private (DateTimeOffset, long)? Start => At is > 0 and < 250_000_000_000_000_000 && After is { } userId ? (DateTimeOffset.UnixEpoch.AddTicks(At.Value * TimeSpan.TicksPerMicrosecond), userId) : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (view is null || shown != Start) await Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        shown = Start;
        try
        {
            view = await desk.Page(Start, Rows, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private Task LookedAt() => Act(async by => (await desk.LookedAt(view!.Lines, by)).Problem is { } problem ? problem : "Noted");

    private Task Replace(NewWords line) => Ask(new($"Replace the name {line.Username}?", "Replace it", $"{line.Username} gets a free name such as member_4821 and is told why. They may choose another; anybody may take the old one."),
        async by => (await desk.ReplaceName(line.UserId, why!, by)).Select(name => $"{line.Username} is {name} now"));

    private Task Clear(NewWords line) => Ask(new($"Clear the bio of {line.Username}?", "Clear it", $"What {line.Username} says of themselves is taken away, and they are told why. They may write another."),
        async by => (await desk.ClearBio(line.UserId, why!, by)).Select(name => $"The bio of {name} is cleared"));

    private async Task Ask(Asked asked, Func<Actor, Task<Outcome<string>>> act)
    {
        refused = string.IsNullOrWhiteSpace(why) ? Problem.Of("names.reason", "Say why first: the member and the audit log are told.") : null;
        asks = asked;
        StateHasChanged();
        if (refused is null && await confirm!.Ask()) await Act(act);
    }

    private async Task Act(Func<Actor, Task<Outcome<string>>> act)
    {
        isBusy = true;
        var done = await act(visit.ActorOf((await Authentication).User));
        (isBusy, refused) = (false, done.Problem);
        if (done.Succeeded) toasts.Say(done.Value);
        await Load();
        StateHasChanged();
    }

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed record Asked(string Title, string Do, string Says);
}
