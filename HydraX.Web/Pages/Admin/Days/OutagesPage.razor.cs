using System.Data.Common;
using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Days;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Days;

/// <summary>Days that end nobody's streak.</summary>
public sealed partial class OutagesPage(Outages outages, Clock clock, Toasts toasts, Visit visit) : IDisposable
{
    private const int Rows = 50;

    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private OutagePreview preview = new(default, 0, 0);
    private Problem? refused;
    private string? failed, day, why;
    private bool isBusy;

    /// <summary>What the page shows.</summary>
    /// <param name="Today">The UTC date.</param>
    /// <param name="Days">Forgiven days, the latest first.</param>
    public sealed record Screen(DateOnly Today, IReadOnlyList<ForgivenDay> Days);

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
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
            View = new(clock.Today.Date, await outages.Latest(Rows, gone.Token));
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Forgive()
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            refused = Problem.Of("streaks.day", "Choose the day first.");
            return;
        }
        if (string.IsNullOrWhiteSpace(why))
        {
            refused = Problem.Of("streaks.reason", "Say why first: members read it.");
            return;
        }
        var looked = await outages.Preview(on, clock.Today.Date, gone.Token);
        refused = looked.Problem;
        if (!looked.Succeeded) return;
        preview = looked.Value;
        StateHasChanged();
        if (await confirm!.Ask()) await Forgive(on);
    }

    private async Task Forgive(DateOnly on)
    {
        isBusy = true;
        var done = await outages.Forgive(on, why!, visit.ActorOf((await Authentication).User), gone.Token);
        (isBusy, refused) = (false, done.Problem);
        if (done.Succeeded)
        {
            toasts.Say($"{Words(on)} is forgiven");
            (day, why) = (null, null);
        }
        await Load();
        StateHasChanged();
    }

    private static string Words(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
