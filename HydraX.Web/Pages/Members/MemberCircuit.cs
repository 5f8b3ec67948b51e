using HydraX.Web.Components.Layout;
using HydraX.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HydraX.Web.Pages.Members;

/// <summary>
/// Goes along with a member's circuit: a change redraws the frame around the page, and moving to another page is activity, also in a page that was
/// left open over midnight.
/// </summary>
public sealed class MemberCircuit(Presence presence, LiveChanges live, FrameSignal frame, NavigationManager navigation) : CircuitHandler
{
    private IDisposable? subscription;

    /// <inheritdoc />
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if ((await presence.Who()).UserId is not { } userId) return;
        subscription = live.Subscribe(userId, frame.Raise);
        navigation.LocationChanged += Moved;
    }

    /// <inheritdoc />
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        navigation.LocationChanged -= Moved;
        return Task.CompletedTask;
    }

    // What fails here, the page that was opened says.
    private void Moved(object? sender, LocationChangedEventArgs e) => _ = presence.Act();
}
