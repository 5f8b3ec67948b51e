using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Support;
using HydraX.Core.Users.Duties;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Staff;

/// <summary>The table of roles and duties, who holds them, and for admins who looked at whose pages.</summary>
public sealed partial class RolesPage(RoleQuestions questions, SupportGrants grants, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>What the page shows.</summary>
    /// <param name="Holders">Who holds each role.</param>
    /// <param name="Looks">The latest grants; empty for whoever may not see them.</param>
    public sealed record Screen(IReadOnlyList<RoleHolders> Holders, IReadOnlyList<SupportGrantLine> Looks);

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool MayLookUp { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        MayLookUp = NeedHandler.CallerOf((await Authentication).User).Has(Duty.LookUpMembers);
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
            var maySeeLooks = NeedHandler.CallerOf((await Authentication).User).Has(Duty.GiveRoles);
            View = new(await questions.Holders(gone.Token), maySeeLooks ? await grants.Latest(stop: gone.Token) : []);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task End(SupportGrantLine line)
    {
        var ended = await grants.End(line.SupportGrantId, visit.ActorOf((await Authentication).User), gone.Token);
        if (ended.Succeeded) toasts.Say($"{line.Staff} can look no longer.");
        else toasts.Refuse(ended.Problem.Sentence);
        await Load();
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
