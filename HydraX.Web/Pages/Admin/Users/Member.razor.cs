using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Web.Live;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

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

    private bool isMissing => Shown is { Desk: null } && Shown.Address == Address;

    private int open => circuits.Count(UserId);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && listening?.UserId != UserId)
        {
            listening?.Subscription.Dispose();
            listening = (UserId, live.Subscribe(UserId, () => _ = InvokeAsync(Refresh)));
        }
        return Shown?.Address == Address ? Task.CompletedTask : Load();
    }

    /// <summary>Lets go of what is still being asked or told.</summary>
    public void Dispose()
    {
        listening?.Subscription.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

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
            var desk = await questions.Of(UserId, new(Before, After), LedgerSize, gone.Token);
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
