using HydraX.Core.Kernel;

namespace HydraX.Core.Leaderboards.Leagues;

/// <summary>The six divisions, the lowest first.</summary>
[LowerCodes]
public enum Division
{
    /// <summary>Where everybody begins.</summary>
    Copper,

    /// <summary>The second.</summary>
    Iron,

    /// <summary>The third.</summary>
    Steel,

    /// <summary>The fourth.</summary>
    Titanium,

    /// <summary>The fifth.</summary>
    Obsidian,

    /// <summary>The highest.</summary>
    Hydra,
}

/// <summary>What became of a member at the end of a league's week.</summary>
[LowerCodes]
public enum LeagueMove
{
    /// <summary>One division up.</summary>
    Promoted,

    /// <summary>The same division.</summary>
    Stayed,

    /// <summary>One division down.</summary>
    Relegated,

    /// <summary>Suspended, hidden or gone when the week ended: no place, and no move.</summary>
    Out,
}

/// <summary>A week of the leagues: the row of <c>league_weeks</c>. It is drawn, played and closed once, block by block; what has been done stands here.</summary>
public sealed class LeagueWeek
{
    /// <summary>Its Monday.</summary>
    public DateOnly WeekStart { get; set; }

    /// <summary>Groups so far; they are numbered from 1.</summary>
    public int Groups { get; set; }

    /// <summary>When the last group was drawn; null while it goes on. Later groups are of members who came later.</summary>
    public DateTimeOffset? DrawnAt { get; set; }

    /// <summary>Lines of the ledger up to this id have been looked at for members who came later.</summary>
    public long ReadUpTo { get; set; }

    /// <summary>Groups up to this number are closed.</summary>
    public int ClosedGroups { get; set; }

    /// <summary>When the last group was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Members up to this id have their summary of the week.</summary>
    public long SummedUpTo { get; set; }

    /// <summary>When the last summary was written.</summary>
    public DateTimeOffset? SummedAt { get; set; }
}

/// <summary>A group of about 30 members of one division: the row of <c>league_groups</c>.</summary>
public sealed class LeagueGroup
{
    /// <summary>In which week.</summary>
    public DateOnly WeekStart { get; set; }

    /// <summary>Its number, from 1.</summary>
    public int GroupNo { get; set; }

    /// <summary>Of which division.</summary>
    public Division Division { get; set; }

    /// <summary>How many were drawn into it or have joined it.</summary>
    public int Members { get; set; }
}

/// <summary>A member in a group: the row of <c>league_places</c>, one a member and week.</summary>
public sealed class LeaguePlace
{
    /// <summary>In which week.</summary>
    public DateOnly WeekStart { get; set; }

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>In which group.</summary>
    public int GroupNo { get; set; }

    /// <summary>XP of the four weeks before, by which the group was drawn; 0 for who came later.</summary>
    public long Activity { get; set; }

    /// <summary>XP earned and kept in the week; null until the group is closed.</summary>
    public long? Score { get; set; }

    /// <summary>The place in the group; null until the group is closed, and for who was out.</summary>
    public int? Place { get; set; }

    /// <summary>The place on the week's board of everybody; null until the group is closed, and for who is not on it.</summary>
    public int? BoardPlace { get; set; }

    /// <summary>What became of the member; null until the group is closed.</summary>
    public LeagueMove? Move { get; set; }
}

/// <summary>In which division a member stands: the row of <c>league_members</c>. Who has none begins in the lowest.</summary>
public sealed class LeagueMember
{
    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>Which division.</summary>
    public Division Division { get; set; }
}
