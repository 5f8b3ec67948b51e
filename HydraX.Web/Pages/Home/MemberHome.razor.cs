using System.Data.Common;
using HydraX.Core.Screens;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Home;

/// <summary>The home of a signed-in member: where they stand, what today holds, what came in, the one thing to do next.</summary>
public sealed partial class MemberHome(HomeQuestions questions, Presence presence, FrameSignal frame, NavigationManager navigation) : IDisposable
{
    // Fewer lines than this leave room to say what will come.
    private const int Few = 4;

    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public HomeView? View { get; set; }

    [CascadingParameter] private MemberZone? MemberZone { get; set; }

    private MemberZone Zone => MemberZone ?? MemberZone.Utc;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
        else await presence.Arrive();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            var userId = (await presence.Arrive()).UserId!.Value;
            View = await questions.Of(userId, gone.Token);
            failed = null;
            if (View is null) navigation.NotFound();
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Wiped()
    {
        await Load();
        frame.Raise();
    }
}
