using System.Data.Common;
using HydraX.Core.Admin.Support;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account;

/// <summary>Who of the staff may look, or could, at the member's pages, each with a way to end it.</summary>
public sealed partial class LooksCard(SupportGrants grants, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private long userId;
    private string? failed;

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public IReadOnlyList<SupportGrantLine>? Lines { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        userId = AccountClaims.UserId((await Authentication).User)!.Value;
        if (Lines is null) await Load();
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
            Lines = await grants.Of(userId, stop: gone.Token);
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
}
