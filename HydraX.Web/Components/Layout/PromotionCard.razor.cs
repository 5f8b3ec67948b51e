using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Web.Components.Ui;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Components.Layout;

/// <summary>Asks for a promotion once the page is live, and whenever XP comes in while it is open.</summary>
public sealed partial class PromotionCard(Promotions promotions, FrameSignal frame) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Promotion? shown;

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
        try
        {
            if (await promotions.Take(UserId, gone.Token) is not { } promotion) return;
            shown = promotion;
            // The top of the page has the old rank still.
            frame.Raise();
        }
        catch (DbException)
        {
            // It waits for the next page.
        }
    }
}
