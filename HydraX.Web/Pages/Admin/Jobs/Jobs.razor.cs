using System.Data.Common;
using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Jobs;

/// <summary>The jobs with their last and next runs, the record of runs, and "run now".</summary>
public sealed partial class Jobs(JobDesk desk, JobLog log, Clock clock, Toasts toasts, Visit visit) : IDisposable
{
    private const int Rows = 25;

    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private Line? asked;
    private Failure? failure;
    private string? failed, running, why;
    private (string?, long?) shown;

    /// <summary>What the page shows.</summary>
    /// <param name="Now">Domain time.</param>
    /// <param name="Jobs">The jobs.</param>
    /// <param name="Runs">A page of runs.</param>
    /// <param name="Next">Where the next page begins.</param>
    public sealed record Screen(DateTimeOffset Now, IReadOnlyList<Line> Jobs, IReadOnlyList<JobRun> Runs, long? Next);

    /// <summary>One job, as drawn.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="What">What it does.</param>
    /// <param name="When">Its hours, in words.</param>
    /// <param name="Last">Its last run.</param>
    /// <param name="NextAt">When it runs next.</param>
    public sealed record Line(string Name, string What, string When, JobRun? Last, DateTimeOffset NextAt);

    private sealed record Failure(string Job, string Says);

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    /// <summary>The job whose runs are shown; all without one.</summary>
    [SupplyParameterFromQuery] public string? Of { get; set; }

    /// <summary>Runs before this one are shown.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private IReadOnlyList<Segments.Choice> Choices =>
        [new("All", Urls.AdminJobs, Of is null), .. View!.Jobs.Select(j => new Segments.Choice(j.Name, Urls.AdminJobRuns(j.Name), Of == j.Name))];

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (View is not null) shown = (Of, Before);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (View is null || shown != (Of, Before)) await Load();
    }

    /// <summary>Lets go of what is still being asked. A job that was begun goes on.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        shown = (Of, Before);
        try
        {
            var jobs = await desk.All(gone.Token);
            var runs = await log.Runs(Of, Before, Rows + 1, gone.Token);
            View = new(clock.GetUtcNow(), [.. jobs.Select(j => new Line(j.Job.Name, j.Job.What, j.Job.When, j.Last, j.NextAt))], [.. runs.Take(Rows)], runs.Count > Rows ? runs[Rows - 1].RunId : null);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task RunNow(Line job)
    {
        (asked, why) = (job, null);
        StateHasChanged();
        if (!await confirm!.Ask()) return;
        if (AuditReason.Check(why) is { } unexplained)
        {
            toasts.Refuse(unexplained.Sentence);
            return;
        }
        running = job.Name;
        failure = null;
        StateHasChanged();
        // Not ended with the page: a job that was begun is to be finished.
        var outcome = await desk.RunNow(job.Name, why, visit.ActorOf((await Authentication).User), CancellationToken.None);
        running = null;
        if (outcome.Succeeded) toasts.Say($"{job.Name}: {outcome.Value}");
        else failure = new(job.Name, outcome.Problem.Sentence);
        await Load();
    }

    private static string Words(Line job) => $"{job.Name} {job.What}";

    private static string Took(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
