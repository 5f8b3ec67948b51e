using System.Data.Common;
using HydraX.Core.Achievements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
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
/// <param name="Badges">The badges that members show, by member.</param>
public sealed record BoardAnswer(long? UserId, DateTimeOffset At, BoardView Board, IReadOnlyList<DayXp> OwnDays, IReadOnlyDictionary<long, IReadOnlyList<EarnedBadge>> Badges);

/// <summary>What board an address asks for.</summary>
/// <param name="Board">Which.</param>
/// <param name="Period">Over which time; of what stands now all time.</param>
/// <param name="Tier">The tier whose members alone are on it; null is everybody.</param>
public sealed record BoardChoice(BoardCode Board, BoardPeriod Period, TierCode? Tier);

/// <summary>The boards, chosen by the address. Those of XP move by themselves, at most once a second, and rest under the reader's pointer.</summary>
public sealed partial class LeaderboardsPage(Boards boards, BoardKinds kinds, AchievementQuestions achievements, Presence presence, Clock clock, TimeProvider machine) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource gone = new();
    private string? failed;
    private bool isHeld;
    private bool isStale;
    private int isLooking;

    /// <summary>Which board: <c>xp</c>, <c>streak</c>.</summary>
    [SupplyParameterFromQuery] public string? Board { get; set; }

    /// <summary>Over which time: <c>day</c>, <c>week</c>, <c>month</c>, <c>season</c> while one runs, or <c>all</c>.</summary>
    [SupplyParameterFromQuery] public string? Period { get; set; }

    /// <summary>Of which tier's members: <c>fang</c>; all without.</summary>
    [SupplyParameterFromQuery] public string? Tier { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public BoardAnswer? View { get; set; }

    private Outcome<BoardChoice> Chosen
    {
        get
        {
            var kind = kinds.Find(Board ?? BoardCode.Xp.Code());
            if (!kind.Succeeded) return kind.Problem;
            var period = kind.Value.Code == BoardCode.Xp ? BoardPeriod.Week : BoardPeriod.All;
            if (Period is not null && !Codes<BoardPeriod>.TryParse(Period, out period)) return Problem.Of("boards.period", $"There is no board for “{Period}”.");
            if (kind.Value.Refusal(period) is { } timeless) return timeless;
            if (Tier is null) return new BoardChoice(kind.Value.Code, period, null);
            return Codes<TierCode>.TryParse(Tier, out var tier) ? new BoardChoice(kind.Value.Code, period, tier) : Problem.Of("boards.tier", $"There is no tier “{Tier}”.");
        }
    }

    // Where no season runs there is no board of one.
    private Problem? Closed => Asked is { Board: BoardCode.Xp } asked ? boards.Closed(asked.Period) : null;

    private BoardChoice? Asked => Chosen is { Succeeded: true } chosen ? chosen.Value : null;

    private bool IsAnswered => View?.Board is { } board && Asked == new BoardChoice(board.Board, board.Period, board.Tier);

    private string Rests =>
        View?.Board.Board != BoardCode.Xp ? "The others are counted anew every few moments, when somebody looks. Your own row is as it is now."
        : isStale ? "Places have changed. The rows move when you look away from them."
        : "Places change as XP arrives. Rows rest while you point at them, and your own stays in sight.";

    private List<Segments.Choice> Periods(BoardChoice asked) =>
        [.. Enum.GetValues<BoardPeriod>().Where(period => period == asked.Period || boards.Closed(period) is null).Select(period => new Segments.Choice(BoardWords.Name(period), AddressOf(asked with { Period = period }), period == asked.Period))];

    private static List<Segments.Choice> Tiers(BoardChoice asked) =>
    [
        new("All tiers", AddressOf(asked with { Tier = null }), asked.Tier is null),
        .. Enum.GetValues<TierCode>().Select(tier => new Segments.Choice(BoardWords.Name(tier), AddressOf(asked with { Tier = tier }), tier == asked.Tier)),
    ];

    private static string AddressOf(BoardChoice asked) => Urls.Board(asked.Board.Code(), asked.Board == BoardCode.Xp ? asked.Period.Code() : null, asked.Tier?.Code());

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) boards.Changed += Look;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Asked is null || Closed is not null || IsAnswered ? presence.Arrive() : Load();

    /// <summary>Lets go of the boards and of what is still being asked.</summary>
    public void Dispose()
    {
        boards.Changed -= Look;
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        if (Asked is not { } asked || Closed is not null) return;
        try
        {
            var userId = (await presence.Arrive()).UserId;
            var board = await Ask(asked, userId);
            var days = userId is { } own && board.Own is not null && asked.Board == BoardCode.Xp ? await boards.OwnDays(asked.Period, own, gone.Token) : [];
            var badges = await achievements.Showcases([.. board.Top.Concat(board.Around).Select(entry => entry.UserId).Distinct()], gone.Token);
            if (Asked != asked) return;
            View = new(userId, clock.GetUtcNow(), board, days, badges);
            (failed, isStale) = (null, false);
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private Task<BoardView> Ask(BoardChoice asked, long? userId) => asked.Board == BoardCode.Xp
        ? boards.Show(asked.Period, userId, tier: asked.Tier, stop: gone.Token)
        : kinds.Current(asked.Board).Show(userId, tier: asked.Tier, stop: gone.Token);

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
            if (View is null || !IsAnswered || View.Board.Board != BoardCode.Xp || await boards.IsCurrent(View.Board, View.UserId, gone.Token)) return;
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
