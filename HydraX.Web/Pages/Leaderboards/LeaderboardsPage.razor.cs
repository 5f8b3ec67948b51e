using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Leaderboards;

/// <summary>What the page of boards shows.</summary>
/// <param name="UserId">Who looks; null for a visitor.</param>
/// <param name="At">Domain time when it was asked.</param>
/// <param name="Board">The board.</param>
/// <param name="OwnDays">The viewer's XP by day.</param>
public sealed record BoardAnswer(long? UserId, DateTimeOffset At, BoardView Board, IReadOnlyList<DayXp> OwnDays);

/// <summary>The XP boards, chosen by the address. They move by themselves, at most once a second, and rest under the reader's pointer.</summary>
public sealed partial class LeaderboardsPage(Boards boards, Presence presence, Clock clock, TimeProvider machine) : IDisposable
{
    private const string Xp = "xp";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource gone = new();
    private string? failed;
    private bool isHeld;
    private bool isStale;
    private int isLooking;

    /// <summary>Which board: <c>xp</c>.</summary>
    [SupplyParameterFromQuery] public string? Board { get; set; }

    /// <summary>Over which time: <c>day</c>, <c>week</c>, <c>month</c>, <c>season</c> while one runs, or <c>all</c>.</summary>
    [SupplyParameterFromQuery] public string? Period { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public BoardAnswer? View { get; set; }

    private BoardPeriod? Chosen =>
        Board is not (null or Xp) ? null
        : Period is null ? BoardPeriod.Week
        : Codes<BoardPeriod>.TryParse(Period, out var period) ? period : null;

    // Where no season runs there is no board of one.
    private Problem? Closed => Chosen is { } period ? boards.Closed(period) : null;

    private bool IsAnswered => View?.Board.Period == Chosen;

    private List<Segments.Choice> Choices =>
        [.. Enum.GetValues<BoardPeriod>().Where(period => period == Chosen || boards.Closed(period) is null).Select(period => new Segments.Choice(BoardWords.Name(period), Urls.Board(Xp, period.Code()), period == Chosen))];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) boards.Changed += Look;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Chosen is null || Closed is not null || IsAnswered ? presence.Arrive() : Load();

    /// <summary>Lets go of the boards and of what is still being asked.</summary>
    public void Dispose()
    {
        boards.Changed -= Look;
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        if (Chosen is not { } period || Closed is not null) return;
        try
        {
            var userId = (await presence.Arrive()).UserId;
            var board = await boards.Show(period, userId, stop: gone.Token);
            var days = userId is { } own && board.Own is not null ? await boards.OwnDays(period, own, gone.Token) : [];
            if (period != Chosen) return;
            View = new(userId, clock.GetUtcNow(), board, days);
            (failed, isStale) = (null, false);
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Hold() => isHeld = true;

    private Task LetGo()
    {
        isHeld = false;
        return isStale ? Load() : Task.CompletedTask;
    }

    // Raised by the boards' own reading, perhaps many times a second: one look at a time, and a pause after it.
    private void Look()
    {
        if (Interlocked.Exchange(ref isLooking, 1) == 0) _ = InvokeAsync(LookAgain);
    }

    private async Task LookAgain()
    {
        try
        {
            await Task.Delay(Pace, machine, gone.Token);
            Interlocked.Exchange(ref isLooking, 0);
            if (View is null || !IsAnswered || await boards.IsCurrent(View.Board, View.UserId, gone.Token)) return;
            if (isHeld) isStale = true;
            else await Load();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it waited.
        }
        catch (DbException)
        {
            // What is shown stays; the boards themselves try again and tell.
        }
    }
}
