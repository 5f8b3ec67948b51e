using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HydraX.Web.Live;

/// <summary>
/// Stands on a page that shows something of a member: when something changes for that member, the page asks again. It draws nothing to be seen, only
/// a mark that the page is live now.
/// </summary>
public sealed class WhenChanged(LiveChanges live) : ComponentBase, IDisposable
{
    private IDisposable? subscription;
    private long subscribedTo;
    private bool isGone;

    /// <summary>Whose changes.</summary>
    [Parameter, EditorRequired] public long UserId { get; set; }

    /// <summary>Raised on the page's own thread, at most four times a second.</summary>
    [Parameter, EditorRequired] public EventCallback OnChanged { get; set; }

    /// <summary>Whether it marks the page as live; what only accompanies a page does not.</summary>
    [Parameter] public bool IsMark { get; set; } = true;

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (!RendererInfo.IsInteractive || !IsMark) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "hidden", true);
        builder.AddAttribute(2, "data-live", true);
        builder.CloseElement();
    }

    // Not while the page is drawn for the first time on the server: nobody listens there.
    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (subscribedTo == UserId) return;
        subscription?.Dispose();
        subscribedTo = UserId;
        subscription = live.Subscribe(UserId, () => _ = InvokeAsync(Tell));
    }

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        isGone = true;
        subscription?.Dispose();
    }

    private async Task Tell()
    {
        if (isGone) return;
        try
        {
            await OnChanged.InvokeAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it asked.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
