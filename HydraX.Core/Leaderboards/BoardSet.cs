using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Leaderboards;

/// <summary>The XP boards of one day, and how a line of the ledger changes them. Read by many, changed by one.</summary>
public sealed class BoardSet
{
    private static readonly BoardPeriod[] Periods = Enum.GetValues<BoardPeriod>();

    private readonly RankedBoard[] boards;
    private readonly DateTimeOffset?[] starts;

    // What prestiges and seasons took off total XP, by member: kept on the board of all time, even by a wipe.
    private readonly Dictionary<long, long> aside;

    internal BoardSet(UtcDay day, SeasonSpan? season, Func<BoardPeriod, RankedBoard> board, Dictionary<long, long> aside, MemberClasses tiers)
    {
        (Day, Season) = (day, season);
        boards = [.. Periods.Select(board)];
        starts = [.. Periods.Select(period => BoardRules.StartOf(period, day, season))];
        this.aside = aside;
        Tiers = tiers;
    }

    /// <summary>The day that is today on these boards.</summary>
    public UtcDay Day { get; }

    /// <summary>The season that holds the day; null where none does, and the board of the season has nobody.</summary>
    public SeasonSpan? Season { get; }

    /// <summary>The members' tiers, by the number of <see cref="Kernel.TierCode"/>.</summary>
    internal MemberClasses Tiers { get; }

    /// <summary>The board of a period.</summary>
    public RankedBoard this[BoardPeriod period] => boards[(int)period];

    /// <summary>Boards of the same day without anybody, to count one member on.</summary>
    internal BoardSet Blank() => new(Day, Season, _ => new RankedBoard(), aside, Tiers);

    /// <summary>The boards of a later day: those whose period goes on are the same, the others begin empty.</summary>
    internal BoardSet At(UtcDay day, SeasonSpan? season) =>
        new(day, season, period => starts[(int)period] == BoardRules.StartOf(period, day, season) ? this[period] : new RankedBoard(Tiers), aside, Tiers);

    /// <summary>Applies a line. Lines of one member come in the order of their ids.</summary>
    internal void Apply(in BoardLine line, bool isAway)
    {
        if (line.Kind == LineKind.SetAside) aside[line.UserId] = SetAside(line.UserId) - line.Change;
        if (isAway) return;
        var remains = line.Kind == LineKind.Wiped ? RemainsAfter(line.UserId, line.At) : 0;
        foreach (var period in Periods)
        {
            switch (BoardRules.Decide(line, starts[(int)period]))
            {
                case BoardEffect.Counts:
                    this[period].Add(line.UserId, line.Change, BoardRules.Micros(line.At));
                    break;
                case BoardEffect.Wipes:
                    Leave(period, line.UserId, remains, line.At);
                    break;
            }
        }
    }

    /// <summary>
    /// Applies a wipe whose line is not there yet: from midnight on its member has nothing, whenever the sweep comes by. The line
    /// itself then changes nothing any more.
    /// </summary>
    internal void ApplyDueWipe(long userId) =>
        Apply(new BoardLine(0, userId, 0, LineKind.Wiped, Day.Start, Day.Start), isAway: false);

    /// <summary>Puts a member among those of another tier.</summary>
    internal void Move(long userId, int tier)
    {
        foreach (var board in boards) board.Move(userId, tier);
        Tiers.Set(userId, tier);
    }

    /// <summary>Takes a member off all boards.</summary>
    internal bool Remove(long userId) => boards.Aggregate(false, (any, board) => board.Remove(userId) | any);

    /// <summary>Puts a member on the board of all time with a total XP, to which what prestiges set aside is added.</summary>
    internal void SetTotal(in MemberTotal total)
    {
        var score = total.TotalXp + SetAside(total.UserId);
        if (score > 0) this[BoardPeriod.All].Set(new Standing(total.UserId, score, BoardRules.Micros(total.EarnedAt)));
        else this[BoardPeriod.All].Remove(total.UserId);
    }

    /// <summary>Puts a member where other boards, made for this member alone, have them.</summary>
    internal void Take(long userId, BoardSet own)
    {
        foreach (var period in Periods)
        {
            if (own[period].Find(userId) is { } standing) this[period].Set(standing);
            else this[period].Remove(userId);
        }
    }

    private long SetAside(long userId) => aside.GetValueOrDefault(userId);

    // A wipe at today's midnight or earlier leaves what was earned since, which is what today's board holds; so it may be applied late, and twice.
    private long RemainsAfter(long userId, DateTimeOffset wipedAt) =>
        wipedAt > Day.Start ? 0 : this[BoardPeriod.Day].Find(userId)?.Score ?? 0;

    private void Leave(BoardPeriod period, long userId, long remains, DateTimeOffset at)
    {
        var board = this[period];
        var left = remains + (period == BoardPeriod.All ? SetAside(userId) : 0);
        if (left <= 0) board.Remove(userId);
        else board.Set(new Standing(userId, left, board.Find(userId)?.ReachedAt ?? BoardRules.Micros(at)));
    }
}
