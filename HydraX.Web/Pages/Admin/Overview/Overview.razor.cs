using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Jobs;
using HydraX.Core.Xp;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Admin.Overview;

/// <summary>The admin's first page: who is here, what waits, what went wrong; the ledger's check and the demo content.</summary>
public sealed partial class Overview(OverviewQuestions questions, JobDesk jobs, DemoContent demo) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>What the page shows.</summary>
    /// <param name="Staff">Counts and queues.</param>
    /// <param name="FailedJobs">Last runs that failed.</param>
    /// <param name="NextJob">What runs next.</param>
    /// <param name="LastCheck">The last check of the ledger.</param>
    /// <param name="Demo">The demo content, if there is any.</param>
    public sealed record Screen(StaffOverview Staff, IReadOnlyList<JobRun> FailedJobs, Upcoming? NextJob, JobRun? LastCheck, DemoView? Demo);

    /// <summary>A job that is to run.</summary>
    /// <param name="Job">Its name.</param>
    /// <param name="At">When.</param>
    public sealed record Upcoming(string Job, DateTimeOffset At);

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
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
            var staff = await questions.Ask(gone.Token);
            var all = await jobs.All(gone.Token);
            var next = all.MinBy(j => j.NextAt);
            View = new(staff, [.. all.Select(j => j.Last).OfType<JobRun>().Where(r => r.Result == JobResult.Failed)], next is null ? null : new(next.Job.Name, next.NextAt),
                all.FirstOrDefault(j => j.Job.Name == XpVerification.Job)?.Last, await demo.View(gone.Token));
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
