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

    /// <summary>Which, as the address writes it: <c>terms</c>, <c>risk-disclaimer</c>.</summary>
    [Parameter] public string Word { get; set; } = "";

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public ShownText? Text { get; set; }

    [SupplyParameterFromQuery] private int? Version { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Text is { } shown && shown.Purpose.Code() == Word.Replace('-', '_') && (Version is null || Version == shown.Version)) return;
        await Load();
    }

    private async Task Load()
    {
        try
        {
            Text = Codes<ConsentPurpose>.TryParse(Word.Replace('-', '_'), out var purpose) ? await consents.Text(purpose, Version) : null;
            (isAsked, failed) = (true, null);
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
