using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Consents;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Legal;

/// <summary>A text that members agree to, in its present version or an earlier one.</summary>
public sealed partial class PolicyPage(ConsentBook consents)
{
    private string? failed;
    private bool isAsked;
    private (string Word, int? Version)? shown;

    /// <summary>Which, as the address writes it: <c>terms</c>, <c>risk-disclaimer</c>.</summary>
    [Parameter] public string Word { get; set; } = "";

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public ShownText? Text { get; set; }

    [SupplyParameterFromQuery] private int? Version { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // What came with the page is of the address that it was opened at.
        if (shown is null && Text is not null) shown = (Word, Version);
        if (shown != (Word, Version)) await Load();
    }

    private async Task Load()
    {
        try
        {
            Text = Codes<ConsentPurpose>.TryParse(Word.Replace('-', '_'), out var purpose) ? await consents.Text(purpose, Version) : null;
            (isAsked, failed, shown) = (true, null, (Word, Version));
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
