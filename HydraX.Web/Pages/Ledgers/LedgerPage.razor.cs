using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Ledgers;

/// <summary>A page of the ledger with the question that it answers.</summary>
/// <param name="Address">The question, as the address has it.</param>
/// <param name="UserId">Whose ledger.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Page">The lines.</param>
public sealed record LedgerAnswer(string Address, long UserId, DateTimeOffset Now, LedgerSheet Page);

/// <summary>A member's own ledger: every line explained, filtered and paged by the address.</summary>
public sealed partial class LedgerPage(XpQuestions questions, Presence presence, Clock clock, NavigationManager navigation) : IDisposable
{
    /// <summary>Lines on a page.</summary>
    public const int Size = 50;

    private static readonly SelectField<string>.Option[] options =
        [new("", "All lines"), .. Enum.GetValues<XpSource>().Select(s => new SelectField<string>.Option(s.Code(), LedgerWords.Name(s)))];

    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>The code of the one source shown; all without one.</summary>
    [SupplyParameterFromQuery] public string? Source { get; set; }

    /// <summary>Lines older than this one.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>Lines newer than this one.</summary>
    [SupplyParameterFromQuery] public long? After { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public LedgerAnswer? View { get; set; }

    private XpSource? Chosen => Codes<XpSource>.TryParse(Source, out var source) ? source : null;

    private string Address => Urls.LedgerOf(Chosen?.Code(), Before, After);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => View?.Address == Address ? presence.Arrive() : Load();

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
            var userId = (await presence.Arrive()).UserId!.Value;
            var page = await questions.Page(userId, Chosen, new(Before, After), Size, gone.Token);
            if (address != Address) return;
            View = new(address, userId, clock.GetUtcNow(), page);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Filter(string? source) => navigation.NavigateTo(Urls.LedgerOf(source is { Length: > 0 } ? source : null));
}
