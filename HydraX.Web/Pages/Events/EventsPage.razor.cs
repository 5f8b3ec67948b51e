using System.Data.Common;
using HydraX.Core.Screens;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Events;

/// <summary>What multiplies now, what is ahead, and the season.</summary>
public sealed partial class EventsPage(EventsQuestions questions, Presence presence) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public EventsView? View { get; set; }

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
            View = await questions.Of((await presence.Arrive()).UserId, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
