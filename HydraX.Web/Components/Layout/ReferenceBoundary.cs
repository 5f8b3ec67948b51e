using System.Security.Cryptography;
using HydraX.Core.Data;
using HydraX.Web.Hosting.Logs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HydraX.Web.Components.Layout;

/// <summary>Stands around a page: a page that fails leaves the frame standing and shows a reference that the log holds too.</summary>
public sealed partial class ReferenceBoundary : ErrorBoundaryBase
{
    private string reference = "";
    private bool isDatabaseGone;

    [Inject] private ILogger<ReferenceBoundary> Log { get; set; } = default!;

    // There only while the page is drawn for the first time, as an answer to a request.
    [CascadingParameter] private HttpContext? Request { get; set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        // Several components may fail in one drawing; they share the reference that is shown.
        if (reference.Length == 0) reference = $"HX-{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}";
        var trouble = DatabaseTrouble.Sentence(exception);
        isDatabaseGone = trouble is not null;
        if (trouble is null) PageFailed(Log, exception, reference);
        else DatabaseGone(Log, trouble, reference, exception.GetBaseException().Message);
        if (Request is { Response.HasStarted: false }) Request.Response.StatusCode = Failures.StatusOf(exception);
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
        builder.AddComponentParameter(3, nameof(FailedPage.IsDatabaseGone), isDatabaseGone);
        builder.CloseComponent();
    }

    [LoggerMessage(1, LogLevel.Error, "A page failed, shown as {Reference}")]
    private static partial void PageFailed(ILogger log, Exception exception, string reference);

    [LoggerMessage(2, LogLevel.Error, "{Trouble} A page failed by it, shown as {Reference}: {Reason}")]
    private static partial void DatabaseGone(ILogger log, string trouble, string reference, string reason);
}
