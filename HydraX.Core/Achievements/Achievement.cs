using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements;

/// <summary>What an achievement is about.</summary>
[LowerCodes]
public enum AchievementCategory
{
    /// <summary>Trades won.</summary>
    Combat,

    /// <summary>Level, rank, prestige.</summary>
    Progression,

    /// <summary>Being there, and keeping to one's plan.</summary>
    Discipline,

    /// <summary>Squads and recruits.</summary>
    Social,

    /// <summary>Mentors and students.</summary>
    Mentoring,

    /// <summary>Everything else.</summary>
    Special,
}

/// <summary>Something to achieve: the row of <c>achievements</c>. Admins edit it; what a member has earned stays earned.</summary>
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

    /// <summary>What it is about.</summary>
    public AchievementCategory? Category { get; set; }

    /// <summary>The tier of its badge.</summary>
    public BadgeTier? Tier { get; set; }

    /// <summary>Conditions that all must hold, as data. See <see cref="Condition"/>.</summary>
    public string Requirements { get; set; } = "[]";

    /// <summary>XP before the badge tier's multiplier.</summary>
    public int XpReward { get; set; }

    /// <summary>Picture.</summary>
    public string? IconUrl { get; set; }

    /// <summary>Whether it can be earned; false once it is retired.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether it is kept secret until it is earned.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether not everybody can earn it, so that nobody needs it for all of them.</summary>
    public bool IsLimited { get; set; }

    /// <summary>The code of the one that has to be earned before; null for none.</summary>
    public string? Follows { get; set; }

    /// <summary>From when it can be earned; null is always.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>Until when it can be earned, exclusive; null is always.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Its place in its category.</summary>
    public int SortOrder { get; set; }

    /// <summary>Its latest revision, the number of <see cref="AchievementRevision"/>; 0 as it shipped.</summary>
    public int Revision { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>XP that it pays: reward times the badge tier's multiplier, whole.</summary>
    public long Pays => AchievementRules.Pays(XpReward, Tier ?? BadgeTier.Bronze);
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

    /// <summary>When, the latest time.</summary>
    public DateTimeOffset EarnedAt { get; set; }

    /// <summary>How far each condition had come.</summary>
    public string Progress { get; set; } = "{}";

    /// <summary>1 for the first time; more for one that was taken back and earned again.</summary>
    public int Times { get; set; } = 1;

    /// <summary>When it was taken back because its cause was reversed; null while it stands.</summary>
    public DateTimeOffset? TakenBackAt { get; set; }

    /// <summary>The ledger line that paid it; null if it paid nothing here, such as one that came by a merge.</summary>
    public long? TransactionId { get; set; }

    /// <summary>Its place among the badges that the member shows, from 1; null if it is not among them.</summary>
    public int? Showcase { get; set; }
}

/// <summary>A change of what can be achieved: the row of <c>achievement_revisions</c>. Rows are only added.</summary>
public sealed class AchievementRevision
{
    /// <summary>From 1, over all achievements, without a gap.</summary>
    public int Number { get; set; }

    /// <summary>What was changed.</summary>
    public long AchievementId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>By whom.</summary>
    public long? SavedByUserId { get; set; }

    /// <summary>Why, in their words.</summary>
    public string Why { get; set; } = "";

    /// <summary>What it was before, as JSON; null for a new one.</summary>
    public string? Before { get; set; }

    /// <summary>What it is now, as JSON.</summary>
    public string After { get; set; } = "{}";
}
