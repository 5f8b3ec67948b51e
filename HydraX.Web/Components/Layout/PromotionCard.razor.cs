using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Web.Components.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HydraX.Web.Components.Layout;

/// <summary>Asks for a promotion once the page is live, and whenever XP comes in while it is open.</summary>
public sealed partial class PromotionCard(Promotions promotions, FrameSignal frame, IJSRuntime js) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Promotion? shown;
    private bool isLooking;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired] public long UserId { get; set; }

    private string Says => $"From {shown!.From.Code()}, with {Figures.Count(shown.Standing.TotalXp)} total XP. " + (shown.Standing.NextRank is { } next
        ? $"{next.Code()} comes at {Figures.Count(RankRules.Threshold(next))}."
        : "It is the highest rank, and prestige is open.");

    // Only a page that somebody can see has shown it; the one drawn on the server may never arrive.
    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await Look();
        StateHasChanged();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Look()
    {
        if (isLooking) return;
        isLooking = true;
        try
        {
            // A page that lies behind another, or whose browser is gone and that is only kept in case it comes back, would show it to nobody.
            if (!await promotions.Waits(UserId, gone.Token) || !await js.InvokeAsync<bool>("hydrax.isSeen", gone.Token)) return;
            if (await promotions.Take(UserId, gone.Token) is not { } promotion) return;
            shown = promotion;
            // The top of the page has the old rank still.
            frame.Raise();
        }
        catch (Exception e) when (e is DbException or JSException or JSDisconnectedException or InvalidOperationException or OperationCanceledException)
        {
            // It waits for the next page.
        }
        finally
        {
            isLooking = false;
        }
    }
}
