using System.Data.Common;
using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Admin.Audit;

/// <summary>The audit log. What is shown stands in the address, and the export takes the same filters.</summary>
public sealed partial class Audit(AuditQuestions questions, NavigationManager navigation) : IDisposable
{
    private const int Rows = 50;

    private readonly CancellationTokenSource gone = new();
    private Urls.AuditQuery? shown;
    private long? shownBefore;
    // Asked again by the circuit: entries may be too long to be carried over in its first message.
    private Screen? view;
    private string action = "", kind = "", origin = "";
    private string? person, from, to, failed;

    private sealed record Screen(AuditPage Page, IReadOnlyList<string> Actions, IReadOnlyList<string> SubjectKinds);

    /// <summary>The beginning of the action.</summary>
    [SupplyParameterFromQuery] public string? Action { get; set; }

    /// <summary>The kind of thing.</summary>
    [SupplyParameterFromQuery] public string? Kind { get; set; }

    /// <summary>Which of them.</summary>
    [SupplyParameterFromQuery] public string? Id { get; set; }

    /// <summary>The origin's code.</summary>
    [SupplyParameterFromQuery] public string? Origin { get; set; }

    /// <summary>A part of a name.</summary>
    [SupplyParameterFromQuery] public string? Person { get; set; }

    /// <summary>The first UTC day, as 2026-11-19.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>The last UTC day.</summary>
    [SupplyParameterFromQuery] public string? To { get; set; }

    /// <summary>Entries before this one are shown.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    private Urls.AuditQuery Asked => new(Action, Kind, Id, Origin, Person, From, To);

    /// <summary>The filter that an address stands for; a word that is none is not asked for.</summary>
    internal static AuditFilter Filter(Urls.AuditQuery asked) => new(asked.Action, asked.Person, asked.Kind, asked.Id,
        Codes<Origin>.TryParse(asked.Origin, out var origin) ? origin : null, Day(asked.From)?.Start, Day(asked.To)?.End);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (view is null || shown != Asked || shownBefore != Before) await Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private void Note()
    {
        (shown, shownBefore) = (Asked, Before);
        (action, kind, origin, person, from, to) = (Action ?? "", Kind ?? "", Origin ?? "", Person, From, To);
    }

    private async Task Load()
    {
        Note();
        try
        {
            var page = await questions.Page(Filter(Asked), Before, Rows, gone.Token);
            var (actions, kinds) = await questions.Words(gone.Token);
            view = new(page, actions, kinds);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Search() => navigation.NavigateTo(Urls.AdminAuditOf(new(action, kind, Id, origin, person, from, to)));

    private static IReadOnlyList<SelectField<string>.Option> Words(IReadOnlyList<string> words) => [new("", "all"), .. words.Select(word => new SelectField<string>.Option(word, word))];

    private static UtcDay? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new UtcDay(date) : null;
}
