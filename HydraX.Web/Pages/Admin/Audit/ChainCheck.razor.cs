using HydraX.Core.Audit;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Audit;

/// <summary>The check of the chain by hand, recorded like the nightly one.</summary>
public sealed partial class ChainCheck(AuditVerification verification, JobDesk jobs, Visit visit)
{
    private AuditVerdict? verdict;
    private double share;
    private string? failed, why, unexplained;
    private bool isBusy;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task Check()
    {
        unexplained = AuditReason.Check(why)?.Sentence;
        if (unexplained is not null) return;
        (isBusy, share, verdict, failed) = (true, 0, null, null);
        var outcome = await jobs.Run(AuditVerification.Job, async stop =>
        {
            verdict = await verification.All(new Progress<double>(Show), stop);
            return verdict.IsRight ? verdict.Says : throw new AuditBrokenException(verdict);
        }, Duty.KeepAudit, why, visit.ActorOf((await Authentication).User), CancellationToken.None);
        isBusy = false;
        if (verdict is null) failed = outcome.Problem?.Sentence;
    }

    private void Show(double done) => _ = InvokeAsync(() =>
    {
        share = done;
        StateHasChanged();
    });
}
