using System.Security.Cryptography;
using HydraX.Web.Components.Ui.Notices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HydraX.Web.Components.Layout;

/// <summary>Stands around a page: a page that fails leaves the frame standing and shows a reference that the log holds too.</summary>
public sealed partial class ReferenceBoundary : ErrorBoundaryBase
{
    private string reference = "";

    [Inject] private ILogger<ReferenceBoundary> Log { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        reference = $"HX-{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}";
        PageFailed(Log, exception, reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<ErrorPanel>(1);
        builder.AddAttribute(2, nameof(ErrorPanel.Title), "This page could not be shown");
        builder.AddAttribute(3, nameof(ErrorPanel.Says), "Something broke on our side; what was saved is saved. Load the page again, and name the reference if it stays.");
        builder.AddAttribute(4, nameof(ErrorPanel.Reference), reference);
        builder.CloseComponent();
    }

    [LoggerMessage(1, LogLevel.Error, "A page failed, shown as {Reference}")]
    private static partial void PageFailed(ILogger log, Exception exception, string reference);
}
