using Microsoft.AspNetCore.SignalR;

namespace HydraX.Web.Live;

/// <summary>The connection behind a circuit, which Blazor itself does not show to whoever watches the circuit.</summary>
public sealed class CircuitConnection(HubCallerContext caller, string message)
{
    private static readonly AsyncLocal<CircuitConnection?> Ambient = new();

    /// <summary>The connection whose message is being worked on, if one is.</summary>
    public static CircuitConnection? Current => Ambient.Value;

    /// <summary>
    /// Whether what is being worked on came of somebody's doing. A browser answers by itself that it has drawn what we sent, or run what we asked it to run: a page that is
    /// redrawn by others' awards would otherwise count as used for ever.
    /// </summary>
    public static bool IsByAPerson => Ambient.Value?.Says is not ("OnRenderCompleted" or "EndInvokeJSFromDotNet" or "ReceiveByteArray" or "ReceiveJSDataChunk" or "SendDotNetStreamToJS");

    /// <summary>Ends it from our side.</summary>
    public void Cut() => caller.Abort();

    private string Says => message;

    /// <summary>Notes the connection of each message.</summary>
    public sealed class Filter : IHubFilter
    {
        public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
        {
            Ambient.Value = new(invocationContext.Context, invocationContext.HubMethodName);
            return next(invocationContext);
        }
    }
}
