using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Ledgers;

/// <summary>A page of the ledger with the question that it answers.</summary>
/// <param name="Address">The question, as the address has it.</param>
/// <param name="UserId">Whose ledger.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Page">The lines.</param>
/// <param name="Sums">What all lines, and those that are asked for, come to.</param>
public sealed record LedgerAnswer(string Address, long UserId, DateTimeOffset Now, LedgerSheet Page, LedgerSums Sums);

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

    /// <summary>The first UTC day shown, as 2026-11-29.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>The last UTC day shown.</summary>
    [SupplyParameterFromQuery] public string? To { get; set; }

    /// <summary>Lines older than this one.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>Lines newer than this one.</summary>
    [SupplyParameterFromQuery] public long? After { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public LedgerAnswer? View { get; set; }

    private LedgerFilter Asked => LedgerAsked.Read(Source, From, To);

    private string Address => Url(Before, After);

    private string EmptyText => Asked.IsAll ? "No XP yet. The first activity of a day brings the first line."
        : Asked is { From: null, To: null } ? "No line of this kind yet." : "No line in these days. Choose others, or all of them.";

    private IReadOnlyList<Segments.Choice> Spans
    {
        get
        {
            var today = UtcDay.Of(View!.Now).Date;
            return [Span("All days", null), Span("Today", today), Span("7 days", today.AddDays(-6)), Span("30 days", today.AddDays(-29))];

            Segments.Choice Span(string text, DateOnly? from) =>
                new(text, Urls.LedgerOf(Asked.Source?.Code(), from: LedgerAsked.Text(from), to: from is null ? null : LedgerAsked.Text(today)), (Asked.From, Asked.To) == (from, from is null ? null : today));
        }
    }

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
            var page = await questions.Page(userId, Asked, new(Before, After), Size, gone.Token);
            var sums = await questions.Sums(userId, Asked, gone.Token);
            if (address != Address) return;
            View = new(address, userId, clock.GetUtcNow(), page, sums);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Go(string? source, string? from, string? to) => navigation.NavigateTo(Urls.LedgerOf(source, from: from, to: to));

    private string Url(long? before = null, long? after = null) => Urls.LedgerOf(Asked.Source?.Code(), before, after, LedgerAsked.Text(Asked.From), LedgerAsked.Text(Asked.To));

    private static IReadOnlyList<Sum.Entry> Balance(LedgerSum sum, string name) =>
        [.. sum.Parts.Where(part => part.Xp != 0).Select(part => new Sum.Entry(LedgerWords.Name(part.Kind), Figures.Signed(part.Xp))), new(name, Figures.Count(sum.Xp), IsTotal: true)];

    private static IReadOnlyList<Sum.Entry> Total(LedgerSum sum, string name) =>
        [.. sum.Parts.Where(part => part.TotalXp != 0).Select(part => new Sum.Entry(LedgerWords.Name(part.Kind), Figures.Signed(part.TotalXp))), new(name, Figures.Count(sum.TotalXp), IsTotal: true)];
}
