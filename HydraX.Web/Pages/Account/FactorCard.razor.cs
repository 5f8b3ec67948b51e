using System.Data.Common;
using HydraX.Core.Users.Factors;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account;

/// <summary>What of a second factor a member has, and the ways to more of it.</summary>
public sealed partial class FactorCard(SecondFactors factors) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public FactorsShown? Shown { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private IReadOnlyList<Sum.Entry> Lines =>
    [
        new("Passkeys", Shown!.Passkeys == 0 ? "none" : Figures.Count(Shown.Passkeys)),
        new("Authenticator app", Shown.AuthenticatorSince is { } since ? $"since {WhenWords.Of(since, WhenText.Day, MemberZone.Utc)}" : "none"),
        .. Shown.Any ? [new Sum.Entry("Codes on paper", $"{Figures.Count(Shown.CodesLeft)} left")] : Array.Empty<Sum.Entry>(),
    ];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Shown is null) await Load();
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
            Shown = await factors.Of(AccountClaims.UserId((await Authentication).User)!.Value, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
