using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>A page of members with the question that it answers.</summary>
/// <param name="Address">The question, as the address has it.</param>
/// <param name="Page">The members.</param>
public sealed record MembersFound(string Address, MemberPage Page);

/// <summary>Members, searched, filtered and paged by the address.</summary>
public sealed partial class Users(MemberDeskQuestions questions, NavigationManager navigation) : IDisposable
{
    /// <summary>Members on a page.</summary>
    public const int Size = 50;

    private const string Suspended = "suspended";

    private static readonly SelectField<string>.Option[] tiers = [new("", "All tiers"), .. Enum.GetValues<TierCode>().Select(t => new SelectField<string>.Option(t.Code(), t.Code()))];

    private static readonly SelectField<string>.Option[] statuses =
        [new("", "Any status"), new(Suspended, "suspended"), .. Enum.GetValues<SubscriptionStatus>().Select(s => new SelectField<string>.Option(s.Code(), s.Code().Replace('_', ' ')))];

    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>What is looked for.</summary>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <summary>A tier's code.</summary>
    [SupplyParameterFromQuery] public string? Tier { get; set; }

    /// <summary>A subscription status' code, or "suspended".</summary>
    [SupplyParameterFromQuery] public string? Status { get; set; }

    /// <summary>Members before this id.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public MembersFound? Found { get; set; }

    private string Address => Urls.AdminUsersOf(Q, Tier, Status, Before);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Found?.Address == Address ? Task.CompletedTask : Load();

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        var address = Address;
        try
        {
            var search = new MemberSearch(Q, Codes<TierCode>.TryParse(Tier, out var tier) ? tier : null, Codes<SubscriptionStatus>.TryParse(Status, out var status) ? status : null, Status == Suspended);
            var page = await questions.Find(search, Before, Size, gone.Token);
            if (address != Address) return;
            Found = new(address, page);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Go(string? q, string? tier, string? status) => navigation.NavigateTo(Urls.AdminUsersOf(Given(q), Given(tier), Given(status)));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
