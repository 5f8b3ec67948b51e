using System.Data.Common;
using HydraX.Core.Admin.Support;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>A member's own pages as support sees them, while a grant runs; without one, the way to ask for it.</summary>
public sealed partial class Look(LookQuestions questions, SupportGrants grants, Toasts toasts, Visit visit, TimeProvider machine) : IDisposable
{
    // Whoever ends a grant may be on another node, where nothing rings for the member.
    private static readonly TimeSpan CheckedEvery = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource gone = new();
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
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = KeepChecking();
    }

    /// <summary>Lets go of what is still being asked or told.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    // What stands on an open page goes when the grant is over. It is not asked anew while the grant runs: that would be another look.
    private async Task Check()
    {
        if (View is null || await grants.Runs(View.Grant.SupportGrantId, gone.Token)) return;
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

    private async Task KeepChecking()
    {
        using var timer = new PeriodicTimer(CheckedEvery, machine);
        try
        {
            while (await timer.WaitForNextTickAsync(gone.Token)) await InvokeAsync(Check);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (DbException)
        {
            await InvokeAsync(() =>
            {
                (View, failed) = (null, PageWords.NoDatabase);
                StateHasChanged();
            });
        }
    }

    private Task Take() => Act(async by =>
    {
        notTaken = (await grants.Take(UserId, why, by, gone.Token)).Problem?.Sentence;
        if (notTaken is not null) return;
        why = null;
        await Load();
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
