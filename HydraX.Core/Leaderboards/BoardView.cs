using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Leaderboards;

/// <summary>A board as a page, a bot message or an API answer shows it.</summary>
/// <param name="Board">What it counts.</param>
/// <param name="Tier">The tier whose members alone are on it; null is everybody.</param>
/// <param name="Period">Over which time it counts; a board of what stands now counts over all time.</param>
/// <param name="Day">The day that is today on it.</param>
/// <param name="From">When the period began; null for all time.</param>
/// <param name="Until">When it closes, exclusive; null for all time.</param>
/// <param name="Members">How many members are on it.</param>
/// <param name="Top">The first rows, in order. Equal XP shares a place: 1, 2, 2, 4.</param>
/// <param name="Around">The viewer's own row with the neighbours above and below; empty when not on the board.</param>
/// <param name="AroundFrom">How many rows stand before those around.</param>
/// <param name="Own">The viewer's own row; null when not on the board.</param>
/// <param name="Ahead">The nearest higher score; null for the first place, or when not on the board.</param>
/// <param name="OwnToday">XP of the viewer that counts today.</param>
/// <param name="ViewerIsAway">Whether the viewer is left out of boards: hidden by their own setting, or suspended.</param>
/// <param name="Season">The season that runs, on its own board.</param>
public sealed record BoardView(
    BoardCode Board, TierCode? Tier, BoardPeriod Period, DateOnly Day, DateTimeOffset? From, DateTimeOffset? Until, int Members,
    IReadOnlyList<BoardEntry> Top, IReadOnlyList<BoardEntry> Around, int AroundFrom, BoardEntry? Own, NextPlace? Ahead, long OwnToday, bool ViewerIsAway, SeasonSpan? Season = null)
{
    /// <summary>The rule that orders equal scores, for the person.</summary>
    public const string TieRule = "Equal scores share a place, and the next place is skipped: 1, 2, 2, 4. Within a tie, whoever got there first is named first, then the older account.";
}

/// <summary>One member on a board.</summary>
/// <param name="Place">From 1; members with equal XP share it.</param>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Rank">The rank.</param>
/// <param name="PrestigeLevel">Stars, 0 to 10.</param>
/// <param name="Title">A title bought in the shop.</param>
/// <param name="IsDemo">Demo content.</param>
/// <param name="Score">What counts on this board.</param>
/// <param name="ReachedAt">When that was reached.</param>
/// <param name="IsOwn">Whether it is the viewer.</param>
/// <param name="Frame">The code of a frame bought in the shop, worn around the insignia.</param>
public sealed record BoardEntry(
    int Place, long UserId, string Username, TierCode Tier, RankCode Rank, int PrestigeLevel, string? Title, bool IsDemo, long Score, DateTimeOffset ReachedAt, bool IsOwn, string? Frame = null)
{
    /// <summary>Rows with who stands on them; whoever is gone since is left out.</summary>
    internal static List<BoardEntry> Of(IEnumerable<RankedRow> rows, IReadOnlyDictionary<long, BoardMember> members, long? viewer) =>
        [.. rows.Where(row => members.ContainsKey(row.Member)).Select(row => Of(row, members[row.Member], row.Member == viewer))];

    private static BoardEntry Of(RankedRow row, BoardMember member, bool isOwn) => new(
        row.Place, row.Member, member.Username, member.Tier, member.Rank, member.PrestigeLevel, member.Title, member.IsDemo, row.Score, BoardRules.Instant(row.ReachedAt), isOwn, member.Frame);
}

/// <summary>What the viewer lacks to share the next place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Missing">How much, in what the board counts.</param>
public sealed record NextPlace(int Place, long Missing)
{
    /// <summary>From a moment of a board.</summary>
    internal static NextPlace? Of(BoardSlice slice) => slice is { Own: { } own, Ahead: { } ahead } ? new NextPlace(ahead.Place, ahead.Score - own.Score) : null;
}
