using Microsoft.AspNetCore.SignalR;

namespace HydraX.Web.Live;

/// <summary>The connection behind a circuit, which Blazor itself does not show to whoever watches the circuit.</summary>
internal sealed class CircuitConnection(HubCallerContext caller)
{
    private static readonly AsyncLocal<CircuitConnection?> Ambient = new();

    /// <summary>The connection whose message is being worked on, if one is.</summary>
    public static CircuitConnection? Current => Ambient.Value;

    /// <summary>Ends it from our side.</summary>
    public void Cut() => caller.Abort();

    /// <summary>Notes the connection of each message.</summary>
    public sealed class Filter : IHubFilter
    {
        public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
        {
            Ambient.Value = new(invocationContext.Context);
            return next(invocationContext);
        }
    }
}
