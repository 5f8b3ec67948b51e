using System.Data.Common;
using HydraX.Core.Abuse;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Reviews;

/// <summary>The lines that a finding about XP is about, and taking some or all of them back.</summary>
public sealed partial class LinesPanel(ReviewQuestions questions, ReviewOperations operations, Toasts toasts, Visit visit)
{
    private readonly HashSet<long> chosen = [];
    private Confirm? confirm;
    private IReadOnlyList<FoundLine>? lines;
    private Problem? refused;
    private string? why, failed;
    private int all;
    private bool isBusy;

    /// <summary>The item.</summary>
    [Parameter, EditorRequired] public ReviewLine Line { get; set; } = default!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private IEnumerable<FoundLine> Chosen => (lines ?? []).Where(line => chosen.Contains(line.TransactionId));

    private string Takes => chosen.Count == 0
        ? "No line is chosen."
        : $"Takes {Figures.Count(Chosen.Where(line => !line.IsWiped).Sum(line => line.Amount))} XP in {Spoken.Number(chosen.Count, "line")}, and what they had earned.{(Chosen.Any(line => line.IsWiped) ? " What a wipe took is not taken again." : "")}";

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        try
        {
            (lines, all) = await questions.Lines(Line.ReviewItemId);
            chosen.IntersectWith(lines.Select(line => line.TransactionId));
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Choose(long line, bool isChosen)
    {
        if (isChosen) chosen.Add(line);
        else chosen.Remove(line);
    }

    private void ChooseAll() => chosen.UnionWith((lines ?? []).Select(line => line.TransactionId));

    private async Task Reverse()
    {
        refused = chosen.Count == 0 ? Problem.Of("reviews.no-lines", "Choose the lines first.")
            : string.IsNullOrWhiteSpace(why) ? Problem.Of("reviews.reason", "Say why first: the member reads it on the ledger.") : null;
        StateHasChanged();
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        var reversed = await operations.Reverse(Line.ReviewItemId, chosen, why, visit.ActorOf((await Authentication).User));
        (isBusy, refused) = (false, reversed.Problem);
        if (reversed.Succeeded)
        {
            toasts.Say($"{Spoken.Number(reversed.Value.Lines, "line")} reversed, {Figures.Signed(reversed.Value.Xp)} XP");
            chosen.Clear();
            why = null;
        }
        await Load();
        StateHasChanged();
    }

    private static string Words(FoundLine line) => line.Description is { Length: > 0 } what ? $"{LedgerWords.Name(line.Source)}, {what}" : LedgerWords.Name(line.Source);
}
