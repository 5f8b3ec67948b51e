using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Entitlements;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>A member with the question that it answers.</summary>
/// <param name="Address">The question, as the address has it.</param>
/// <param name="Desk">The member; null for an unknown one.</param>
public sealed record MemberShown(string Address, MemberDesk? Desk);

/// <summary>One member as staff sees them, and what staff may do.</summary>
public sealed partial class Member(MemberDeskQuestions questions, LiveChanges live, OpenCircuits circuits) : IDisposable
{
    private const int LedgerSize = 20;

    private readonly CancellationTokenSource gone = new();
    private (long UserId, IDisposable Subscription)? listening;
    private MemberActions? actions;
    private string? failed;

    /// <summary>Whose page.</summary>
    [Parameter] public long UserId { get; set; }

    /// <summary>Ledger lines older than this one.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>Ledger lines newer than this one.</summary>
    [SupplyParameterFromQuery] public long? After { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public MemberShown? Shown { get; set; }

    private string Address => Urls.AdminUser(UserId, Before, After);

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private Caller caller = Caller.Stranger;

    private bool isMissing => Shown is { Desk: null } && Shown.Address == Address;

    private int open => circuits.Count(UserId);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        caller = NeedHandler.CallerOf((await Authentication).User);
        if (RendererInfo.IsInteractive && listening?.UserId != UserId)
        {
            listening?.Subscription.Dispose();
            listening = (UserId, live.Subscribe(UserId, () => _ = InvokeAsync(Refresh)));
        }
        if (Shown?.Address != Address) await Load();
    }

    /// <summary>Lets go of what is still being asked or told.</summary>
    public void Dispose()
    {
        listening?.Subscription.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private bool Has(Duty duty) => caller.Has(duty);

    private async Task Refresh()
    {
        if (gone.IsCancellationRequested) return;
        await Load();
        StateHasChanged();
    }

    private async Task Load()
    {
        var address = Address;
        try
        {
            var desk = await questions.Of(UserId, Has, new(Before, After), LedgerSize, gone.Token);
            if (address != Address) return;
            Shown = new(address, desk);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
