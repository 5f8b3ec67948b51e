namespace HydraX.Core.Squads;

/// <summary>A squad: the row of <c>squads</c>.</summary>
public sealed class Squad
{
    /// <summary>Row id.</summary>
    public long SquadId { get; set; }

    /// <summary>As shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it stands for.</summary>
    public string? Description { get; set; }

    /// <summary>Who leads it.</summary>
    public long LeaderId { get; set; }

    /// <summary>How many it may have.</summary>
    public int MaxMembers { get; set; } = 10;

    /// <summary>open, invite_only or closed.</summary>
    public string JoinType { get; set; } = "open";

    /// <summary>10 % of what members earn by trading and activity, added, not deducted.</summary>
    public long SquadXp { get; set; }

    /// <summary>From squad XP.</summary>
    public int SquadLevel { get; set; } = 1;

    /// <summary>When it was founded.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>Who is in a squad: the row of <c>squad_members</c>.</summary>
public sealed class SquadMember
{
    /// <summary>Row id.</summary>
    public long MemberId { get; set; }

    /// <summary>Which squad.</summary>
    public long SquadId { get; set; }

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>leader, officer or member.</summary>
    public string Role { get; set; } = "member";

    /// <summary>Since when.</summary>
    public DateTimeOffset JoinedAt { get; set; }
}
