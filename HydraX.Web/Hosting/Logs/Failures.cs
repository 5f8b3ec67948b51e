using System.Diagnostics;
using System.Diagnostics.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.AspNetCore.Diagnostics;

namespace HydraX.Web.Hosting.Logs;

/// <summary>
/// What nobody caught: logged once, with the reference that the person is shown and, where the database is to blame, its sentence. Pages go on to
/// <c>/Error</c>; the API answers for itself.
/// </summary>
public sealed partial class Failures : IExceptionHandler
{
    private readonly Counter<long> errors;
    private readonly ILogger<Failures> log;

    /// <summary>Makes the instrument.</summary>
    public Failures(IMeterFactory meters, ILogger<Failures> log)
    {
        errors = meters.Create(DomainMeter.Name).CreateCounter<long>("hydrax.errors", description: "Requests that failed on our side, by cause.");
        this.log = log;
    }

    /// <summary>What the person is shown, and what to look for in the log.</summary>
    public static string Reference(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    /// <summary>The status of an answer to a failed request: 503 where the database is gone, for it comes back; what was no proper request, as the server says; else 500.</summary>
    public static int StatusOf(Exception exception) => exception is BadHttpRequestException bad ? bad.StatusCode : DatabaseTrouble.Sentence(exception) is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;

    /// <inheritdoc/>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        Note(httpContext, exception);
        return ValueTask.FromResult(false);
    }

    /// <summary>Logs and counts a failure. A request that its caller gave up, or that was none, is not ours.</summary>
    public void Note(HttpContext http, Exception exception)
    {
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested) return;
        if (exception is BadHttpRequestException bad)
        {
            NoRequest(http.Request.Method, bad.Message);
            return;
        }
        var trouble = DatabaseTrouble.Sentence(exception);
        errors.Add(1, new KeyValuePair<string, object?>("cause", trouble is null ? "bug" : "database"));
        if (trouble is null) Failed(exception, http.Request.Method, Reference(http));
        else DatabaseGone(trouble, http.Request.Method, Reference(http), exception.Message);
    }

    [LoggerMessage(LogLevel.Information, "A {Method} request could not be read: {Reason}")]
    private partial void NoRequest(string method, string reason);

    [LoggerMessage(LogLevel.Error, "A {Method} request failed, shown as {Reference}")]
    private partial void Failed(Exception exception, string method, string reference);

    [LoggerMessage(LogLevel.Error, "{Trouble} A {Method} request failed by it, shown as {Reference}: {Reason}")]
    private partial void DatabaseGone(string trouble, string method, string reference, string reason);
}
