using System.Data.Common;
using HydraX.Core.Admin.Support;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>A member's own pages as support sees them, while a grant runs; without one, the way to ask for it.</summary>
public sealed partial class Look(LookQuestions questions, SupportGrants grants, LiveChanges live, Toasts toasts, Visit visit, TimeProvider machine) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IDisposable? listening;
    private Problem? refused;
    private string? failed, why, notTaken;
    private bool isBusy;

    /// <summary>Whose pages.</summary>
    [Parameter] public long UserId { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public LookView? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (View?.Desk.Line.UserId != UserId) await Load();
        if (!RendererInfo.IsInteractive) return;
        listening?.Dispose();
        // Whoever ends the grant changes the member's row, which rings here.
        listening = live.Subscribe(UserId, () => _ = InvokeAsync(Refresh));
        _ = CloseInTime();
    }

    /// <summary>Lets go of what is still being asked or told.</summary>
    public void Dispose()
    {
        listening?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Refresh()
    {
        if (gone.IsCancellationRequested || View is null) return;
        await Load();
        StateHasChanged();
    }

    private async Task Load()
    {
        try
        {
            var looked = await questions.Of(UserId, visit.ActorOf((await Authentication).User), gone.Token);
            (View, refused, failed) = (looked.Succeeded ? looked.Value : null, looked.Problem, null);
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    // What stands on an open page goes when its hour is over.
    private async Task CloseInTime()
    {
        if (View is null) return;
        try
        {
            await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (View.Grant.Until - machine.GetUtcNow()).Ticks)), machine, gone.Token);
            await InvokeAsync(Refresh);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private Task Take() => Act(async by =>
    {
        notTaken = (await grants.Take(UserId, why, by, gone.Token)).Problem?.Sentence;
        if (notTaken is not null) return;
        why = null;
        await Load();
        _ = CloseInTime();
    });

    private Task End() => Act(async by =>
    {
        var ended = await grants.End(View!.Grant.SupportGrantId, by, gone.Token);
        if (!ended.Succeeded) toasts.Refuse(ended.Problem.Sentence);
        await Load();
    });

    private async Task Act(Func<Core.Audit.Actor, Task> act)
    {
        isBusy = true;
        await act(visit.ActorOf((await Authentication).User));
        isBusy = false;
    }
}
