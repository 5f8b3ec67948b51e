using System.Data.Common;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>Whether one member's ledger adds up, and whether their counters are what it says; and counting these anew.</summary>
public sealed partial class MemberCheck(XpVerification ledger, MetricVerification metrics, MemberOperations operations, Toasts toasts, Visit visit)
{
    private VerificationReport? report;
    private IReadOnlyList<MetricFault>? counters;
    private Problem? refused;
    private string? failed, why;
    private bool isBusy;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired] public long UserId { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task Check()
    {
        isBusy = true;
        try
        {
            (report, counters) = (await ledger.Member(UserId), await metrics.Member(UserId) ?? []);
            (failed, refused) = (null, null);
        }
        catch (DbException)
        {
            (failed, report, counters) = (PageWords.NoDatabase, null, null);
        }
        isBusy = false;
    }

    private async Task Mend()
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            refused = Problem.Of("admin.reason", "Say why first: the reason stands in the audit log.");
            return;
        }
        isBusy = true;
        var mended = await operations.Recount(UserId, why, visit.ActorOf((await Authentication).User));
        (isBusy, refused) = (false, mended.Problem);
        if (!mended.Succeeded) return;
        toasts.Say($"{Spoken.Number(mended.Value.Count, "counter")} counted anew");
        why = null;
        await Check();
    }
}
