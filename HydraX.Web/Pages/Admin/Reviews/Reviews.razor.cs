using System.Data.Common;
using HydraX.Core.Abuse;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Admin.Reviews;

/// <summary>The review queue. What is shown, and which item is decided about, stands in the address.</summary>
public sealed partial class Reviews(ReviewQuestions questions, NavigationManager navigation) : IDisposable
{
    private const int Rows = 50;

    private static readonly SelectField<string>.Option[] States = [new("", "any state"), .. Codes<ReviewState>.All.Select(code => new SelectField<string>.Option(code, code))];
    private static readonly SelectField<string>.Option[] Rules = [new("", "all rules"), .. Enum.GetValues<ReviewRule>().Select(r => new SelectField<string>.Option(r.Code(), ReviewWords.Name(r)))];

    private readonly CancellationTokenSource gone = new();
    private (string?, string?, long?) shown;
    private ReviewPage? view;
    private string state = "", rule = "";
    private string? failed;

    /// <summary>A state's code.</summary>
    [SupplyParameterFromQuery] public string? State { get; set; }

    /// <summary>A rule's code.</summary>
    [SupplyParameterFromQuery] public string? Rule { get; set; }

    /// <summary>Items before this one are shown.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>The item to decide about, one of those shown.</summary>
    [SupplyParameterFromQuery] public long? Item { get; set; }

    private ReviewLine? Chosen => view?.Lines.FirstOrDefault(line => line.ReviewItemId == Item);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (view is null || shown != (State, Rule, Before)) await Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        (shown, state, rule) = ((State, Rule, Before), State ?? "", Rule ?? "");
        try
        {
            view = await questions.Page(Codes<ReviewState>.TryParse(State, out var s) ? s : null, Codes<ReviewRule>.TryParse(Rule, out var r) ? r : null, Before, Rows, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Search() => navigation.NavigateTo(Urls.AdminReviewsOf(state, rule));
}
