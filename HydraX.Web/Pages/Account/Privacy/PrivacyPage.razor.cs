using System.Data.Common;
using HydraX.Core.Privacy;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Account.Privacy;

/// <summary>A member's privacy. While a copy is being made it looks again every second.</summary>
public sealed partial class PrivacyPage(PrivacyQuestions questions, Presence presence, TimeProvider machine) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource gone = new();
    private string? failed;
    private bool isLooking;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public PrivacyView? View { get; set; }

    [SupplyParameterFromQuery] private string? Gone { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (View?.Export is { IsUnderWay: true } && !isLooking) _ = LookUntilItIsMade();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task LookUntilItIsMade()
    {
        isLooking = true;
        var stop = gone.Token;
        try
        {
            while (View?.Export is { IsUnderWay: true })
            {
                await Task.Delay(Look, machine, stop);
                await InvokeAsync(async () =>
                {
                    await Load();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            isLooking = false;
        }
    }

    private async Task Load()
    {
        try
        {
            View = await questions.Of((await presence.Who()).UserId!.Value, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            (failed, View) = (PageWords.NoDatabase, null);
        }
    }
}
