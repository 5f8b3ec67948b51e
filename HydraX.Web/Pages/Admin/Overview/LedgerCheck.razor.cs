using HydraX.Core.Audit;
using HydraX.Core.Jobs;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Overview;

/// <summary>Whether the ledger adds up: the nightly check's last word, and the check by hand for one member or all.</summary>
public sealed partial class LedgerCheck(XpVerification verification, UserDirectory users, JobDesk jobs, Toasts toasts, Visit visit)
{
    private VerificationReport? report;
    private double share;
    private string? name, failed, why, unexplained;
    private bool isBusy;

    /// <summary>The last run of the nightly check, by schedule or by hand.</summary>
    [Parameter] public JobRun? Last { get; set; }

    /// <summary>Domain time.</summary>
    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Raised when all members have been checked.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    // Recorded like the nightly run, so that it looks failed where it fails.
    private async Task CheckAll()
    {
        unexplained = AuditReason.Check(why)?.Sentence;
        if (unexplained is not null) return;
        (isBusy, share, report, failed) = (true, 0, null, null);
        var by = visit.ActorOf((await Authentication).User);
        var outcome = await jobs.Run(XpVerification.Job, async stop =>
        {
            report = await verification.All(new Progress<double>(Show), stop);
            return report.IsRight ? report.Says : throw new LedgerBrokenException(report);
        }, Duty.Jobs, why, by, CancellationToken.None);
        isBusy = false;
        if (report is null) failed = outcome.Problem?.Sentence;
        await OnDone.InvokeAsync();
    }

    private async Task CheckOne()
    {
        if (string.IsNullOrWhiteSpace(name)) return;
        (report, failed) = (null, null);
        if (await users.ByName(name.Trim()) is { } member) report = await verification.Member(member.UserId);
        else toasts.Refuse($"There is no member {name.Trim()}.");
    }

    private void Show(double done) => _ = InvokeAsync(() =>
    {
        share = done;
        StateHasChanged();
    });
}
