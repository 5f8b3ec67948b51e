using HydraX.Core.Kernel;

namespace HydraX.Core.Leaderboards.Current;

/// <summary>What a board is.</summary>
/// <param name="Code">Which.</param>
/// <param name="Name">As it is called.</param>
/// <param name="Counts">What it counts, in a sentence.</param>
/// <param name="Unit">One of what it counts.</param>
/// <param name="TieRule">How equal scores stand.</param>
/// <param name="Awaits">What it opens with, where its facts are not there yet.</param>
public sealed record BoardKind(BoardCode Code, string Name, string Counts, string Unit, string TieRule, string Awaits)
{
    /// <summary>Trades that a member must have closed to stand on the board of win rates.</summary>
    public const int LeastTrades = 20;

    private const string First = BoardView.TieRule;

    /// <summary>Whether the unit is a word of which there are one or several, such as a day, and no sign.</summary>
    public bool IsCounted => char.IsLower(Unit[0]);

    /// <summary>Why the board has none of a period, or null. Problem: <c>boards.timeless</c>.</summary>
    public Problem? Refusal(BoardPeriod period) => Code == BoardCode.Xp || period == BoardPeriod.All ? null
        : Problem.Of("boards.timeless", $"The board {Code.Code()} shows what stands now, so there is none by {period.Code()}.");

    /// <summary>All boards, those that are not open yet among them.</summary>
    public static readonly IReadOnlyList<BoardKind> All =
    [
        new(BoardCode.Xp, "XP", "XP earned and kept", "XP", First, "XP"),
        new(BoardCode.Streak, "Streaks", "Days in a row with activity, as they stand now", "day",
            "Equal streaks share a place, and the next place is skipped: 1, 2, 2, 4. Within a tie, whoever got there on an earlier day is named first, then the older account.", "activity"),
        new(BoardCode.WinRate, "Win rate", $"Share of trades won, of at least {LeastTrades}", "%", First, "trading"),
        new(BoardCode.Profit, "Profit", "Net result of trades, MT5 and paper apart", "USD", First, "trading"),
        new(BoardCode.Squads, "Squads", "XP of squads", "XP", First, "squads"),
        new(BoardCode.Referrers, "Referrers", "Members whom somebody has brought", "member", First, "referrals"),
    ];

    /// <summary>The board of a code.</summary>
    public static BoardKind Of(BoardCode code) => All[(int)code];
}

/// <summary>Which boards are open: the one of XP, and those whose facts somebody counts. A slice opens a board by registering its <see cref="CurrentBoard"/>.</summary>
public sealed class BoardKinds(IEnumerable<CurrentBoard> counted)
{
    private readonly Dictionary<BoardCode, CurrentBoard> current = counted.ToDictionary(board => board.Code);

    /// <summary>The boards that are open, in their order.</summary>
    public IReadOnlyList<BoardKind> Open => [.. BoardKind.All.Where(kind => IsOpen(kind.Code))];

    /// <summary>A board as somebody typed it. Problems: <c>boards.unknown</c>, <c>boards.not-open</c>.</summary>
    public Outcome<BoardKind> Find(string typed)
    {
        if (!Codes<BoardCode>.TryParse(typed, out var code)) return Problem.Of("boards.unknown", $"There is no board {Lettering.Plain(typed)}; there is {string.Join(" and ", Open.Select(kind => kind.Code.Code()))}.");
        var kind = BoardKind.Of(code);
        return IsOpen(code) ? kind : Problem.Of("boards.not-open", $"The board {code.Code()} is not open yet: it opens with {kind.Awaits}. There is {string.Join(" and ", Open.Select(open => open.Code.Code()))}.");
    }

    /// <summary>An open board of what stands now; the one of XP is none.</summary>
    public CurrentBoard Current(BoardCode code) => current[code];

    private bool IsOpen(BoardCode code) => code == BoardCode.Xp || current.ContainsKey(code);
}
