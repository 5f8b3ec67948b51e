using System.Data.Common;
using System.Globalization;
using HydraX.Core.Admin.Bulk;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Bulk;

/// <summary>XP for many members: what it would do, doing it, how far it is, undoing it.</summary>
public sealed partial class BulkPage(BulkQuestions questions, BulkOperations operations, BulkRuns runs, JobDesk desk, Toasts toasts, Visit visit, TimeProvider machine) : IDisposable
{
    private const int Rows = 20;
    private const string Job = "bulk-operations";

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private static readonly SelectField<string>.Option[] Tiers = [new("", "all tiers"), .. Codes<TierCode>.All.Select(code => new SelectField<string>.Option(code, code))];
    private static readonly SelectField<string>.Option[] Ranks = [new("", "any rank"), .. Codes<RankCode>.All.Select(code => new SelectField<string>.Option(code, $"{code.Replace('_', ' ')} and above"))];

    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private Asked asks = new("", "", "", [], "");
    private BulkPreview? preview;
    private Problem? refused, undoRefused;
    private string? failed, since, names, why, undoWhy, shown;
    private string tier = "", rank = "", requestKey = "";
    private long amount = 100;
    private int keeps = 20;
    private bool isLooking, isBusy, isUndoing, isWatching;

    /// <summary>A kind's code: a season reset, or without one an award.</summary>
    [SupplyParameterFromQuery] public string? Kind { get; set; }

    /// <summary>The latest batches; carried from the prerendered page into the circuit, so that they are asked for once.</summary>
    [PersistentState] public List<BulkRow>? View { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private BulkKind Chosen => Codes<BulkKind>.TryParse(Kind, out var kind) ? kind : BulkKind.Award;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (shown != Kind) (preview, refused) = (null, null);
        shown = Kind;
        if (View is null) await Load();
        if (RendererInfo.IsInteractive && View?.Exists(row => IsOpen(row.Bulk)) == true) _ = Watch();
    }

    /// <summary>Lets go of what is still being asked. A batch goes on.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            View = await questions.Latest(Rows, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Look()
    {
        preview = null;
        if (string.IsNullOrWhiteSpace(why))
        {
            refused = Problem.Of("bulk.reason", "Say why first: members read it.");
            return;
        }
        DateOnly? day = null;
        if (!string.IsNullOrWhiteSpace(since))
        {
            if (!DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            {
                refused = Problem.Of("bulk.since", "Write the day as year-month-day: 2026-11-29.");
                return;
            }
            day = on;
        }
        isLooking = true;
        var looked = await questions.Preview(new(Chosen, amount, keeps, Codes<TierCode>.TryParse(tier, out var t) ? t : null, Codes<RankCode>.TryParse(rank, out var r) ? r : null, day, names), gone.Token);
        (isLooking, refused) = (false, looked.Problem);
        if (looked.Succeeded) (preview, requestKey) = (looked.Value, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
    }

    private async Task Start()
    {
        var looked = preview!;
        var isAward = looked.Draft.Kind == BulkKind.Award;
        asks = new($"{BulkWords.Do(looked)}?", isAward ? "Give it" : "Begin the season", isAward
            ? "Each gets it once, with what it earns, and is told with your reason. It goes on when you leave this page."
            : "Total XP of each begins again, with rank and level. Balance, achievements, badges and the boards stay as they are. Each is told with your reason; the fall in rank is not announced. It goes on when you leave this page.", BulkWords.Sums(looked), why!, IsDangerous: !isAward);
        StateHasChanged();
        if (!await confirm!.Ask()) return;
        isBusy = true;
        var by = visit.ActorOf((await Authentication).User);
        var begun = await operations.Start(looked.Draft, why, requestKey, by, gone.Token);
        (isBusy, refused) = (false, begun.Problem);
        if (begun.Succeeded)
        {
            toasts.Say($"Batch {begun.Value.BulkOperationId} goes on");
            Go(why!, by);
            (preview, why, names) = (null, null, null);
        }
        StateHasChanged();
        await Watch();
    }

    private async Task Undo(BulkRow row)
    {
        undoRefused = string.IsNullOrWhiteSpace(undoWhy) ? Problem.Of("bulk.reason", "Say why first: members read it.") : null;
        if (undoRefused is not null) return;
        isUndoing = true;
        var looked = await questions.UndoPreview(row.Bulk.BulkOperationId, gone.Token);
        (isUndoing, undoRefused) = (false, looked.Problem);
        if (!looked.Succeeded) return;
        asks = new($"Undo batch {row.Bulk.BulkOperationId}?", "Undo it", BulkWords.Undoing(row.Bulk.Kind) + (row.Bulk.State == BulkState.Running ? " Whoever has not got it yet never will." : ""), BulkWords.Sums(row.Bulk.Kind, looked.Value), undoWhy!, IsDangerous: true);
        StateHasChanged();
        if (!await confirm!.Ask()) return;
        isUndoing = true;
        var by = visit.ActorOf((await Authentication).User);
        var begun = await operations.Undo(row.Bulk.BulkOperationId, undoWhy, by, gone.Token);
        (isUndoing, undoRefused) = (false, begun.Problem);
        if (begun.Succeeded)
        {
            toasts.Say($"Batch {row.Bulk.BulkOperationId} is being undone");
            Go(undoWhy!, by);
            undoWhy = null;
        }
        StateHasChanged();
        await Watch();
    }

    // At once rather than with the job's next turn; whoever leaves the page does not end it.
    private void Go(string reason, HydraX.Core.Audit.Actor by) =>
        _ = desk.Run(Job, async stop => Spoken.Number(await runs.Run(stop), "member") + " gone through", Duty.XpByHand, reason, by, CancellationToken.None);

    private async Task Watch()
    {
        if (isWatching) return;
        isWatching = true;
        try
        {
            do
            {
                View = await questions.Latest(Rows, gone.Token);
                await InvokeAsync(StateHasChanged);
                if (!View.Exists(row => IsOpen(row.Bulk))) return;
                await Task.Delay(Glance, machine, gone.Token);
            }
            while (true);
        }
        catch (Exception left) when (left is OperationCanceledException or DbException)
        {
            // The page is gone, or the database for a while; the batch itself goes on, and the page shows it when it is opened again.
        }
        finally
        {
            isWatching = false;
        }
    }

    private static bool IsOpen(BulkOperation bulk) => bulk.State is BulkState.Running or BulkState.Undoing;

    private sealed record Asked(string Title, string Do, string Says, IReadOnlyList<Sum.Entry> Sums, string Why, bool IsDangerous = false);
}
