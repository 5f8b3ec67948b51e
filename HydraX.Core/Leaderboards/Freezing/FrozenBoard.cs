namespace HydraX.Core.Leaderboards.Freezing;

/// <summary>A board whose period has ended: the row of <c>frozen_boards</c>. Made once for each board and period, and never changed.</summary>
public sealed class FrozenBoard
{
    /// <summary>Row id.</summary>
    public long FrozenBoardId { get; set; }

    /// <summary>Which board: <c>xp</c>.</summary>
    public BoardCode Board { get; set; }

    /// <summary>Over which kind of period it counted.</summary>
    public BoardPeriod Period { get; set; }

    /// <summary>The period's first day.</summary>
    public DateOnly PeriodStart { get; set; }

    /// <summary>The day after its last.</summary>
    public DateOnly PeriodEnd { get; set; }

    /// <summary>How many members were on it.</summary>
    public int Members { get; set; }

    /// <summary>When it was frozen.</summary>
    public DateTimeOffset FrozenAt { get; set; }
}

/// <summary>A place on a frozen board: the row of <c>board_results</c>.</summary>
public sealed class BoardResult
{
    /// <summary>On which board.</summary>
    public long FrozenBoardId { get; set; }

    /// <summary>From 1, without gaps: the order in which rows are shown.</summary>
    public int Position { get; set; }

    /// <summary>From 1; members with equal scores share it, and the next place is skipped.</summary>
    public int Place { get; set; }

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>What counted.</summary>
    public long Score { get; set; }

    /// <summary>When that was reached.</summary>
    public DateTimeOffset ReachedAt { get; set; }
}
