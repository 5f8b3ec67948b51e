using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HydraX.Web.Components.Layout;

/// <summary>Stands around a page: a page that fails leaves the frame standing and shows a reference that the log holds too.</summary>
public sealed partial class ReferenceBoundary : ErrorBoundaryBase
{
    private string reference = "";

    [Inject] private ILogger<ReferenceBoundary> Log { get; set; } = default!;

    // There only while the page is drawn for the first time, as an answer to a request.
    [CascadingParameter] private HttpContext? Request { get; set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        // Several components may fail in one drawing; they share the reference that is shown.
        if (reference.Length == 0) reference = $"HX-{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}";
        PageFailed(Log, exception, reference);
        if (Request is { Response.HasStarted: false }) Request.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            reference = "";
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<FailedPage>(1);
        builder.AddComponentParameter(2, nameof(FailedPage.Reference), reference);
        builder.CloseComponent();
    }

    [LoggerMessage(1, LogLevel.Error, "A page failed, shown as {Reference}")]
    private static partial void PageFailed(ILogger log, Exception exception, string reference);
}
