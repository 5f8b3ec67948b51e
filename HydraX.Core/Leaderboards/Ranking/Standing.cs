namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>What one member has on one board.</summary>
/// <param name="Member">The member's id (or the squad's, on a board of squads), from 1 to <see cref="int.MaxValue"/>.</param>
/// <param name="Score">What the board counts, such as XP. More is better.</param>
/// <param name="ReachedAt">When the score was reached, in microseconds since 1970 UTC: decides within a tie. Above 0.</param>
public readonly record struct Standing(long Member, long Score, long ReachedAt)
{
    /// <summary>
    /// The order of a board: higher scores first, within a tie the one who got there first, then the lower id. Negative
    /// when <paramref name="left"/> stands before <paramref name="right"/>; zero only for one and the same standing.
    /// </summary>
    public static int Compare(in Standing left, in Standing right)
    {
        if (left.Score != right.Score) return left.Score > right.Score ? -1 : 1;
        if (left.ReachedAt != right.ReachedAt) return left.ReachedAt < right.ReachedAt ? -1 : 1;
        return left.Member.CompareTo(right.Member);
    }

    /// <summary>Throws when no member can have this standing: an id or a time outside the ranges above is a caller's bug.</summary>
    internal void ThrowIfImpossible()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Member, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Member, int.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReachedAt, 1);
    }

    /// <summary>A standing that comes before every real one of this score, to look for where a tie begins.</summary>
    internal static Standing BeforeAllOf(long score) => new(long.MinValue, score, long.MinValue);
}

/// <summary>One line of a board, with its place in 1, 2, 2, 4 ranking: one more than the number of higher scores.</summary>
public readonly record struct RankedRow(int Place, long Member, long Score, long ReachedAt);

/// <summary>One moment of a board: no row is counted twice, none is missing, all places fit each other.</summary>
/// <param name="Count">How many members stand on the board.</param>
/// <param name="Top">The first rows, in order.</param>
/// <param name="Around">The member who asked with the neighbours above and below; empty when not on the board.</param>
/// <param name="AroundFrom">How many rows stand before those around.</param>
/// <param name="Own">The member who asked; null when not on the board.</param>
/// <param name="Ahead">The nearest row with a higher score than the member's own; null for the first place, or when not on the board.</param>
public sealed record BoardSlice(int Count, IReadOnlyList<RankedRow> Top, IReadOnlyList<RankedRow> Around, int AroundFrom, RankedRow? Own, RankedRow? Ahead);
