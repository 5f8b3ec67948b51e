using HydraX.Web.Components.Ui.Numbers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace HydraX.Web.Components.Layout;

/// <summary>The frame of the dashboard: rail, topbar, page, phone bar. It asks who is looking, once, and again when told to.</summary>
public sealed partial class MainLayout
{
    private readonly CancellationTokenSource gone = new();
    private ReferenceBoundary? boundary;
    private IReadOnlyList<IReadOnlyList<Place>> groups = Places.ForVisitors;
    private MemberZone zone = MemberZone.Utc;

    [Inject] private AskFrame Ask { get; set; } = default!;
    [Inject] private FrameSignal Signal { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public FrameFacts? Facts { get; set; }

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#', '?')[0];

    protected override async Task OnInitializedAsync()
    {
        Signal.Changed += AskAgain;
        Navigation.LocationChanged += Moved;
        if (Facts is null) await AskNow();
        Arrange();
    }

    private async Task AskNow()
    {
        var state = Authentication is null ? new AuthenticationState(new()) : await Authentication;
        Facts = await Ask(state.User, gone.Token);
    }

    private void Arrange()
    {
        groups = Places.For(Facts?.Who, Path);
        zone = MemberZone.Of(Facts?.Who?.TimeZone);
    }

    private void AskAgain() => _ = InvokeAsync(async () =>
    {
        await AskNow();
        Arrange();
        StateHasChanged();
    });

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        boundary?.Recover();
        Arrange();
        _ = InvokeAsync(StateHasChanged);
    }

    /// <summary>Lets go of the circuit's events.</summary>
    public void Dispose()
    {
        Signal.Changed -= AskAgain;
        Navigation.LocationChanged -= Moved;
        gone.Cancel();
        gone.Dispose();
    }
}
