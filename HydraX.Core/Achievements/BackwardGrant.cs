namespace HydraX.Core.Achievements;

/// <summary>
/// An achievement that is granted to everybody who meets its conditions already: the row of <c>backward_grants</c>. A job works through the members in the
/// order of their ids, and goes on where it was.
/// </summary>
public sealed class BackwardGrant
{
    /// <summary>Row id.</summary>
    public long BackwardGrantId { get; set; }

    /// <summary>What is granted.</summary>
    public long AchievementId { get; set; }

    /// <summary>The revision that is granted; an edit in between stops it.</summary>
    public int Revision { get; set; }

    /// <summary>Only who has been given this one since <see cref="StartedAt"/> is looked at: what its XP has earned in turn. Null for everybody.</summary>
    public long? AmongAchievementId { get; set; }

    /// <summary>Who started it.</summary>
    public long? StartedByUserId { get; set; }

    /// <summary>Why, in their words.</summary>
    public string Why { get; set; } = "";

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Members who met the conditions when it was started, for progress.</summary>
    public long Expected { get; set; }

    /// <summary>The last member looked at.</summary>
    public long UpToUserId { get; set; }

    /// <summary>Members who got it.</summary>
    public long Granted { get; set; }

    /// <summary>XP that they got with it.</summary>
    public long Xp { get; set; }

    /// <summary>When it was done or stopped; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it was stopped; null if it was not.</summary>
    public string? StoppedBecause { get; set; }
}
