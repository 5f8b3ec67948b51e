using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Core.Screens;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Prestige;

/// <summary>The way to the next star, all that it keeps and all that it takes, and the act itself.</summary>
public sealed partial class PrestigePage(PrestigeQuestions questions, Progression progression, Presence presence, FrameSignal frame, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private PrestigeTaken? taken;
    private Problem? refusal;
    private string? failed;
    private bool isBusy;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public PrestigeView? View { get; set; }

    private string Title => View switch
    {
        { Next: null } => "All stars are yours",
        { IsOpen: true } => $"Star {View!.Next} is within reach",
        { Standing.NextRank: null } => $"Star {View!.Next} waits",
        _ => PrestigeWords.Ahead(View!),
    };

    private static IReadOnlyList<ProgressBar.Tick> Ticks { get; } =
        [.. Enum.GetValues<RankCode>().Where(rank => rank >= RankCode.Major).Select(rank => new ProgressBar.Tick(RankRules.Threshold(rank), rank.Code(), IsSpare: rank < RankCode.General))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
        else await presence.Arrive();
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
            View = await questions.Of((await presence.Arrive()).UserId!.Value, gone.Token);
            failed = null;
            if (View is null) navigation.NotFound();
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Take()
    {
        // The star that was seen: a second press asks for the same, and takes no other.
        var (user, star) = (View!.UserId, View.Next!.Value);
        if (!await confirm!.Ask()) return;
        isBusy = true;
        try
        {
            await presence.Act();
            var outcome = await progression.Prestige(user, star, gone.Token);
            (taken, refusal) = (outcome.Succeeded ? outcome.Value : null, outcome.Problem);
        }
        catch (DbException)
        {
            refusal = Problem.Of("page.no-database", PageWords.NoDatabase);
        }
        finally
        {
            isBusy = false;
        }
        await Load();
        frame.Raise();
    }

    private static IReadOnlyList<Diff.Change> Changes(IReadOnlyList<(string What, string Before, string After)> lines) => [.. lines.Select(line => new Diff.Change(line.What, line.Before, line.After))];
}
