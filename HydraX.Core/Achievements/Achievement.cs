namespace HydraX.Core.Achievements;

/// <summary>Something to achieve: the row of <c>achievements</c>.</summary>
public sealed class Achievement
{
    /// <summary>Row id.</summary>
    public long AchievementId { get; set; }

    /// <summary>Stable code: <c>first_blood</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>As shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it takes, in words.</summary>
    public string? Description { get; set; }

    /// <summary>combat, progression, discipline, social, mentoring or special.</summary>
    public string? Category { get; set; }

    /// <summary>Badge tier, BRONZE to MASTER.</summary>
    public string? Tier { get; set; }

    /// <summary>Conditions that all must hold, as data.</summary>
    public string Requirements { get; set; } = "[]";

    /// <summary>XP before the badge tier's multiplier.</summary>
    public int XpReward { get; set; }

    /// <summary>Picture.</summary>
    public string? IconUrl { get; set; }

    /// <summary>Whether it can be earned.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>An achievement that a member has earned: the row of <c>user_achievements</c>.</summary>
public sealed class UserAchievement
{
    /// <summary>Row id.</summary>
    public long UserAchievementId { get; set; }

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>What.</summary>
    public long AchievementId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset EarnedAt { get; set; }

    /// <summary>How far each condition has come.</summary>
    public string Progress { get; set; } = "{}";
}
